import { readdir, readFile } from "node:fs/promises"
import { join } from "node:path"
import type { z } from "zod"
import { bindingSchema, workflowSchema, type Workflow } from "./workflow.ts"

export interface WorkflowFiles {
  readonly workflows: readonly Workflow[]
  /** Of files that cannot be read, in sentences for the operator. */
  readonly problems: readonly string[]
}

const ending = ".binding.json"

/**
 * The operator's workflows: `<name>.json` as ComfyUI's "Export (API)" writes it, and beside it `<name>.binding.json`,
 * which says what is filled in where. A folder that is not there is an empty one.
 */
export async function loadWorkflowFolder(folder: string): Promise<WorkflowFiles> {
  const files = await readdir(folder).catch((): string[] => [])
  const workflows: Workflow[] = []
  const problems: string[] = []
  for (const file of files.toSorted()) {
    const name = file.slice(0, -(file.endsWith(ending) ? ending : ".json").length)
    if (!file.endsWith(".json")) continue
    if (!file.endsWith(ending)) {
      if (!files.includes(`${name}${ending}`))
        problems.push(`${file} has no ${name}${ending} beside it that says what goes where.`)
      continue
    }
    const graph = await load(join(folder, `${name}.json`), workflowSchema)
    const binding = await load(join(folder, file), bindingSchema)
    if (typeof graph === "string") problems.push(`${name}.json ${graph}`)
    else if (typeof binding === "string") problems.push(`${file} ${binding}`)
    else workflows.push({ name, own: true, graph, ...binding })
  }
  return { workflows, problems }
}

async function load<Value extends object>(
  path: string,
  schema: z.ZodType<Value>,
): Promise<Value | string> {
  try {
    const parsed = schema.safeParse(JSON.parse(await readFile(path, "utf8")))
    if (parsed.success) return parsed.data
    const [issue] = parsed.error.issues
    const where = issue?.path.join(".") ?? ""
    return `is not as it should be: ${where} ${issue?.message ?? ""}`.trimEnd()
  } catch (error) {
    return error instanceof SyntaxError ? "is no JSON." : "cannot be read."
  }
}
