import { constants } from "node:os"

/** @typedef {import("node:child_process").ChildProcess} ChildProcess */

/** @type {NodeJS.Signals[]} */
const ending = ["SIGINT", "SIGTERM", "SIGHUP"]

/**
 * Passes the signals that end this program on to a child, and keeps this program alive until the
 * child has ended in its own way. A terminal sends SIGINT and SIGHUP to the child as well, and a
 * second one often means "at once", so there only SIGTERM is passed on.
 *
 * @param {ChildProcess} child
 * @returns {() => NodeJS.Signals | null} stops passing on; gives the last signal that came
 */
export function forwardSignals(child) {
  const atTerminal = [process.stdin, process.stdout, process.stderr].some(({ isTTY }) => isTTY)
  /** @type {NodeJS.Signals | null} */
  let received = null
  /** @param {NodeJS.Signals} signal */
  const pass = (signal) => {
    received = signal
    if (signal === "SIGTERM" || !atTerminal) child.kill(signal)
  }
  for (const signal of ending) process.on(signal, pass)
  return () => {
    for (const signal of ending) process.off(signal, pass)
    return received
  }
}

/**
 * What a shell reports for a program that a signal ended.
 * @param {NodeJS.Signals} signal
 */
export function signalExitCode(signal) {
  return 128 + constants.signals[signal]
}
