import { createServer, connect, type Socket } from "node:net"
import type { Random } from "./random.ts"

/** What happens to bytes on their way, in each direction; changes hold for what comes after. */
export interface Weather {
  /** One way. */
  latencyMs: number
  /** The part of segments that is lost at first, from 0 to 1: TCP sends it again, so it only comes late. */
  loss: number
  /** Bytes a second; null for as many as there are. */
  bandwidth: number | null
}

/** A TCP proxy in front of a server, over which the network is as bad as it is told to be. */
export interface BadNetwork {
  /** In the place of the server's. */
  readonly url: string
  readonly weather: Weather
  readonly connections: number
  /** Bytes that have gone to the server so far. */
  readonly sentBytes: number
  /** Ends every connection at once, in the middle of whatever is under way. */
  cut(): void
  /** Nothing gets through any more and nobody is told, as when a laptop sleeps or the wifi changes. */
  goSilent(): void
  /** New connections get through again; those that went silent stay silent. */
  comeBack(): void
  close(): Promise<void>
}

/** TCP tries again after 200 ms, and waits longer each time. */
const shortestStallMs = 200
const longestStallMs = 1500
const segmentBytes = 1400

interface Pair {
  isSilent: boolean
  readonly sockets: readonly [Socket, Socket]
}

export async function startBadNetwork(server: string, random: Random): Promise<BadNetwork> {
  const target = new URL(server)
  const weather: Weather = { latencyMs: 0, loss: 0, bandwidth: null }
  const pairs = new Set<Pair>()
  let isSilent = false
  let sentBytes = 0

  const proxy = createServer({ allowHalfOpen: false }, (client) => {
    const upstream = connect(Number(target.port), target.hostname)
    const pair: Pair = { isSilent, sockets: [client, upstream] }
    pairs.add(pair)
    const end = () => {
      // The other side is not told, and stays until the network ends.
      if (!pair.isSilent) for (const socket of pair.sockets) socket.destroy()
      if (pair.sockets.every((socket) => socket.destroyed)) pairs.delete(pair)
    }
    for (const socket of pair.sockets) {
      socket.setNoDelay(true)
      socket.on("error", end)
      socket.on("close", end)
    }
    forward(pair, client, upstream, (byteLength) => (sentBytes += byteLength))
    forward(pair, upstream, client, () => undefined)
  })

  /** In order, each segment after its own delay and after those before it. */
  function forward(pair: Pair, from: Socket, to: Socket, count: (byteLength: number) => void) {
    let freeAt = 0
    from.on("data", (bytes: Buffer) => {
      for (let start = 0; start < bytes.length; start += segmentBytes) {
        const segment = bytes.subarray(start, start + segmentBytes)
        const now = performance.now()
        const { latencyMs, loss, bandwidth } = weather
        const isLost = random.next() < loss
        const stall = isLost
          ? shortestStallMs + random.next() * (longestStallMs - shortestStallMs)
          : 0
        const sending = bandwidth === null ? 0 : (segment.length / bandwidth) * 1000
        freeAt = Math.max(freeAt, now) + sending + stall
        const deliver = () => {
          if (pair.isSilent || to.destroyed) return
          count(segment.length)
          to.write(segment)
        }
        const wait = freeAt + latencyMs - now
        if (wait < 1) deliver()
        else setTimeout(deliver, wait)
      }
    })
  }

  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve))
  const address = proxy.address()
  if (address === null || typeof address === "string") throw new Error("the proxy has no port")

  const destroyAll = () => {
    for (const { sockets } of pairs) for (const socket of sockets) socket.destroy()
    pairs.clear()
  }
  return {
    url: `http://127.0.0.1:${address.port}`,
    weather,
    get connections() {
      return pairs.size
    },
    get sentBytes() {
      return sentBytes
    },
    cut: destroyAll,
    goSilent() {
      isSilent = true
      for (const pair of pairs) pair.isSilent = true
    },
    comeBack() {
      isSilent = false
    },
    close: () =>
      new Promise((resolve) => {
        destroyAll()
        proxy.close(() => resolve())
      }),
  }
}
