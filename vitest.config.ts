import { defineConfig } from "vitest/config"

const programs = ["packages/core", "packages/document", "packages/storyboard", "server", "app"]

export default defineConfig({
  test: {
    projects: [
      ...programs.map((root) => ({
        test: {
          name: root,
          root,
          include: ["src/**/*.test.ts", "src/**/*.test.tsx"],
          // What never ends is what fails: a busy machine takes ten times as long as a quiet one.
          testTimeout: 60_000,
          hookTimeout: 90_000,
        },
      })),
      { test: { name: "infra", root: "infra", include: ["**/*.test.mjs"], testTimeout: 30_000 } },
    ],
  },
})
