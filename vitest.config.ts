import { defineConfig } from "vitest/config"

export default defineConfig({
  test: {
    projects: ["packages/core", "packages/document", "packages/storyboard", "server", "app"].map(
      (root) => ({
        test: { name: root, root, include: ["src/**/*.test.ts", "src/**/*.test.tsx"] },
      }),
    ),
  },
})
