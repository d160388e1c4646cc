import { findInput, listRequired, type InputInfo, type ObjectInfo } from "./object-info.ts"
import {
  isLink,
  isNumberSlot,
  isPictureSlot,
  listBoundInputs,
  listNames,
  slots,
  type BoundInput,
  type Workflow,
} from "./workflow.ts"

/** Everything that would make a server refuse a workflow, in sentences for its operator; empty: it can be used. */
export function checkWorkflow(workflow: Workflow, info: ObjectInfo): string[] {
  const bound = listBoundInputs(workflow)
  return [
    ...checkNodes(workflow, info, new Set(bound.map(({ path }) => path))),
    ...bound.flatMap((input) => checkBinding(input, workflow, info)),
    ...checkPurpose(workflow, info),
  ]
}

function checkNodes({ graph }: Workflow, info: ObjectInfo, bound: ReadonlySet<string>): string[] {
  return Object.entries(graph).flatMap(([id, node]) => {
    const kind = info[node.class_type]
    if (!kind) return [`Node ${id}: the server has no ${node.class_type}.`]
    const missing = listRequired(kind).filter((name) => !(name in node.inputs))
    const problems = missing.map((name) => `Node ${id} (${node.class_type}): ${name} is missing.`)
    for (const [name, value] of Object.entries(node.inputs)) {
      if (isLink(value)) {
        if (!graph[value[0]])
          problems.push(`Node ${id}: ${name} comes from no node of the workflow.`)
        continue
      }
      const input = findInput(kind, name)
      if (input === null || input.takesFiles || bound.has(`${id}.inputs.${name}`)) continue
      if (input.type === "COMBO" && input.options.length > 0 && !input.options.includes(value))
        problems.push(
          `Node ${id} (${node.class_type}): the server has no ${name} ${String(value)}.`,
        )
    }
    return problems
  })
}

const typesOf = {
  number: ["INT", "FLOAT"],
  picture: ["STRING", "COMBO"],
  words: ["STRING", "COMBO"],
} as const

function checkBinding(
  { path, node: id, input: name, template }: BoundInput,
  { graph }: Workflow,
  info: ObjectInfo,
): string[] {
  const node = graph[id]
  if (!node) return [`${path}: the workflow has no node ${id}.`]
  const kind = info[node.class_type]
  const input = kind ? findInput(kind, name) : null
  if (!kind) return []
  if (!input) return [`${path}: ${node.class_type} has no input ${name}.`]
  if (isLink(node.inputs[name])) return [`${path} comes from another node already.`]
  const names = listNames(template)
  if (names.length === 0) return [`${path}: “${template}” names nothing to fill in.`]
  return names.flatMap((one) => checkSlot(one, { path, input, alone: template === `{${one}}` }))
}

function checkSlot(
  name: string,
  at: { readonly path: string; readonly input: InputInfo; readonly alone: boolean },
): string[] {
  const slot = slots.find((one) => one === name)
  if (slot === undefined)
    return [`${at.path}: there is no {${name}}; known are ${slots.join(", ")}.`]
  const kind = isNumberSlot(slot) ? "number" : isPictureSlot(slot) ? "picture" : "words"
  const types: readonly string[] = typesOf[at.alone ? kind : "words"]
  return types.includes(at.input.type)
    ? []
    : [`${at.path}: {${name}} does not go where ${at.input.type} is expected.`]
}

function checkPurpose(workflow: Workflow, info: ObjectInfo): string[] {
  const { graph, output, bind } = workflow
  const problems: string[] = []
  const saves = (id: string) => info[graph[id]?.class_type ?? ""]?.output_node === true
  if (output === undefined ? !Object.keys(graph).some(saves) : !saves(output))
    problems.push(
      output === undefined
        ? "No node saves or shows a picture."
        : `Node ${output} does not save or show a picture.`,
    )
  const names = Object.values(bind).flatMap(listNames)
  if (!names.includes("prompt")) problems.push("Nothing takes {prompt}.")
  if (names.includes("mask") && !names.includes("image"))
    problems.push("It takes a {mask}, but no {image}.")
  return problems
}
