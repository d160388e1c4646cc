import { describe, expect, it } from "vitest"
import { createApi } from "../support/api.ts"
import { databaseKinds, useWrittenServer } from "../support/writers.ts"

interface JobAnswer {
  readonly state: string
}

const panels = 40

describe.each(databaseKinds)("the program on the %s database", (kind) => {
  const written = useWrittenServer(kind)

  it("ends on SIGTERM under load without losing an edit or failing a job", async () => {
    const running = await written.start()
    const api = createApi(running)
    const { id } = await api.post<{ id: string }>("/storyboards", { title: "Drained" })
    const panelIds = Array.from({ length: panels }, (_, index) => `panel:${index}`)
    await api.post(`/storyboards/${id}/commands`, {
      commands: [
        { kind: "scene.create", id: "scene:1", heading: "INT. ROOM - DAY" },
        { kind: "shot.create", id: "shot:1", sceneId: "scene:1" },
        ...panelIds.map((panelId) => ({
          kind: "panel.create",
          id: panelId,
          shotId: "shot:1",
          action: "Somebody waits.",
        })),
      ],
    })
    const writers = [
      await written.openWriter(id),
      await written.openWriter(id),
      await written.openWriter(id),
    ]
    await api.post(`/storyboards/${id}/generations`, { operation: "generate", panelIds })

    const during = { isWriting: true, isStopping: true }
    const counts = [0, 0, 0]
    const writing = (async () => {
      while (during.isWriting) {
        for (const [index, writer] of writers.entries()) {
          const count = counts[index] ?? 0
          if (count - writer.acknowledged() > 500) continue
          writer.values.set(`${index}.${count}`, count)
          counts[index] = count + 1
        }
        await new Promise((resolve) => setImmediate(resolve))
      }
    })()
    await waitFor(() => writers.every((writer) => writer.acknowledged() > 100))

    const list = async () =>
      (await api.get<readonly JobAnswer[]>(`/storyboards/${id}/jobs`)).map(({ state }) => state)
    const atSignal = await list()
    expect(atSignal.filter((state) => state !== "succeeded").length).toBeGreaterThan(0)
    const states: string[] = []
    const watching = (async () => {
      while (during.isStopping) {
        const answer = await fetch(`${running.url}/readyz`).then(
          (response) => response.text(),
          () => "gone",
        )
        if (states.at(-1) !== answer) states.push(answer)
      }
    })()
    const startedAt = performance.now()
    const code = await running.stop()
    const seconds = (performance.now() - startedAt) / 1000
    during.isStopping = false
    await watching
    during.isWriting = false
    await writing
    expect([code, running.output()]).toEqual([0, expect.stringContaining("server-stopped")])
    expect(seconds).toBeLessThan(20)
    expect(states.filter((state) => state.startsWith("ready")).length).toBeLessThanOrEqual(1)
    for (const { closeCodes } of writers) expect(closeCodes[0]).toBe(1012)

    const acknowledged = writers.map((writer) => writer.acknowledged())
    const authors = writers.map(({ values }) => new Map(values.entries()))
    written.closeWriters()
    await running.restart()
    const survivor = await written.openWriter(id)
    const lost = acknowledged.flatMap((count, index) =>
      Array.from({ length: count }, (_, next) => `${index}.${next}`).filter(
        (key) => authors[index]?.has(key) === true && !survivor.values.has(key),
      ),
    )
    expect(lost).toEqual([])
    await waitFor(async () => (await list()).every((state) => state === "succeeded"))
    expect((await list()).length).toBe(panels)
  })

  it("ends at once on a second signal, and still keeps what it acknowledged", async () => {
    const running = await written.start()
    const api = createApi(running)
    const { id } = await api.post<{ id: string }>("/storyboards", { title: "Ended" })
    const writer = await written.openWriter(id)
    for (let next = 0; next < 500; next += 1) writer.values.set(`${next}`, next)
    await waitFor(() => writer.acknowledged() > 0)
    const acknowledged = writer.acknowledged()
    process.kill(running.pid, "SIGTERM")
    process.kill(running.pid, "SIGTERM")
    await running.stop()
    written.closeWriters()
    await running.restart()
    const survivor = await written.openWriter(id)
    expect(survivor.values.size).toBeGreaterThanOrEqual(acknowledged)
  })
})

async function waitFor(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 60_000
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error("the condition never held")
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
