import { existsSync, readdirSync } from "node:fs"
import { join } from "node:path"
import { runCommand } from "./command.mjs"
import { LauncherFailure } from "./failure.mjs"
import { showProgress } from "./progress.mjs"
import { ensurePnpm } from "./runtime.mjs"
import { digestSources, doUnlessStamped } from "./stamp.mjs"

const foldersOfPackages = ["packages", "infra/tools"]
const singlePackages = ["", "app", "server", "tests", "infra/launcher"]

/**
 * Installs exactly what the lockfile names, unless that is what stands in node_modules.
 * @param {{ root: string, environment: NodeJS.ProcessEnv }} options
 */
export async function installPackages({ root, environment }) {
  const installed = join(root, "node_modules", ".pnpm", "lock.yaml")
  await doUnlessStamped({
    stamp: join(root, ".runtime", "packages.stamp"),
    inputs: () => digestSources(root, listManifests(root)),
    output: () => (existsSync(installed) ? digestSources(root, [installed]) : null),
    work: async () => {
      const pnpmFolder = await ensurePnpm({ root, environment })
      await showProgress("Installing packages", async () => {
        const { exitCode, output } = await runCommand(
          join(pnpmFolder, "pnpm"),
          ["install", "--frozen-lockfile", "--prod=false"],
          { cwd: root, environment: { ...environment, CI: "true" }, output: "kept" },
        )
        if (exitCode === 0) return
        throw new LauncherFailure(
          "the packages could not be installed: see above, then start again.",
          { details: output },
        )
      })
    },
  })
}

/** @param {string} root */
function listManifests(root) {
  const grouped = foldersOfPackages.flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => join(folder, name)),
  )
  return [
    ...["pnpm-lock.yaml", "pnpm-workspace.yaml"].map((name) => join(root, name)),
    ...[...singlePackages, ...grouped].map((folder) => join(root, folder, "package.json")),
  ]
}
