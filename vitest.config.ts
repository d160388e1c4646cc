import { defineConfig } from "vitest/config"

const programs = ["packages/core", "packages/document", "packages/storyboard", "server", "app"]

export default defineConfig({
  test: {
    projects: [
      ...programs.map((root) => ({
        test: { name: root, root, include: ["src/**/*.test.ts", "src/**/*.test.tsx"] },
      })),
      { test: { name: "infra", root: "infra", include: ["**/*.test.mjs"], testTimeout: 30_000 } },
    ],
  },
})
