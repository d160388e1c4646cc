import { existsSync, readdirSync, readFileSync } from "node:fs"
import { delimiter, dirname, join } from "node:path"
import { runCommand } from "./command.mjs"
import { LauncherFailure } from "./failure.mjs"
import { showProgress } from "./progress.mjs"

const nodeMajor = 24

/**
 * The Node that everything runs on: the one running this when it is new enough, otherwise the one
 * pinned in the lockfile as a package for each platform.
 *
 * @param {string} root
 */
export function findNode(root) {
  if (Number.parseInt(process.versions.node, 10) >= nodeMajor) return process.execPath
  const pinned = join(
    root,
    "node_modules",
    `node-${process.platform}-${process.arch}`,
    "bin",
    "node",
  )
  if (existsSync(pinned)) return pinned
  throw new LauncherFailure(
    `there is no packaged Node for ${process.platform} ${process.arch}: install Node ${nodeMajor} or newer and start again.`,
  )
}

/**
 * pnpm is a native program that npm can install without running its install scripts, which npm may
 * refuse: the platform's own package holds it whole.
 *
 * @param {{ root: string, environment: NodeJS.ProcessEnv }} options
 * @returns {Promise<string>} the folder that holds `pnpm`
 */
export async function ensurePnpm({ root, environment }) {
  const version = readPnpmVersion(root)
  const present = await findPnpmOnPath({ root, environment, version })
  if (present) return present
  const runtime = join(root, ".runtime", `pnpm-${version}`)
  const installed = findInstalledPnpm(runtime)
  if (installed) return installed
  await showProgress(`Getting pnpm ${version}`, () =>
    installPnpm({ runtime, environment, version }),
  )
  const fetched = findInstalledPnpm(runtime)
  if (fetched) return fetched
  throw new LauncherFailure(
    `there is no packaged pnpm for ${process.platform} ${process.arch}: install pnpm ${version} and start again.`,
  )
}

/**
 * The environment in which the repository's own programs run.
 * @param {{ root: string, environment: NodeJS.ProcessEnv }} options
 * @returns {Promise<NodeJS.ProcessEnv>}
 */
export async function createToolEnvironment({ root, environment }) {
  const folders = [
    dirname(findNode(root)),
    join(root, "node_modules", ".bin"),
    await ensurePnpm({ root, environment }),
  ]
  return {
    ...environment,
    PATH: [...folders, environment["PATH"] ?? ""].join(delimiter),
    TURBO_TELEMETRY_DISABLED: "1",
  }
}

/** @param {string} root */
function readPnpmVersion(root) {
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"))
  return String(manifest.devEngines.packageManager.version)
}

/** @param {{ root: string, environment: NodeJS.ProcessEnv, version: string }} options */
async function findPnpmOnPath({ root, environment, version }) {
  const folder = (environment["PATH"] ?? "")
    .split(delimiter)
    .find((candidate) => candidate !== "" && existsSync(join(candidate, "pnpm")))
  if (folder === undefined) return null
  const { exitCode, output } = await runCommand(join(folder, "pnpm"), ["--version"], {
    cwd: root,
    environment,
    output: "kept",
  })
  const sameMajor = Number.parseInt(output, 10) === Number.parseInt(version, 10)
  return exitCode === 0 && sameMajor ? folder : null
}

/** @param {string} runtime */
function findInstalledPnpm(runtime) {
  const scope = join(runtime, "node_modules", "@pnpm")
  if (!existsSync(scope)) return null
  const folder = readdirSync(scope).find(
    (name) => name.startsWith("exe.") && existsSync(join(scope, name, "pnpm")),
  )
  return folder === undefined ? null : join(scope, folder)
}

/** @param {{ runtime: string, environment: NodeJS.ProcessEnv, version: string }} options */
async function installPnpm({ runtime, environment, version }) {
  const { exitCode, output } = await runCommand(
    "npm",
    [
      "install",
      "--prefix",
      runtime,
      `pnpm@${version}`,
      "--ignore-scripts",
      "--include=optional",
      "--no-save",
      "--no-audit",
      "--no-fund",
      "--no-update-notifier",
      "--loglevel=error",
    ],
    { cwd: dirname(dirname(runtime)), environment, output: "kept" },
  )
  if (exitCode === 0) return
  throw new LauncherFailure(
    "npm could not install pnpm: check the network and npm's registry setting, then start again.",
    { details: output },
  )
}
