import {
  commandsSchema,
  createPanelId,
  isFinal,
  type AssetId,
  type GenerationRequest,
  type Job,
  type JobId,
  type Panel,
  type PanelId,
} from "@panelwright/core"
import { applyCommands } from "@panelwright/document"
import { createMemoryBus } from "../../bus/backends/memory.ts"
import { createAssetService, type AssetService } from "../../asset/asset-service.ts"
import { createMemoryAssetStore } from "../../asset/backends/memory.ts"
import type { Database } from "../../database/database.ts"
import type { Log } from "../../log.ts"
import { createGeneration, type Generation } from "../generation-service.ts"
import type { ImageProvider } from "../provider.ts"
import { createMemorySync, type MemorySync } from "./memory-sync.ts"

export const storyboardId = "storyboard:test"
export const actor = { id: "person:mara" }

/** A clock that is moved by hand. */
export interface HandClock {
  (): number
  advance(ms: number): void
}

export function createHandClock(start = 1_800_000_000_000): HandClock {
  let now = start
  return Object.assign(() => now, {
    advance: (ms: number) => {
      now += ms
    },
  })
}

export interface GenerationSetUp {
  readonly sync: MemorySync
  readonly assets: AssetService
  readonly generation: Generation
  readonly lines: string[]
  panel(id: PanelId): Panel
  request(panelIds: readonly PanelId[], wish?: Partial<GenerationRequest>): Promise<Job[]>
  ended(id: JobId): Promise<Job>
  until<Value>(look: () => Promise<Value | null> | Value | null): Promise<Value>
  saveAsset(bytes: Uint8Array): Promise<AssetId>
  /** Another process on the same database, doc and assets. */
  createProcess(providers: readonly ImageProvider[]): Generation
}

export const panelIds = Array.from({ length: 14 }, (_, index) => createPanelId(`p${index + 1}`))
export const [firstPanel = createPanelId("p1"), secondPanel = createPanelId("p2")] = panelIds

let tokens = 0
const makeToken = () => `token${String((tokens += 1)).padStart(12, "0")}`

/** A storyboard of one scene and fourteen panels, and the service that draws them. */
export async function createGenerationSetUp(options: {
  readonly database: Database
  readonly providers: readonly ImageProvider[]
  readonly clock?: () => number
  readonly onMade?: (assetIds: readonly AssetId[]) => void
}): Promise<GenerationSetUp> {
  const { database } = options
  const sync = createMemorySync([storyboardId])
  await database.sql`
    insert into storyboard (id, title) values (${storyboardId}, 'Test') on conflict do nothing`
  const doc = sync.docs.get(storyboardId)
  if (!doc) throw new Error("no doc")
  const commands = commandsSchema.parse([
    { kind: "scene.create", id: "scene:1", heading: "INT. LAMP ROOM - NIGHT", setting: "interior" },
    { kind: "character.create", id: "character:mara", name: "Mara", words: "yellow oilskin" },
    ...panelIds.flatMap((id, index) => [
      { kind: "shot.create", id: `shot:${index + 1}`, sceneId: "scene:1" },
      {
        kind: "panel.create",
        id,
        shotId: `shot:${index + 1}`,
        action: `Mara climbs step ${index + 1}.`,
        cast: ["character:mara"],
      },
    ]),
  ])
  const applied = applyCommands(doc, commands, "test")
  if (!applied.ok) throw new Error(applied.failure.kind)

  const assets = createAssetService({
    database,
    store: createMemoryAssetStore(),
    renditions: { load: async () => null },
  })
  const lines: string[] = []
  const write = (fields: object, event: string) => {
    const err: unknown = Reflect.get(fields, "err")
    lines.push(
      `${event} ${JSON.stringify(fields)} ${err instanceof Error ? (err.stack ?? "") : ""}`,
    )
  }
  const log: Log = { debug: write, info: write, warn: write, error: write }
  const createProcess = (providers: readonly ImageProvider[]) =>
    createGeneration({
      database,
      bus: createMemoryBus(),
      sync,
      assets,
      providers,
      defaultProvider: providers[0]?.id ?? "",
      log,
      clock: options.clock ?? Date.now,
      makeToken,
      ...(options.onMade && { onMade: options.onMade }),
      pollMs: 10,
    })
  const generation = createProcess(options.providers)

  const until: GenerationSetUp["until"] = async (look) => {
    const deadline = Date.now() + 20_000
    for (;;) {
      const value = await look()
      if (value !== null) return value
      if (Date.now() > deadline) throw new Error(`waited in vain; the log:\n${lines.join("\n")}`)
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }

  return {
    sync,
    assets,
    generation,
    lines,
    until,
    createProcess,
    panel(id) {
      const panel = sync.read(storyboardId).panels.find((candidate) => candidate.id === id)
      if (!panel) throw new Error(`no panel ${id}`)
      return panel
    },
    async request(ids, wish = {}) {
      const requested = await generation.request({
        storyboardId,
        panelIds: ids,
        request: {
          operation: "generate",
          instruction: null,
          mask: null,
          count: 1,
          quality: "draft",
          provider: null,
          ...wish,
        },
        actor,
      })
      if (!requested.ok) throw new Error(`refused: ${JSON.stringify(requested.failure)}`)
      return requested.value
    },
    ended: (id) =>
      until(async () => {
        const job = await generation.findJob(id)
        return job && isFinal(job.state) ? job : null
      }),
    async saveAsset(bytes) {
      const saved = await assets.saveAsset({ bytes, createdBy: actor.id, storyboardId })
      if (!saved.ok) throw new Error(saved.failure.kind)
      return saved.value.id
    },
  }
}
