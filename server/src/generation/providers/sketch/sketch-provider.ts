import { availableParallelism } from "node:os"
import { findTerm, sizes } from "@panelwright/core"
import type {
  Capabilities,
  ImageRequest,
  PictureSize,
  ProviderEvent,
  ProviderImage,
} from "@panelwright/core"
import { ProviderError, type ImageProvider } from "../../provider.ts"
import { createDrawingPool } from "./drawing-pool.ts"
import { drawScene } from "./drawing/draw-scene.ts"
import { createSeed } from "./geometry/random.ts"
import { applyInstruction, suggestWords } from "./instruction/apply-instruction.ts"
import { createRegion } from "./instruction/region.ts"
import { parseSceneGraph, type SceneGraph } from "./scene-graph.ts"
import { listObjects } from "./staging/list-objects.ts"
import { stageScene } from "./staging/stage-scene.ts"

export const sketchModel = "sketch-1"

const capabilities: Capabilities = {
  edit: true,
  mask: "composite",
  markup: false,
  maxReferences: 0,
  referenceRoles: [],
  seed: true,
  partials: false,
  cancel: "abort",
  cost: "free",
  dataPolicy: { stores: false, trains: false, region: null },
}

export interface SketchOptions {
  /** Threads to draw on; default: one less than the machine has, at least one. */
  readonly threads?: number
}

/**
 * Draws a panel from its data and words with no model, key or network. The scene graph goes into the recipe as
 * `state`; an edit changes only what its words name in it, and what did not change is drawn with the same strokes.
 */
export function createSketchProvider(
  options: SketchOptions = {},
): ImageProvider & { stop(): Promise<void> } {
  const pool = createDrawingPool({
    threads: options.threads ?? Math.max(1, Math.min(4, availableParallelism() - 1)),
  })
  return {
    id: "sketch",
    label: "Sketch (built in)",
    capabilities,
    fitSize,
    estimate: () => ({ microDollars: 0 }),
    modelFor: () => sketchModel,
    stop: () => pool.stop(),
    outline(state, size) {
      const graph = parseSceneGraph(state)
      return graph ? listObjects(graph, size) : []
    },
    toSvg(state, { style, size }) {
      const graph = parseSceneGraph(state)
      return graph ? drawScene(graph, style, size) : null
    },
    async *run(request, { signal }): AsyncIterable<ProviderEvent> {
      signal.throwIfAborted()
      const { graphs, warnings } = composeGraphs(request)
      yield { type: "progress", value: 0.1 }
      const images: ProviderImage[] = []
      for (const graph of graphs) {
        const bytes = await pool.draw(
          { graph, style: request.packet.style, size: request.size },
          signal,
        )
        images.push({ bytes, seed: graph.seed, state: graph })
        yield { type: "progress", value: 0.1 + (0.9 * images.length) / graphs.length }
      }
      yield {
        type: "done",
        images,
        model: sketchModel,
        cost: { microDollars: 0 },
        revisedPrompt: null,
        warnings,
      }
    },
  }
}

const even = (value: number) => Math.max(2, Math.round(value / 2) * 2)

/** Longest side 1536; sides even, for encoders downstream. */
export function fitSize(ratio: number): PictureSize {
  return ratio >= 1
    ? { width: 1536, height: even(1536 / ratio) }
    : { width: even(1536 * ratio), height: 1536 }
}

function composeGraphs(request: ImageRequest): { graphs: SceneGraph[]; warnings: string[] } {
  const ratio = request.size.width / request.size.height
  const { packet } = request
  const seed =
    request.seed ??
    createSeed(packet.project.title, packet.shot.number, packet.shot.action, packet.shot.dialogue)
  const graphs: SceneGraph[] = []
  const warnings = new Set<string>()
  for (let index = 0; index < request.count; index += 1) {
    const own = index === 0 ? Math.abs(Math.trunc(seed)) % 0x7fffffff : createSeed(seed, index)
    if (request.operation === "generate") {
      const staged = stageScene(packet, { seed: own, ratio })
      const wished = readWish(request, staged.graph)
      for (const warning of [...staged.warnings, ...wished.warnings]) warnings.add(warning)
      graphs.push(wished.graph)
      continue
    }
    const parent = parseSceneGraph(request.parentState)
    const base = parent ?? stageScene(packet, { seed: own, ratio }).graph
    if (!parent)
      warnings.add("Redrawn as a sketch: the picture before was not made by this provider.")
    const edited = applyEdit(request, base)
    for (const warning of edited.warnings) warnings.add(warning)
    graphs.push(index === 0 ? edited.graph : { ...edited.graph, seed: own })
  }
  return { graphs, warnings: [...warnings] }
}

interface Wished {
  readonly graph: SceneGraph
  readonly warnings: readonly string[]
  /** What of it meant nothing to anybody, when nothing else was understood either; null: something was. */
  readonly lost: readonly string[] | null
}

/** What an instruction makes of a graph; one that is not understood leaves it as it is, with a warning. */
function readWish(request: ImageRequest, base: SceneGraph): Wished {
  const instruction = request.packet.instruction?.trim() ?? ""
  if (instruction === "") return { graph: base, warnings: [], lost: null }
  const region = request.mask ? createRegion(request.mask) : null
  const { graph, understood, unknown } = applyInstruction(instruction, base, {
    size: request.size,
    region,
    panels: request.packet.neighbours.flatMap(({ number, summary }) => {
      const size = findTerm(sizes, summary.split(":")[0] ?? "")
      return size ? [{ number, size }] : []
    }),
  })
  const lost = unknown.length > 0 || understood > 0 ? unknown : [instruction]
  const rest = lost.map((word) => `“${word}”`).join(", ")
  return {
    graph,
    warnings: lost.length > 0 ? [`Not understood: ${rest}.`] : [],
    lost: understood === 0 ? lost : null,
  }
}

/** The same for a picture that is there: an edit that changes nothing is refused, so that nobody waits for one. */
function applyEdit(request: ImageRequest, base: SceneGraph): Wished {
  const wished = readWish(request, base)
  if (wished.lost === null) return wished
  const words = [...wished.lost]
  throw new ProviderError({
    kind: "not-understood",
    words,
    suggestions: suggestWords(words),
    billed: false,
  })
}
