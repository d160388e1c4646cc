import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createApi, ownerToken, type Api } from "../support/api.ts"
import { startPictureServer } from "../support/picture-server.ts"
import { startPostgres } from "../support/postgres.ts"
import { startServer } from "../support/server.ts"
import { measureMilliseconds, type Benchmark } from "./benchmark.ts"

const people = 5
const panelsOfEach = 20
const deadlineMilliseconds = 90_000

interface Job {
  readonly id: string
  readonly state: string
  readonly variantId: string | null
}
interface Recipe {
  readonly timing: { readonly providerMs: number; readonly totalMs: number }
}

/** A storyboard with a scene and as many panels as all of them draw. */
async function createStoryboard(api: Api): Promise<string> {
  const { id } = await api.post<{ id: string }>("/storyboards", { title: "Bench" })
  const panels = Array.from({ length: people * panelsOfEach }, (_, index) => [
    { kind: "shot.create", id: `shot:${index}`, sceneId: "scene:1" },
    {
      kind: "panel.create",
      id: `panel:${index}`,
      shotId: `shot:${index}`,
      action: `Mara climbs step ${index} of the lighthouse and holds the lamp before her.`,
    },
  ])
  await api.post(`/storyboards/${id}/commands`, {
    commands: [
      { kind: "scene.create", id: "scene:1", heading: "INT. LIGHTHOUSE - NIGHT" },
      ...panels.flat(),
    ],
  })
  return id
}

async function createPeople(api: Api, url: string): Promise<Api[]> {
  const made: Api[] = []
  for (let person = 0; person < people; person += 1) {
    const body = { name: `Person ${person}`, role: "editor" }
    const { secret } = await api.post<{ secret: string }>("/tokens", body)
    made.push(createApi({ url }, secret))
  }
  return made
}

async function waitForAll(api: Api, id: string): Promise<Job[]> {
  const end = performance.now() + deadlineMilliseconds
  while (performance.now() < end) {
    const jobs = await api.get<Job[]>(`/storyboards/${id}/jobs`)
    if (jobs.length > 0 && jobs.every(({ state }) => state === "succeeded")) return jobs
    const other = jobs.find(({ state }) => state === "failed" || state === "unknown")
    if (other) throw new Error(`job ${other.id} ended as ${other.state}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`not drawn within ${deadlineMilliseconds} ms`)
}

const middle = (values: readonly number[]) =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN

/** What one picture costs beside its provider: five people want a hundred, two workers draw, a provider answers at once. */
export const generation: Benchmark = {
  name: "generation",
  async run() {
    const pictures = await startPictureServer()
    const database = await startPostgres()
    const dataDir = mkdtempSync(join(tmpdir(), "panelwright-generation-"))
    const environment = {
      PANELWRIGHT_TOKEN: ownerToken,
      DATABASE_URL: database.databaseUrl,
      OPENAI_API_KEY: "bench",
      OPENAI_BASE_URL: pictures.baseUrl,
    }
    const first = await startServer({ environment, dataDir })
    const second = await startServer({ environment, dataDir })
    try {
      const api = createApi(first)
      const id = await createStoryboard(api)
      const persons = await createPeople(api, first.url)
      let jobs: Job[] = []
      let asked = 0
      const all = await measureMilliseconds(async () => {
        asked = await measureMilliseconds(() =>
          Promise.all(
            persons.map((person, index) =>
              person.post(`/storyboards/${id}/generations`, {
                operation: "generate",
                provider: "openai",
                panelIds: Array.from(
                  { length: panelsOfEach },
                  (_, panel) => `panel:${index * panelsOfEach + panel}`,
                ),
              }),
            ),
          ),
        )
        jobs = await waitForAll(api, id)
      })
      const overheads: number[] = []
      for (const { variantId } of jobs.slice(0, 25)) {
        const recipe = await api.get<Recipe>(`/storyboards/${id}/variants/${variantId}/recipe`)
        overheads.push(recipe.timing.totalMs - recipe.timing.providerMs)
      }
      const count = people * panelsOfEach
      if (pictures.count() !== count) throw new Error(`${pictures.count()} requests for ${count}`)
      return [
        {
          what: "A picture without its provider's time, middle of 25 while 8 are drawn",
          value: middle(overheads),
          unit: "ms",
          bound: 120,
        },
        {
          what: "100 pictures for 5 people on 2 workers, for each",
          value: all / count,
          unit: "ms",
          bound: 120,
        },
        {
          what: "Asking for 100 pictures, priced and held to budgets, for each",
          value: asked / count,
          unit: "ms",
          bound: 10,
        },
      ]
    } finally {
      await first.discard()
      await second.discard()
      await pictures.stop()
      await database.stop()
      rmSync(dataDir, { recursive: true, force: true })
    }
  },
}
