import { setTimeout as wait } from "node:timers/promises"

export interface BucketAnswer {
  readonly status: number
  readonly headers: Headers
  readonly bytes: Uint8Array
}

export interface RetryOptions {
  readonly attempts: number
  /** The first pause is at most this long, each next one at most twice as long; how long exactly is chance. */
  readonly firstPauseMs: number
  readonly longestPauseMs: number
  /** For one attempt, from the connection to the last byte. */
  readonly timeoutMs: number
}

const defaults: RetryOptions = {
  attempts: 5,
  firstPauseMs: 100,
  longestPauseMs: 2_000,
  timeoutMs: 60_000,
}

/** 409: two conditional writes met. 503 is also how S3 asks to slow down. */
const passing = new Set([408, 409, 429, 500, 502, 503, 504])

/**
 * Every request of ours may be sent twice. It is signed anew each time, because a signature is good for minutes only.
 * Rejects when the last attempt got no answer; an answer that asks to try later is given back after the last one.
 */
export async function sendUntilAnswered(
  sign: () => Promise<Request>,
  options: Partial<RetryOptions> = {},
): Promise<BucketAnswer> {
  const { attempts, firstPauseMs, longestPauseMs, timeoutMs } = { ...defaults, ...options }
  for (let attempt = 1; ; attempt += 1) {
    const isLast = attempt >= attempts
    try {
      const answer = await send(await sign(), timeoutMs)
      if (isLast || !passing.has(answer.status)) return answer
    } catch (error) {
      if (isLast) throw error
    }
    const longest = Math.min(longestPauseMs, firstPauseMs * 2 ** (attempt - 1))
    await wait(Math.random() * longest)
  }
}

async function send(request: Request, timeoutMs: number): Promise<BucketAnswer> {
  const response = await fetch(request, { signal: AbortSignal.timeout(timeoutMs) })
  const bytes = new Uint8Array(await response.arrayBuffer())
  return { status: response.status, headers: response.headers, bytes }
}
