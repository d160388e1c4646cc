import { spawn } from "node:child_process"
import { forwardSignals, signalExitCode } from "./signals.mjs"

const keptCharacters = 20_000

/**
 * Runs a command to its end. With `output: "shown"` it writes to this terminal; with
 * `output: "kept"` the end of what it printed is returned instead. No command of the launcher may
 * ask a question, so none gets a standard input. A signal that ends the command ends this program.
 *
 * @param {string} file
 * @param {string[]} args
 * @param {{ cwd: string, environment: NodeJS.ProcessEnv, output: "shown" | "kept",
 *   deadlineMilliseconds?: number }} options a command that is not done by its deadline is ended
 * @returns {Promise<{ exitCode: number, output: string }>} exitCode 127: the file cannot be started
 */
export function runCommand(file, args, { cwd, environment, output, deadlineMilliseconds }) {
  return new Promise((resolve) => {
    const destination = output === "kept" ? "pipe" : "inherit"
    const child = spawn(file, args, {
      cwd,
      env: environment,
      stdio: ["ignore", destination, destination],
      timeout: deadlineMilliseconds,
    })
    let kept = ""
    /** @param {string} chunk */
    const keep = (chunk) => {
      kept = (kept + chunk).slice(-keptCharacters)
    }
    child.stdout?.setEncoding("utf8").on("data", keep)
    child.stderr?.setEncoding("utf8").on("data", keep)
    const stopForwarding = forwardSignals(child)
    child.once("error", (error) => {
      stopForwarding()
      resolve({ exitCode: 127, output: String(error) })
    })
    child.once("close", (code, signal) => {
      const received = stopForwarding()
      if (received) process.exit(signalExitCode(received))
      resolve({ exitCode: signal ? signalExitCode(signal) : (code ?? 1), output: kept })
    })
  })
}
