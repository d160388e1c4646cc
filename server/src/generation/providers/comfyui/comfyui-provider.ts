import { failure, success, type Capabilities } from "@panelwright/core"
import { ProviderError, type ImageProvider } from "../../provider.ts"
import { fitSteppedSize } from "../stepped-size.ts"
import { createWebClient } from "../web-client.ts"
import { createBuiltInWorkflows } from "./built-in-workflows.ts"
import { checkWorkflow } from "./check-workflow.ts"
import { chooseWorkflow, deriveCapabilities } from "./choose-workflow.ts"
import { createComfyUiClient } from "./comfyui-client.ts"
import { drawPrompts } from "./draw-prompts.ts"
import { listOptions } from "./object-info.ts"
import { listSlots, type Workflow } from "./workflow.ts"
import { loadWorkflowFolder } from "./workflow-folder.ts"

export interface ComfyUiOptions {
  /** User and password may stand in it. */
  readonly url: string
  /** The operator's workflows; null: only what is built in. */
  readonly workflowFolder: string | null
  /** Without a sign of life; ten minutes when left out, because a large model takes its time to load. */
  readonly timeoutMs?: number
  /** How often it is asked where the socket does not say anything; 500 ms when left out. */
  readonly pollMs?: number
}

interface SetUp {
  readonly workflows: readonly Workflow[]
  readonly checkpoint: string | null
  readonly warnings: readonly string[]
}

/** What most servers can do, until this one has said what it can. */
const usual: Capabilities = {
  edit: true,
  mask: "native",
  markup: false,
  maxReferences: 1,
  referenceRoles: ["base", "sketch"],
  seed: true,
  partials: true,
  cancel: "server",
  cost: "free",
  dataPolicy: { stores: true, trains: false, region: null },
}

/** Best for the models of today that draw from noise; a multiple of 16 for those whose latents are packed in twos. */
const size = { step: 16, pixels: 1024 * 1024 } as const

/**
 * A ComfyUI server of the operator's own, with workflows of the operator's choice or those built in. Work is known by
 * ids that follow from the job, so that nothing is drawn twice and nobody else's is ended.
 */
export function createComfyUiProvider(options: ComfyUiOptions): ImageProvider {
  const id = "comfyui"
  const web = createWebClient({ provider: id, url: options.url })
  const client = createComfyUiClient(web)
  const state: { capabilities: Capabilities; setUp: SetUp | null } = {
    capabilities: usual,
    setUp: null,
  }

  const prepare = async (signal: AbortSignal): Promise<SetUp> => {
    const info = await client.loadObjectInfo(signal)
    const files =
      options.workflowFolder === null
        ? { workflows: [], problems: [] }
        : await loadWorkflowFolder(options.workflowFolder)
    const [checkpoint = null] = listOptions(info, "CheckpointLoaderSimple", "ckpt_name")
    const warnings = [...files.problems]
    const workflows = [...files.workflows, ...createBuiltInWorkflows(info)].filter((workflow) => {
      const problems = checkWorkflow(workflow, info)
      if (checkpoint === null && listSlots(workflow).includes("checkpoint"))
        problems.push("The server has no checkpoint.")
      if (problems.length > 0) warnings.push(`${workflow.name}: ${problems.join(" ")}`)
      return problems.length === 0
    })
    const setUp = { workflows, checkpoint, warnings }
    state.setUp = setUp
    if (workflows.length > 0) state.capabilities = deriveCapabilities(workflows)
    return setUp
  }

  const nothingToDrawWith = ({ warnings }: SetUp) =>
    new ProviderError({
      kind: "invalid",
      reason: `ComfyUI has nothing to draw this with. ${warnings.join(" ")}`.slice(0, 400).trim(),
      billed: false,
    })

  return {
    id,
    label: `ComfyUI (${web.host})`,
    get capabilities() {
      return state.capabilities
    },
    // It draws one after the other; the next one is there when it is done.
    concurrency: 2,
    fitSize: (ratio) => fitSteppedSize(ratio, size),
    estimate: () => ({ microDollars: 0 }),

    async probe(signal) {
      signal.throwIfAborted()
      try {
        const setUp = await prepare(signal)
        const { workflows, warnings } = setUp
        if (workflows.length === 0) return failure(nothingToDrawWith(setUp).failure)
        const models = workflows.map(({ name }) => name)
        return success({ capabilities: state.capabilities, models, warnings })
      } catch (error) {
        if (error instanceof ProviderError) return failure(error.failure)
        throw error
      }
    },

    async *run(request, { signal, jobId }) {
      signal.throwIfAborted()
      const setUp = state.setUp ?? (await prepare(signal))
      const workflow = chooseWorkflow(setUp.workflows, request)
      if (workflow === null) throw nothingToDrawWith(setUp)
      yield* drawPrompts({
        web,
        client,
        workflow,
        checkpoint: setUp.checkpoint,
        request,
        jobId,
        signal,
        timeoutMs: options.timeoutMs ?? 600_000,
        pollMs: options.pollMs ?? 500,
      })
    },
  }
}
