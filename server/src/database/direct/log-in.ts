import type { Duplex } from "node:stream"
import postgres from "postgres"

type PostgresOptions = postgres.Options<Record<string, postgres.PostgresType>>

/** What postgres.js listens to. */
const EVENTS = ["data", "drain", "error", "close", "connect"]

/**
 * A connection that has signed in and is ready for queries. postgres.js does the signing in, over
 * a stream that we open, and is not asked for anything afterwards.
 */
export async function logIn(
  url: string | null,
  options: PostgresOptions,
  dial: () => Promise<Duplex>,
): Promise<Duplex> {
  const dialled: { stream?: Duplex; own?: ReadonlyMap<string, readonly unknown[]> } = {}
  const once = {
    ...options,
    max: 1,
    fetch_types: false,
    idle_timeout: 0,
    max_lifetime: null,
    // The stream is encrypted already when it is to be.
    ssl: false,
    // Not in the type of the options: postgres.js calls it instead of dialling.
    socket: async () => {
      dialled.stream = await dial()
      dialled.own = listenersOf(dialled.stream)
      return dialled.stream
    },
  }
  const client = url === null ? postgres(once) : postgres(url, once)
  try {
    await client`select 1`
  } catch (error) {
    void client.end({ timeout: 0 })
    throw error
  }
  const { stream, own } = dialled
  if (!stream) throw new Error("signed in without a stream")
  for (const [event, listeners] of listenersOf(stream)) {
    for (const listener of listeners) {
      if (!own?.get(event)?.includes(listener)) stream.off(event, listener)
    }
  }
  return stream
}

function listenersOf(stream: Duplex) {
  return new Map(EVENTS.map((event) => [event, stream.rawListeners(event) as (() => void)[]]))
}
