import type { Job, Variant } from "@panelwright/core"
import { applyCommands } from "@panelwright/document"
import type { Database } from "../../database/database.ts"
import { openTestDatabase } from "../../database/testing/test-database.ts"
import type { Generation } from "../generation-service.ts"
import {
  createGenerationSetUp,
  createHandClock,
  firstPanel,
  storyboardId,
  type GenerationSetUp,
  type HandClock,
} from "./generation-set-up.ts"
import { createMemoryProvider, type MemoryProvider } from "./memory-provider.ts"

/** What a test of the service starts from: a free provider, which is the default, a paid one, and a clock moved by hand. */
export interface GenerationCase {
  readonly database: Database
  readonly free: MemoryProvider
  readonly paid: MemoryProvider
  readonly clock: HandClock
  readonly setUp: GenerationSetUp
  /** Starts the workers of this or another process; they end with the case. */
  readonly start: (generation?: Generation) => Promise<void>
  /** Changes the storyboard as somebody else. */
  readonly command: (...commands: Parameters<typeof applyCommands>[1]) => void
  /** Asks for one panel's picture and waits for the end of its job. */
  readonly draw: (
    wish?: Parameters<GenerationSetUp["request"]>[1],
    panel?: typeof firstPanel,
  ) => Promise<Job>
  readonly pictureOf: (panel?: typeof firstPanel) => Variant
  readonly close: () => Promise<void>
}

export async function openGenerationCase(): Promise<GenerationCase> {
  const database = await openTestDatabase()
  const clock = createHandClock()
  const free = createMemoryProvider({ id: "free" })
  const paid = createMemoryProvider({ id: "paid", cost: "usage" })
  const setUp = await createGenerationSetUp({ database, providers: [free, paid], clock })
  const started: Generation[] = []

  return {
    database,
    free,
    paid,
    clock,
    setUp,
    async start(generation = setUp.generation) {
      started.push(generation)
      await generation.start()
    },
    command(...commands) {
      const doc = setUp.sync.docs.get(storyboardId)
      if (!doc) throw new Error("no doc")
      const applied = applyCommands(doc, commands, "somebody")
      if (!applied.ok) throw new Error(applied.failure.kind)
    },
    async draw(wish = {}, panel = firstPanel) {
      const [job] = await setUp.request([panel], wish)
      if (!job) throw new Error("no job")
      return setUp.ended(job.id)
    },
    pictureOf(panel = firstPanel) {
      const { picture, variants } = setUp.panel(panel)
      const variant = variants.find((candidate) => candidate.id === picture)
      if (!variant) throw new Error("no picture")
      return variant
    },
    async close() {
      await Promise.all(started.map((generation) => generation.stop({ drainMs: 0 })))
    },
  }
}
