import { z } from "zod"

/** A node's input: a value, or `[node, output]` of the node that it comes from. */
const linkSchema = z.tuple([z.string(), z.number().int().nonnegative()])

/** What ComfyUI's "Export (API)" writes: nodes by their id. */
export const workflowSchema = z.record(
  z.string(),
  z.object({
    class_type: z.string(),
    inputs: z.record(z.string(), z.unknown()),
    _meta: z.unknown().optional(),
  }),
)
export type WorkflowGraph = z.infer<typeof workflowSchema>

export const isLink = (value: unknown): value is z.infer<typeof linkSchema> =>
  linkSchema.safeParse(value).success

/** Pictures that a workflow can be given; each is uploaded and its file's name put in. */
export const pictureSlots = [
  /** The panel to edit; of a first picture the blocking sketch. */
  "image",
  /** See-through and white where the picture may change, opaque and black where not. */
  "mask",
  "sketch",
  "style",
  "character",
  "location",
  "neighbour",
] as const
export type PictureSlot = (typeof pictureSlots)[number]

const wordSlots = ["prompt", "negative", "checkpoint"] as const
const numberSlots = ["seed", "width", "height", "steps", "cfg", "denoise"] as const

export const slots = [...pictureSlots, ...wordSlots, ...numberSlots] as const
export type Slot = (typeof slots)[number]
export type SlotValues = Readonly<Partial<Record<Slot, string | number>>>

export const isPictureSlot = (slot: Slot): slot is PictureSlot =>
  pictureSlots.some((one) => one === slot)
export const isNumberSlot = (slot: Slot): boolean => numberSlots.some((one) => one === slot)

/**
 * Which inputs of which nodes the product fills in, and with what: `"6.inputs.text": "{prompt}"`. Words may stand
 * around a slot: `"ink drawing, {prompt}"`.
 */
export const bindingSchema = z.object({
  quality: z.enum(["draft", "final", "any"]).default("any"),
  bind: z.record(
    z.string().regex(/^[^.]+\.inputs\..+$/, 'expected "<node>.inputs.<input>"'),
    z.string(),
  ),
  /** The node whose pictures count; left out: all that save or show pictures. */
  output: z.string().optional(),
})

export interface Workflow extends z.infer<typeof bindingSchema> {
  /** The file's name, or what it does. */
  readonly name: string
  /** Of the operator's own choice. */
  readonly own: boolean
  readonly graph: WorkflowGraph
}

export interface BoundInput {
  readonly path: string
  readonly node: string
  readonly input: string
  readonly template: string
}

const slotPattern = /\{(\w+)\}/g

/** Every `{name}` in a template, whether there is such a slot or not. */
export const listNames = (template: string): string[] =>
  [...template.matchAll(slotPattern)].map((match) => match[1] ?? "")

export const listBoundInputs = ({ bind }: Pick<Workflow, "bind">): BoundInput[] =>
  Object.entries(bind).map(([path, template]) => {
    const at = path.indexOf(".inputs.")
    return { path, node: path.slice(0, at), input: path.slice(at + ".inputs.".length), template }
  })

export const listSlots = (workflow: Pick<Workflow, "bind">): Slot[] => {
  const names = new Set(listBoundInputs(workflow).flatMap(({ template }) => listNames(template)))
  return slots.filter((slot) => names.has(slot))
}

/** The graph with its bound inputs filled in. What stands alone keeps its type: a seed stays a number. */
export function fillWorkflow(workflow: Workflow, values: SlotValues): WorkflowGraph {
  const graph = structuredClone(workflow.graph)
  for (const { node, input, template } of listBoundInputs(workflow)) {
    const inputs = graph[node]?.inputs
    if (!inputs) continue
    const [only, ...others] = listNames(template)
    inputs[input] =
      others.length === 0 && template === `{${only ?? ""}}`
        ? valueOf(values, only ?? "")
        : template.replaceAll(slotPattern, (_, name: string) => String(valueOf(values, name)))
  }
  return graph
}

function valueOf(values: SlotValues, name: string): string | number {
  const slot = slots.find((one) => one === name)
  const value = slot === undefined ? undefined : values[slot]
  if (value === undefined) throw new Error(`nothing for {${name}}`)
  return value
}
