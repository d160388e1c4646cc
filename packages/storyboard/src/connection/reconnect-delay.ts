const longestMs = 1000
const patientAfterMs = 60_000
const patientMs = 6000

/**
 * How long to wait in ms before the next try. `failures`: how many tries have failed since the last connection that
 * worked; `outageMs`: since when. `random` is from 0 to 1. Everybody who lost the same server comes at a time of their
 * own, and nobody waits longer than a second while it may be just restarting.
 */
export function computeReconnectDelay(options: {
  readonly failures: number
  readonly outageMs: number
  readonly random: number
}): number {
  const { failures, outageMs, random } = options
  const longest = outageMs > patientAfterMs ? patientMs : longestMs
  const delay = Math.min(longest, 300 * 2 ** failures)
  return failures === 0 ? delay * random : delay * (0.5 + random / 2)
}
