import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { silentLog } from "../log.ts"
import { createMemoryBus, createMemoryHub } from "./backends/memory.ts"
import { createRedisBus } from "./backends/redis.ts"
import { describeBus } from "./bus.contract.ts"
import type { Bus } from "./bus.ts"
import { watchPeers } from "./peers.ts"
import { startThrowawayRedis, type ThrowawayRedis } from "./testing/throwaway-redis.ts"

const hub = createMemoryHub()
let redis: ThrowawayRedis

beforeAll(async () => {
  redis = await startThrowawayRedis()
})
afterAll(() => redis.stop())

const createNode = (installationId = "one", url = redis.url) =>
  createRedisBus({ url, installationId, log: silentLog })
const connected = async (bus: Bus) => {
  await expect.poll(() => bus.isConnected, { timeout: 10_000 }).toBe(true)
  return bus
}
const taking = { key: "somebody", amount: 1, capacity: 3, refillPerSecond: 0.001 }

describeBus("memory", async () => createMemoryBus(hub))
describeBus("redis", async () => connected(createNode()))

describe("a bus on Redis", () => {
  it("counts one bucket for all nodes, and says how long to wait", async () => {
    const nodes = [await connected(createNode()), await connected(createNode())]
    const takes: (number | null)[] = []
    for (let turn = 0; turn < 4; turn += 1) takes.push((await nodes[turn % 2]?.take(taking)) ?? 0)
    expect(takes.slice(0, 3)).toEqual([0, 0, 0])
    expect(takes[3]).toBeGreaterThan(900_000)
    expect(await nodes[0]?.take({ ...taking, key: "somebody else" })).toBe(0)
    for (const node of nodes) await node.close()
  })

  it("fills a bucket again with time", async () => {
    const node = await connected(createNode())
    const quick = { key: "quick", amount: 1, capacity: 1, refillPerSecond: 50 }
    expect(await node.take(quick)).toBe(0)
    expect(await node.take(quick)).toBeGreaterThan(0)
    await expect.poll(() => node.take(quick)).toBe(0)
    await node.close()
  })

  it("keeps installations apart that use one server", async () => {
    const [speaker, listener] = [await connected(createNode("a")), await connected(createNode("b"))]
    const neighbour = await connected(createNode("a"))
    const heard: string[] = []
    const listen = (bus: Bus, name: string) =>
      new Promise<void>((resolve) => {
        bus.subscribe("topic", { heard: () => heard.push(name), joined: resolve })
      })
    await listen(listener, "other installation")
    await listen(neighbour, "same installation")
    speaker.publish("topic", Uint8Array.of(1))
    await expect.poll(() => heard).toEqual(["same installation"])
    expect(await speaker.take({ ...taking, key: "apart" })).toBe(0)
    for (const bus of [speaker, listener, neighbour]) await bus.close()
  })

  it("does without a server that is away, and joins again when it returns", async () => {
    const own = await startThrowawayRedis()
    const nodes = [createNode("one", own.url), createNode("one", own.url)] as const
    for (const node of nodes) await connected(node)
    let joins = 0
    const heard: string[] = []
    nodes[1].subscribe("topic", {
      heard: (message) => heard.push(Buffer.from(message).toString()),
      joined: () => (joins += 1),
    })
    await expect.poll(() => joins).toBe(1)
    await own.kill()
    await expect.poll(() => nodes.some((node) => node.isConnected)).toBe(false)
    nodes[0].publish("topic", Buffer.from("lost"))
    expect(await nodes[0].take(taking)).toBeNull()
    await own.restart()
    for (const node of nodes) await connected(node)
    await expect.poll(() => joins).toBe(2)
    nodes[0].publish("topic", Buffer.from("again"))
    await expect.poll(() => heard).toEqual(["again"])
    for (const node of nodes) await node.close()
    await own.stop()
  })

  it("neither waits for a server that hangs nor remembers without end what it was to say", async () => {
    const own = await startThrowawayRedis()
    const node = await connected(createNode("one", own.url))
    own.freeze()
    const message = new Uint8Array(1_000_000)
    const before = process.memoryUsage().arrayBuffers
    for (let index = 0; index < 500; index += 1) node.publish("topic", message)
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(40_000_000)
    const asked = performance.now()
    expect(await node.take(taking)).toBeNull()
    expect(await node.take(taking)).toBeNull()
    expect(performance.now() - asked).toBeLessThan(2_000)
    await expect.poll(() => node.isConnected, { timeout: 15_000 }).toBe(false)
    own.thaw()
    await connected(node)
    await node.close()
    await own.stop()
  })

  it("starts without a server", async () => {
    const own = await startThrowawayRedis()
    await own.kill()
    const node = createNode("one", own.url)
    let joins = 0
    node.subscribe("topic", { heard: () => {}, joined: () => (joins += 1) })
    expect(await node.take(taking)).toBeNull()
    await own.restart()
    await connected(node)
    await expect.poll(() => joins).toBe(1)
    await node.close()
    await own.stop()
  })
})

describe("the watch over peers", () => {
  it("tells at once of a node that says goodbye, and after a while of one that is silent", async () => {
    const together = createMemoryHub()
    const [watching, leaving, dying] = [1, 2, 3].map(() => createMemoryBus(together)) as [
      Bus,
      Bus,
      Bus,
    ]
    const gone: string[] = []
    const peers = watchPeers(watching, (nodeId) => gone.push(nodeId))
    const goodbye = watchPeers(leaving, () => {})
    const silence = watchPeers(dying, () => {})
    await expect.poll(() => gone).toEqual([])
    goodbye.stop()
    await expect.poll(() => gone).toEqual([leaving.nodeId])
    await dying.close()
    await expect.poll(() => gone, { timeout: 10_000 }).toEqual([leaving.nodeId, dying.nodeId])
    silence.stop()
    peers.stop()
  })
})
