/**
 * Something the person at the terminal can mend. Its message is one sentence that says what to do;
 * `details` is what the failed command printed.
 */
export class LauncherFailure extends Error {
  /**
   * @param {string} message
   * @param {{ details?: string, cause?: unknown }} [options]
   */
  constructor(message, { details = "", cause } = {}) {
    super(message, { cause })
    this.name = "LauncherFailure"
    this.details = details
  }
}

/**
 * Runs a program of this folder: a failure is told in a sentence, a bug with its stack.
 * @param {() => Promise<number>} program gives the exit code
 */
export async function runProgram(program) {
  try {
    process.exitCode = await program()
  } catch (error) {
    if (error instanceof LauncherFailure) {
      if (error.details) process.stderr.write(`\n${error.details.trimEnd()}\n\n`)
      process.stderr.write(`panelwright: ${error.message}\n`)
    } else {
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
    }
    process.exitCode = 1
  }
}
