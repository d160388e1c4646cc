import { z } from "zod"

const inputsSchema = z.record(z.string(), z.unknown())

/** `/object_info`: the kinds of nodes that a server has. `input` is `{ name: [type or options, settings] }`. */
export const objectInfoSchema = z.record(
  z.string(),
  z.object({
    input: z.object({ required: inputsSchema.optional(), optional: inputsSchema.optional() }),
    output: z.array(z.unknown()).catch([]),
    output_node: z.boolean().optional(),
  }),
)
export type ObjectInfo = z.infer<typeof objectInfoSchema>
export type NodeInfo = ObjectInfo[string]

export interface InputInfo {
  readonly required: boolean
  /** `STRING`, `INT`, `IMAGE`, …; `COMBO` where one of `options` is expected. */
  readonly type: string
  readonly options: readonly unknown[]
  /** Files may be uploaded for it, so that its options are not all there are. */
  readonly takesFiles: boolean
}

const settingsSchema = z
  .object({
    options: z.array(z.unknown()).optional().catch(undefined),
    image_upload: z.unknown().optional(),
  })
  .catch({})

/** Null: the node has no such input. */
export function findInput(node: NodeInfo, name: string): InputInfo | null {
  const required = node.input.required?.[name]
  const spec = required ?? node.input.optional?.[name]
  if (!Array.isArray(spec)) return null
  const [type, settings] = spec as unknown[]
  const known = settingsSchema.parse(settings ?? {})
  // Two ways to write the same: `[["a", "b"], {}]` and, of newer nodes, `["COMBO", { options: ["a", "b"] }]`.
  return {
    required: required !== undefined,
    type: Array.isArray(type) ? "COMBO" : String(type),
    options: Array.isArray(type) ? type : (known.options ?? []),
    takesFiles: known.image_upload !== undefined && known.image_upload !== false,
  }
}

export const listRequired = (node: NodeInfo): string[] => Object.keys(node.input.required ?? {})

/** The names that an input may have: the files of a kind that the server has, say. */
export function listOptions(info: ObjectInfo, node: string, input: string): string[] {
  const found = info[node]
  const options = (found ? findInput(found, input)?.options : null) ?? []
  return options.filter((option): option is string => typeof option === "string")
}
