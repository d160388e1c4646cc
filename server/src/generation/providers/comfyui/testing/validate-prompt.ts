import { Refusal } from "../../testing/web-server.ts"
import { isLink, workflowSchema, type WorkflowGraph } from "../workflow.ts"
import { nodeKinds, type NodeKind } from "./node-kinds.ts"

interface InputError {
  readonly type: string
  readonly message: string
  readonly details: string
}

const kindOf = (type: string): NodeKind | undefined =>
  Object.hasOwn(nodeKinds, type) ? nodeKinds[type] : undefined

/**
 * What `validate_prompt` of ComfyUI's `execution.py` looks at, in the form in which it answers; and one thing more: it
 * takes inputs that a node does not have and forgets them, which here is a mistake that has to show.
 */
export function validatePrompt(value: unknown, hasFile: (name: string) => boolean): WorkflowGraph {
  const parsed = workflowSchema.safeParse(value)
  if (!parsed.success) throw new Refusal(400, { error: noPrompt, node_errors: {} })
  const graph = parsed.data
  for (const [id, { class_type }] of Object.entries(graph))
    if (!kindOf(class_type))
      throw new Refusal(400, {
        error: {
          type: "invalid_prompt",
          message: `Cannot execute because node ${class_type} does not exist.`,
          details: `Node ID '#${id}'`,
          extra_info: {},
        },
        node_errors: {},
      })
  const outputs = Object.values(graph).filter(({ class_type }) => kindOf(class_type)?.output_node)
  if (outputs.length === 0)
    throw new Refusal(400, {
      error: {
        type: "prompt_no_outputs",
        message: "Prompt has no outputs",
        details: "",
        extra_info: {},
      },
      node_errors: {},
    })
  const nodeErrors: Record<string, object> = {}
  for (const [id, node] of Object.entries(graph)) {
    const errors = listErrors(node, graph, hasFile)
    if (errors.length > 0)
      nodeErrors[id] = { errors, dependent_outputs: [], class_type: node.class_type }
  }
  if (Object.keys(nodeErrors).length > 0)
    throw new Refusal(400, {
      error: {
        type: "prompt_outputs_failed_validation",
        message: "Prompt outputs failed validation",
        details: "",
        extra_info: {},
      },
      node_errors: nodeErrors,
    })
  return graph
}

const noPrompt = {
  type: "no_prompt",
  message: "No prompt provided",
  details: "No prompt provided",
  extra_info: {},
}

function listErrors(
  node: WorkflowGraph[string],
  graph: WorkflowGraph,
  hasFile: (name: string) => boolean,
): InputError[] {
  const kind = kindOf(node.class_type)
  if (!kind) return []
  const { required, optional = {} } = kind.input
  const missing = Object.keys(required)
    .filter((name) => !(name in node.inputs))
    .map((name) => error("required_input_missing", "Required input is missing", name))
  return [
    ...missing,
    ...Object.entries(node.inputs).flatMap(([name, value]) => {
      const spec = required[name] ?? optional[name]
      if (!spec) return error("unknown_input", "Unknown input", name)
      const [type, settings] = spec
      if (isLink(value)) {
        const from = kindOf(graph[value[0]]?.class_type ?? "")?.output[value[1]]
        return from === type
          ? []
          : error("return_type_mismatch", "Return type mismatch between linked nodes", name)
      }
      return checkValue(name, value, { type, settings: settings ?? {}, hasFile })
    }),
  ]
}

const error = (type: string, message: string, details: string): InputError => ({
  type,
  message,
  details,
})

function checkValue(
  name: string,
  value: unknown,
  how: {
    readonly type: unknown
    readonly settings: object
    readonly hasFile: (name: string) => boolean
  },
): InputError[] {
  const { type, settings } = how
  const wrong = [error("invalid_input_type", "Failed to convert an input value", name)]
  if ("image_upload" in settings)
    return typeof value === "string" && how.hasFile(value)
      ? []
      : [
          error(
            "custom_validation_failed",
            "Custom validation failed for node",
            `${name} - Invalid image file: ${String(value)}`,
          ),
        ]
  const options = Array.isArray(type) ? type : "options" in settings ? settings.options : null
  if (Array.isArray(options))
    return options.includes(value)
      ? []
      : [error("value_not_in_list", "Value not in list", `${name}: '${String(value)}' not in list`)]
  if (type === "STRING") return typeof value === "string" ? [] : wrong
  if (type === "BOOLEAN") return typeof value === "boolean" ? [] : wrong
  if (typeof value !== "number" || (type === "INT" && !Number.isInteger(value))) return wrong
  if ("min" in settings && value < Number(settings.min))
    return [error("value_smaller_than_min", `Value ${value} smaller than min`, name)]
  if ("max" in settings && value > Number(settings.max))
    return [error("value_bigger_than_max", `Value ${value} bigger than max`, name)]
  return []
}
