import { commandsSchema, createPanelId, isFinal, type Job, type PanelId } from "@panelwright/core"
import { applyCommands, readStoryboard, writeNewStoryboard } from "@panelwright/document"
import { createMemoryBus } from "../../bus/backends/memory.ts"
import { createAssetService } from "../../asset/asset-service.ts"
import { createDiskAssetStore } from "../../asset/backends/disk.ts"
import { openDatabase } from "../../database/open-database.ts"
import { silentLog } from "../../log.ts"
import { createSync } from "../../sync/create-sync.ts"
import { createGeneration } from "../generation-service.ts"
import { createOpenAiProvider } from "../providers/openai/openai-provider.ts"
import { createMemoryProvider, hang } from "./memory-provider.ts"

/**
 * A process that a test can kill in the middle of its jobs:
 * `node generation-process.ts <dataDir> <base URL> <key> begin|resume [database URL]`. Says in JSON lines what becomes
 * of the jobs. On a database of its own it is alone; beside others a lease says who is gone.
 */
const [dataDir = "", baseUrl = "", apiKey = "", part = "", databaseUrl = ""] = process.argv.slice(2)
const storyboardId = "storyboard:one"
const isUnderWay = (job: Job) => !isFinal(job.state)
const say = (value: object) => process.stdout.write(`${JSON.stringify(value)}\n`)

const database = await openDatabase({
  databaseUrl: databaseUrl === "" ? null : databaseUrl,
  dataDir,
  log: silentLog,
})
await database.sql`
  insert into storyboard (id, title) values (${storyboardId}, 'One') on conflict do nothing`
const bus = createMemoryBus()
const sync = createSync({ database, dataDir, bus, log: silentLog, clock: Date.now })
await sync.ready
const free = createMemoryProvider({ id: "free" })
if (part === "begin") free.behave = hang
const generation = createGeneration({
  database,
  bus,
  sync,
  assets: createAssetService({
    database,
    store: createDiskAssetStore(`${dataDir}/assets`),
    renditions: { load: async () => null },
  }),
  providers: [
    free,
    createOpenAiProvider({ apiKey, baseUrl, imageModelDraft: null, imageModelFinal: null }),
  ],
  defaultProvider: "free",
  log: silentLog,
  clock: Date.now,
  makeToken: () => crypto.randomUUID(),
  pollMs: 20,
  leaseMs: 1_200,
})
const panelIds = ["a", "b", "c"].map(createPanelId)

async function ask(ids: readonly PanelId[], provider: string): Promise<void> {
  const requested = await generation.request({
    storyboardId,
    panelIds: ids,
    request: {
      operation: "generate",
      instruction: null,
      mask: null,
      count: 1,
      quality: "draft",
      provider,
    },
    actor: { id: "person:one" },
  })
  if (!requested.ok) throw new Error(requested.failure.kind)
}

if (part === "begin") {
  await sync.changeDoc(storyboardId, "person:one", (doc) => {
    writeNewStoryboard(doc, { aspectRatio: "2.39" })
    const commands = commandsSchema.parse([
      { kind: "scene.create", id: "scene:1" },
      { kind: "shot.create", id: "shot:1", sceneId: "scene:1" },
      ...panelIds.map((id) => ({ kind: "panel.create", id, shotId: "shot:1" })),
    ])
    const applied = applyCommands(doc, commands, "begin")
    if (!applied.ok) throw new Error(applied.failure.kind)
  })
  await generation.start()
  await ask(panelIds.slice(0, 1), "openai")
  await ask(panelIds.slice(1), "free")
  while (free.requests.length < 2) await new Promise((resolve) => setTimeout(resolve, 5))
  say({ running: true })
} else {
  await generation.start()
  say({ running: true })
  while ((await generation.listJobs(storyboardId)).some(isUnderWay))
    await new Promise((resolve) => setTimeout(resolve, 10))
  const { doc } = await sync.loadDoc(storyboardId)
  const jobs = await generation.listJobs(storyboardId)
  say({
    jobs: jobs.map(({ panelId, state, failure }) => ({ panelId, state, failure })),
    variants: readStoryboard(doc).panels.map(({ id, variants }) => [id, variants.length]),
  })
  await generation.stop()
  await sync.close()
  await database.close()
}
