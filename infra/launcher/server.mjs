import { spawn } from "node:child_process"
import { join } from "node:path"
import { findNode } from "./runtime.mjs"
import { forwardSignals, signalExitCode } from "./signals.mjs"

// glibc keeps what native code has freed, arena by arena: after an evening of pictures that is 200 MB.
const memoryThrift = {
  MALLOC_ARENA_MAX: "2",
  MALLOC_TRIM_THRESHOLD_: "131072",
  MALLOC_MMAP_THRESHOLD_: "131072",
}

/**
 * Runs the server in this terminal until it ends.
 * @param {{ root: string, environment: NodeJS.ProcessEnv, extraArguments: string[] }} options
 * @returns {Promise<number>} the server's exit code
 */
export function serve({ root, environment, extraArguments }) {
  return new Promise((resolve, reject) => {
    const child = spawn(
      findNode(root),
      [join("server", "src", "main.ts"), "serve", ...extraArguments],
      {
        cwd: root,
        env: { NODE_ENV: "production", ...memoryThrift, ...environment },
        stdio: "inherit",
      },
    )
    const stopForwarding = forwardSignals(child)
    child.once("error", reject)
    child.once("close", (code, signal) => {
      stopForwarding()
      resolve(signal ? signalExitCode(signal) : (code ?? 1))
    })
  })
}
