import { createHash, randomUUID } from "node:crypto"
import { createClient, RESP_TYPES } from "@redis/client"
import type { Log } from "../../log.ts"
import type { Bus, BusListener, SharedTake } from "../bus.ts"

export interface RedisBusOptions {
  /** `redis://…` or `rediss://…`, of a Redis 6 or newer or a server that speaks like one. */
  readonly url: string
  /** Keeps installations apart that use one Redis. */
  readonly installationId: string
  readonly log: Log
}

/** What may be on its way to a Redis that does not answer; more is dropped. */
const MAX_UNSENT_BYTES = 8 * 1024 * 1024
const MAX_UNSENT_MESSAGES = 10_000
const MESSAGE_OVERHEAD_BYTES = 256
const CONNECT_MS = 2_000
const PING_MS = 2_000
/** Longer silence than this means that the connection is dead, because a ping is always answered. */
const SILENCE_MS = 5_000
const LONGEST_RETRY_MS = 1_000
const TAKE_MS = 250
/** After a count that did not come in time, nobody waits for the next ones. */
const TAKE_PAUSE_MS = 1_000
const CLOSE_MS = 1_000
const NODE_ID_BYTES = 16

/** A token bucket: its level and when that was, by the clock of Redis. */
const takeScript = `
local capacity, perSecond, amount = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local time = redis.call('time')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local stored = redis.call('hmget', KEYS[1], 'level', 'at')
local level = tonumber(stored[1]) or capacity
local at = tonumber(stored[2]) or now
level = math.min(capacity, level + math.max(0, now - at) / 1000 * perSecond)
local missing = amount - level
if missing <= 0 then level = level - amount end
redis.call('hset', KEYS[1], 'level', tostring(level), 'at', tostring(now))
redis.call('pexpire', KEYS[1], math.ceil(capacity / perSecond * 1000) + 1000)
if missing <= 0 then return 0 end
return math.ceil(missing / perSecond * 1000)`
const takeHash = createHash("sha1").update(takeScript).digest("hex")

