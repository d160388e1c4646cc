import { createDocWithHistory } from "../doc-with-history.ts"
import type { Target } from "../target.ts"
import { upload } from "../upload.ts"

export interface FillingOptions {
  readonly panels: number
  readonly edits: number
}

/** Puts a long history into a room and leaves it when the server had time to store it. */
export async function runFilling(
  target: Target,
  { panels, edits, settleMilliseconds }: FillingOptions & { readonly settleMilliseconds: number },
): Promise<{ readonly updates: number }> {
  const { updates } = createDocWithHistory(panels, edits)
  const [room] = target.rooms
  if (room === undefined) throw new Error("filling needs a room")
  await upload({ target, room, updates, settleMilliseconds })
  return { updates: updates.length }
}
