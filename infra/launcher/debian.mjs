import { runCommand } from "./command.mjs"
import { LauncherFailure } from "./failure.mjs"
import { showProgress } from "./progress.mjs"

/**
 * Installs a Debian package, as root or through a sudo that asks for no password.
 * @param {string} packageName
 * @param {{ root: string, environment: NodeJS.ProcessEnv }} options
 */
export async function installDebianPackage(packageName, { root, environment }) {
  const quiet = { ...environment, DEBIAN_FRONTEND: "noninteractive" }
  const asRoot = process.getuid?.() === 0 ? [] : ["sudo", "-n"]
  const commands = [
    ["apt-get", "update", "-q"],
    ["apt-get", "install", "-y", "-q", "--no-install-recommends", packageName],
  ]
  await showProgress(`Installing Debian's ${packageName}`, async () => {
    for (const command of commands) {
      const [file = "", ...args] = [...asRoot, ...command]
      const { exitCode, output } = await runCommand(file, args, {
        cwd: root,
        environment: quiet,
        output: "kept",
      })
      if (exitCode === 0) continue
      throw new LauncherFailure(
        `${packageName} is missing and apt-get could not install it: install ${packageName} yourself, then run npm test again.`,
        { details: output },
      )
    }
  })
}
