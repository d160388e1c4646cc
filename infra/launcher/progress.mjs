const tickMilliseconds = 1000

/**
 * One line for one piece of work: `Installing packages … 11.2 s`. A terminal sees the seconds
 * count; anything else gets the words at once and the seconds at the end.
 *
 * @template Value
 * @param {string} words
 * @param {() => Promise<Value>} work
 * @param {{ write(text: string): unknown, isTTY?: boolean }} [stream] standard error: standard output belongs to the server
 * @returns {Promise<Value>}
 */
export async function showProgress(words, work, stream = process.stderr) {
  const startedAt = performance.now()
  const seconds = (/** @type {number} */ digits) =>
    `${((performance.now() - startedAt) / 1000).toFixed(digits)} s`
  stream.write(`${words} … `)
  const ticking = stream.isTTY
    ? setInterval(() => stream.write(`\r${words} … ${seconds(0)} `), tickMilliseconds)
    : undefined
  const finish = (/** @type {string} */ outcome) => {
    clearInterval(ticking)
    stream.write(stream.isTTY ? `\r${words} … ${outcome}\n` : `${outcome}\n`)
  }
  try {
    const value = await work()
    finish(seconds(1))
    return value
  } catch (error) {
    finish(`failed after ${seconds(1)}`)
    throw error
  }
}
