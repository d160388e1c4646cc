import { describe, expect, it } from "vitest"
import { createApi } from "../support/api.ts"
import { databaseKinds, useWrittenServer } from "../support/writers.ts"

const kills = 3

describe.each(databaseKinds)("the program on the %s database", (kind) => {
  const server = useWrittenServer(kind)

  it("keeps what it acknowledged and what it told others, however often it is killed", async () => {
    const running = await server.start()
    const storyboard = await createApi(running).post<{ id: string }>("/storyboards", {
      title: "Killed",
    })
    const openWriter = () => server.openWriter(storyboard.id)

    const promised = new Set<string>()
    for (let round = 0; round < kills; round += 1) {
      const reader = await openWriter()
      const told = new Set<string>()
      reader.values.observe(({ keysChanged }) => {
        for (const key of keysChanged) told.add(key)
      })
      const writers = await Promise.all([openWriter(), openWriter(), openWriter()])
      const written = [0, 0, 0]
      const isEnough = () =>
        told.size > 400 && writers.every((writer) => writer.acknowledged() > 200)
      const deadline = performance.now() + 60_000
      while (!isEnough() && performance.now() < deadline) {
        for (const [index, writer] of writers.entries()) {
          const count = written[index] ?? 0
          if (count - writer.acknowledged() > 1000) continue
          for (let next = count; next < count + 10; next += 1) {
            writer.values.set(`${round}.${index}.${next}`, next)
          }
          written[index] = count + 10
        }
        await new Promise((resolve) => setImmediate(resolve))
      }
      await running.kill9()
      expect(isEnough()).toBe(true)
      for (const [index, writer] of writers.entries()) {
        for (let next = 0; next < writer.acknowledged(); next += 1) {
          promised.add(`${round}.${index}.${next}`)
        }
      }
      for (const key of told) promised.add(key)
      // Gone for good: nobody may bring back what the server lost.
      server.closeWriters()
      await running.restart()
    }

    const survivor = await openWriter()
    expect([...promised].filter((key) => !survivor.values.has(key))).toEqual([])
  })
})