/** Connects in the background and for ever again; meanwhile what is said is lost. */
export function createRedisBus({ url, installationId, log }: RedisBusOptions): Bus {
  const id = randomUUID()
  const idBytes = Buffer.from(id.replaceAll("-", ""), "hex")
  const topics = new Map<string, Set<BusListener>>()
  const prefix = `panelwright:${installationId}:`
  let closed = false
  let lostSince: number | null = null
  let unsent = { bytes: 0, messages: 0 }
  let countAloneUntil = 0
  let droppedMessages = 0

  const plain = createClient({
    url,
    disableOfflineQueue: true,
    pingInterval: PING_MS,
    maintNotifications: "disabled",
    socket: {
      connectTimeout: CONNECT_MS,
      socketTimeout: SILENCE_MS,
      reconnectStrategy: (retries) =>
        Math.min(LONGEST_RETRY_MS, 50 * 2 ** retries) * (0.75 + Math.random() / 2),
    },
  })
  const client = plain.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer })

  plain.on("error", (error: unknown) => {
    if (closed) return
    // A command that was not answered in time is one, too, and the next ones may be.
    if (plain.isReady || lostSince !== null) return
    log.warn({ err: error }, "redis-lost")
    lostSince = performance.now()
  })
  plain.on("ready", () => {
    if (closed) return
    const ms = lostSince === null ? 0 : Math.round(performance.now() - lostSince)
    lostSince = null
    // What was on its way went down with the connection.
    unsent = { bytes: 0, messages: 0 }
    log.info({ ms }, "redis-connected")
    for (const topic of topics.keys()) void join(topic)
  })
  plain.connect().catch(() => undefined)

  function hear(message: Buffer, channel: Buffer): void {
    const from = message.subarray(0, NODE_ID_BYTES)
    if (from.length < NODE_ID_BYTES || from.equals(idBytes)) return
    const topic = channel.toString().slice(prefix.length)
    const listeners = topics.get(topic)
    // It was left while Redis was away, and the client joined it again.
    if (!listeners) return void leave(topic)
    for (const listener of listeners) {
      guard(topic, () => listener.heard(message.subarray(NODE_ID_BYTES), toNodeId(from)))
    }
  }

  /** What fails here is made good when the connection is back. */
  async function join(topic: string, only: BusListener | null = null): Promise<void> {
    try {
      if (only) await plain.ping()
      else await plain.subscribe(prefix + topic, hear, true)
    } catch {
      return
    }
    for (const listener of topics.get(topic) ?? []) {
      if (!only || only === listener) guard(topic, () => listener.joined?.())
    }
  }

  async function leave(topic: string): Promise<void> {
    if (plain.isReady) await plain.unsubscribe(prefix + topic, hear, true).catch(() => undefined)
  }

  function guard(topic: string, work: () => void): void {
    try {
      work()
    } catch (error) {
      log.error({ err: error, topic }, "bus-message-failed")
    }
  }

  async function evaluate({ key, capacity, refillPerSecond, amount }: SharedTake): Promise<number> {
    const given = {
      keys: [`${prefix}bucket:${key}`],
      arguments: [String(capacity), String(refillPerSecond), String(amount)],
    }
    try {
      return Number(await client.evalSha(takeHash, given))
    } catch (error) {
      if (!(error instanceof Error && error.message.startsWith("NOSCRIPT"))) throw error
      return Number(await client.eval(takeScript, given))
    }
  }

  return {
    nodeId: id,
    isShared: true,
    get isConnected() {
      return plain.isReady && !closed
    },
    get droppedMessages() {
      return droppedMessages
    },

    publish(topic, message) {
      if (closed) return
      const size = message.length + MESSAGE_OVERHEAD_BYTES
      const { bytes, messages } = unsent
      const isTooMuch = bytes + size > MAX_UNSENT_BYTES || messages >= MAX_UNSENT_MESSAGES
      if (!plain.isReady || isTooMuch) {
        droppedMessages += 1
        return
      }
      const counted = unsent
      counted.bytes += size
      counted.messages += 1
      client
        .publish(prefix + topic, Buffer.concat([idBytes, message]))
        .catch(() => undefined)
        .finally(() => {
          counted.bytes -= size
          counted.messages -= 1
        })
    },

    subscribe(topic, listener) {
      const known = topics.get(topic)
      if (known) known.add(listener)
      else topics.set(topic, new Set([listener]))
      if (plain.isReady) void join(topic, known ? listener : null)
      return () => {
        const others = topics.get(topic)
        others?.delete(listener)
        if (others?.size !== 0) return
        topics.delete(topic)
        void leave(topic)
      }
    },

    async take(taking) {
      if (!plain.isReady || closed || performance.now() < countAloneUntil) return null
      try {
        return await withDeadline(evaluate(taking), TAKE_MS)
      } catch (error) {
        countAloneUntil = performance.now() + TAKE_PAUSE_MS
        log.warn({ err: error }, "rate-limit-not-shared")
        return null
      }
    },

    async close() {
      closed = true
      topics.clear()
      await withDeadline(plain.close(), CLOSE_MS).catch(() => plain.destroy())
    },
  }
}

function toNodeId(bytes: Buffer): string {
  const hex = bytes.toString("hex")
  const cuts = [0, 8, 12, 16, 20, 32]
  return cuts
    .slice(1)
    .map((end, index) => hex.slice(cuts[index], end))
    .join("-")
}

async function withDeadline<Value>(work: Promise<Value>, milliseconds: number): Promise<Value> {
  let timer: NodeJS.Timeout | undefined
  const deadline = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${milliseconds} ms`)), milliseconds)
  })
  // Should it fail after the deadline, nobody listens any more.
  work.catch(() => undefined)
  try {
    return await Promise.race([work, deadline])
  } finally {
    clearTimeout(timer)
  }
}
