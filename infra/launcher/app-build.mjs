import { existsSync, readdirSync } from "node:fs"
import { join } from "node:path"
import { runCommand } from "./command.mjs"
import { LauncherFailure } from "./failure.mjs"
import { showProgress } from "./progress.mjs"
import { createToolEnvironment } from "./runtime.mjs"
import { digestSources, doUnlessStamped } from "./stamp.mjs"

/**
 * Builds the web app, unless what stands in app/build was built from the same sources.
 * @param {{ root: string, environment: NodeJS.ProcessEnv }} options
 */
export async function buildApp({ root, environment }) {
  const built = join(root, "app", "build", "server", "index.js")
  await doUnlessStamped({
    stamp: join(root, ".runtime", "app-build.stamp"),
    inputs: () => digestSources(root, listAppSources(root), isBundled),
    output: () => (existsSync(built) ? digestSources(root, [built]) : null),
    work: async () => {
      const tools = await createToolEnvironment({ root, environment })
      await showProgress("Building the app", async () => {
        const { exitCode, output } = await runCommand("turbo", ["run", "build"], {
          cwd: root,
          environment: { ...tools, NODE_ENV: "production" },
          output: "kept",
        })
        if (exitCode === 0) return
        throw new LauncherFailure("the app could not be built: see above.", { details: output })
      })
    },
  })
}

/** @param {string} root */
function listAppSources(root) {
  const packages = join(root, "packages")
  return [
    join(root, "pnpm-lock.yaml"),
    join(root, "tsconfig.base.json"),
    join(root, "app"),
    ...readdirSync(packages).map((name) => join(packages, name)),
  ]
}

/** @param {string} name */
function isBundled(name) {
  return !/\.(test|contract)\.tsx?$/u.test(name)
}
