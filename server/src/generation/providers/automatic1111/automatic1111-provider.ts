import { failure, success, type Capabilities } from "@panelwright/core"
import { ProviderError, type ImageProvider } from "../../provider.ts"
import { fitSteppedSize } from "../stepped-size.ts"
import { createWebClient } from "../web-client.ts"
import { createAutomatic1111Client } from "./automatic1111-client.ts"
import { drawTask } from "./draw-task.ts"

export interface Automatic1111Options {
  /** User and password of `--api-auth` may stand in it. */
  readonly url: string
  /** Without a sign of life; ten minutes when left out. */
  readonly timeoutMs?: number
  /** How often it is asked how far it is; 500 ms when left out. */
  readonly pollMs?: number
}

const tracked: Capabilities = {
  edit: true,
  mask: "native",
  markup: false,
  maxReferences: 1,
  referenceRoles: ["base", "sketch"],
  seed: true,
  partials: true,
  cancel: "server",
  cost: "free",
  dataPolicy: { stores: false, trains: false, region: null },
}

/** Without its interface (`--nowebui`) a server does not tell one task from another. */
const untracked: Capabilities = { ...tracked, partials: false, cancel: "none" }

const size = { step: 16, pixels: 1024 * 1024 } as const

/**
 * AUTOMATIC1111's web UI, Forge or another program with its API (`--api`), of the operator's own. It draws one thing
 * at a time, with the checkpoint that is loaded.
 */
export function createAutomatic1111Provider(options: Automatic1111Options): ImageProvider {
  const id = "automatic1111"
  const web = createWebClient({ provider: id, url: options.url })
  const client = createAutomatic1111Client(web)
  const state: { isTracked: boolean | null } = { isTracked: null }
  const readCapabilities = () => (state.isTracked === false ? untracked : tracked)
  const nobody = { id: "task(panelwright-nobody)", preview: -1 }

  const findTracked = async (signal: AbortSignal): Promise<boolean> => {
    try {
      await client.readTask(nobody, signal)
      return true
    } catch (error) {
      // What else is wrong with it is said where a picture is asked for.
      if (!(error instanceof ProviderError) || error.failure.kind !== "invalid") throw error
      return false
    }
  }

  return {
    id,
    label: `Stable Diffusion web UI (${web.host})`,
    get capabilities() {
      return readCapabilities()
    },
    concurrency: 1,
    fitSize: (ratio) => fitSteppedSize(ratio, size),
    estimate: () => ({ microDollars: 0 }),

    async probe(signal) {
      signal.throwIfAborted()
      try {
        const models = await client.listModels(signal)
        if (models.length === 0) {
          const reason = "The server has no checkpoint."
          return failure({ kind: "invalid", reason, billed: false })
        }
        state.isTracked = await findTracked(signal)
        return success({
          capabilities: readCapabilities(),
          models: models.slice(0, 1),
          warnings: state.isTracked
            ? []
            : [
                "The server runs without its interface (--nowebui): it does not say how far a picture is, and one that is begun cannot be ended.",
              ],
        })
      } catch (error) {
        if (!(error instanceof ProviderError)) throw error
        if (error.failure.kind !== "invalid") return failure(error.failure)
        const reason = `It does not answer as its API does. Is it started with --api? ${error.failure.reason}`
        return failure({ ...error.failure, reason })
      }
    },

    async *run(request, { signal, jobId }) {
      signal.throwIfAborted()
      state.isTracked ??= await findTracked(signal)
      yield* drawTask({
        client,
        request,
        jobId,
        signal,
        timeoutMs: options.timeoutMs ?? 600_000,
        pollMs: options.pollMs ?? 500,
        isTracked: state.isTracked,
      })
    },
  }
}
