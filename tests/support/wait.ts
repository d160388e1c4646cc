const lookMilliseconds = 10

/** Waits for a condition; throws with what was waited for after the deadline. */
export async function waitUntil(
  what: string,
  isReached: () => boolean,
  deadlineMilliseconds = 20_000,
): Promise<void> {
  const deadline = performance.now() + deadlineMilliseconds
  while (!isReached()) {
    if (performance.now() > deadline)
      throw new Error(`not reached within ${deadlineMilliseconds} ms: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, lookMilliseconds))
  }
}
