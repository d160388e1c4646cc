import { failure, success, type Result } from "@panelwright/core"
import type { DoorFailure } from "./problem.ts"

/** Reads a body to its end, and stops as soon as it is too large, whatever its length was said to be. */
export async function readBody(
  request: Request,
  limit: number,
): Promise<Result<Uint8Array<ArrayBuffer>, DoorFailure>> {
  const tooLarge = failure({ kind: "body-too-large", limit } as const)
  if (Number(request.headers.get("content-length") ?? 0) > limit) return tooLarge
  if (request.body === null) return success(new Uint8Array())
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of request.body) {
    length += chunk.length
    if (length > limit) return tooLarge
    chunks.push(chunk)
  }
  return success(new Uint8Array(Buffer.concat(chunks)))
}
