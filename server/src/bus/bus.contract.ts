import { afterEach, describe, expect, it } from "vitest"
import type { Bus } from "./bus.ts"

const say = (bus: Bus, topic: string, text: string) => bus.publish(topic, Buffer.from(text))

const listen = async (bus: Bus, topic: string) => {
  const heard: { text: string; from: string }[] = []
  const joined = Promise.withResolvers<void>()
  const leave = bus.subscribe(topic, {
    heard: (message, from) => heard.push({ text: Buffer.from(message).toString(), from }),
    joined: joined.resolve,
  })
  await joined.promise
  return { heard, leave }
}

/** Whatever was said before has arrived when this has. */
const settle = async (from: Bus, to: Bus) => {
  const { heard, leave } = await listen(to, "settle")
  say(from, "settle", "now")
  await expect.poll(() => heard.length).toBe(1)
  leave()
}

/** What every bus keeps to. `create` makes one more node of the same installation. */
export function describeBus(kind: string, create: () => Promise<Bus>): void {
  describe(`a bus (${kind})`, () => {
    const open: Bus[] = []
    const join = async () => {
      const bus = await create()
      open.push(bus)
      return bus
    }
    afterEach(async () => {
      await Promise.all(open.splice(0).map((bus) => bus.close()))
    })

    it("tells every other node that listens, in order, and never the one that speaks", async () => {
      const [speaker, one, two] = [await join(), await join(), await join()]
      const own = await listen(speaker, "topic")
      const others = [await listen(one, "topic"), await listen(two, "topic")]
      for (let index = 0; index < 100; index += 1) say(speaker, "topic", String(index))
      await settle(speaker, one)
      await settle(speaker, two)
      const expected = Array.from({ length: 100 }, (_, index) => ({
        text: String(index),
        from: speaker.nodeId,
      }))
      for (const { heard } of others) expect(heard).toEqual(expected)
      expect(own.heard).toEqual([])
    })

    it("keeps topics apart, and says nothing more to who has left", async () => {
      const [speaker, listener] = [await join(), await join()]
      const stays = await listen(listener, "topic")
      const leaves = await listen(listener, "topic")
      const other = await listen(listener, "other")
      leaves.leave()
      say(speaker, "topic", "one")
      await settle(speaker, listener)
      stays.leave()
      say(speaker, "topic", "two")
      await settle(speaker, listener)
      expect([stays, leaves, other].map(({ heard }) => heard.length)).toEqual([1, 0, 0])
    })

    it("is heard again by who left and came back at once", async () => {
      const [speaker, listener] = [await join(), await join()]
      const first = await listen(listener, "topic")
      first.leave()
      const second = await listen(listener, "topic")
      say(speaker, "topic", "hello")
      await expect.poll(() => second.heard.length).toBe(1)
      expect(first.heard).toEqual([])
    })

    it("carries any bytes, also many of them", async () => {
      const [speaker, listener] = [await join(), await join()]
      const heard: Uint8Array[] = []
      await new Promise<void>((resolve) => {
        listener.subscribe("bytes", {
          heard: (message) => heard.push(message),
          joined: resolve,
        })
      })
      const big = new Uint8Array(3_000_000).map((_, index) => index % 251)
      speaker.publish("bytes", Uint8Array.of(0, 255, 128, 13, 10))
      speaker.publish("bytes", new Uint8Array())
      speaker.publish("bytes", big)
      await expect.poll(() => heard.length).toBe(3)
      expect([...(heard[0] ?? [])]).toEqual([0, 255, 128, 13, 10])
      expect(heard[1]?.length).toBe(0)
      expect(Buffer.from(heard[2] ?? []).equals(Buffer.from(big))).toBe(true)
    })

    it("neither throws nor tells when it is closed", async () => {
      const [speaker, listener] = [await join(), await join()]
      const { heard } = await listen(listener, "topic")
      await speaker.close()
      say(speaker, "topic", "too late")
      expect(
        await speaker.take({ key: "key", amount: 1, capacity: 1, refillPerSecond: 1 }),
      ).toBeNull()
      const another = await join()
      await settle(another, listener)
      expect(heard).toEqual([])
    })
  })
}
