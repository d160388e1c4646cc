import { defineConfig } from "vitest/config"

const minutes = 60_000

export default defineConfig({
  test: {
    // One at a time: every file starts servers and a browser, and two cores are all there may be.
    fileParallelism: false,
    testTimeout: 2 * minutes,
    hookTimeout: 2 * minutes,
    teardownTimeout: minutes / 2,
    projects: ["support", "sync", "fuzz", "security", "e2e"].map((folder) => ({
      extends: true,
      test: {
        name: folder,
        include: [`${folder}/**/*.test.ts`],
      },
    })),
  },
})
