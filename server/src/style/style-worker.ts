import { parentPort } from "node:worker_threads"
import { measureInPicture, matchColours, type ColourMatch } from "./style-picture.ts"

export type StyleTask =
  | { readonly id: number; readonly kind: "measure"; readonly bytes: Uint8Array }
  | {
      readonly id: number
      readonly kind: "match"
      readonly bytes: Uint8Array
      readonly members: readonly Float32Array[]
    }

export type StyleAnswer =
  | { readonly id: number; readonly kind: "measure"; readonly row: Float32Array }
  | { readonly id: number; readonly kind: "match"; readonly match: ColourMatch | null }
  | { readonly id: number; readonly kind: "failed"; readonly error: string }

const port = parentPort

async function work(task: StyleTask): Promise<StyleAnswer> {
  const { id } = task
  if (task.kind === "measure")
    return { id, kind: "measure", row: await measureInPicture(task.bytes) }
  return { id, kind: "match", match: await matchColours(task) }
}

port?.on("message", (task: StyleTask) => {
  work(task).then(
    (answer) => port.postMessage(answer),
    (error: unknown) =>
      port.postMessage({
        id: task.id,
        kind: "failed",
        error: String(error instanceof Error ? error.message : error),
      } satisfies StyleAnswer),
  )
})
