import { setPriority } from "node:os"
import { parentPort } from "node:worker_threads"
import * as Y from "yjs"

/** As the command `nice` has it. */
const LESS_URGENT = 10

export interface CompactionRequest {
  readonly id: number
  /** Updates one after the other; the first may be a whole state. */
  readonly packed: Uint8Array<ArrayBuffer>
  readonly lengths: Uint32Array<ArrayBuffer>
}

export type CompactionAnswer =
  | { id: number; state: Uint8Array; stateVector: Uint8Array; deleteSet: Uint8Array }
  | { id: number; error: string }

// Nobody waits for it, and everybody waits for the thread that it shares a core with. Only here does
// a thread have a priority of its own.
if (process.platform === "linux") setPriority(LESS_URGENT)

parentPort?.on("message", (request: CompactionRequest) => {
  let answer: CompactionAnswer
  try {
    answer = { id: request.id, ...compact(request) }
  } catch (error) {
    answer = { id: request.id, error: String(error) }
  }
  parentPort?.postMessage(answer, [])
})

/** By applying: `Y.mergeUpdates` takes time that grows faster than the number of updates. */
function compact({ packed, lengths }: CompactionRequest) {
  const doc = new Y.Doc()
  doc.transact(() => {
    let start = 0
    for (const length of lengths) {
      Y.applyUpdate(doc, packed.subarray(start, start + length))
      start += length
    }
  })
  const deleted = Y.createDeleteSetFromStructStore(doc.store)
  // An encoded Yjs snapshot is a delete set and a state vector; this one's is empty: one byte, 0.
  const encoded = Y.encodeSnapshot(Y.createSnapshot(deleted, new Map()))
  return {
    state: Y.encodeStateAsUpdate(doc),
    stateVector: Y.encodeStateVector(doc),
    deleteSet: encoded.slice(0, -1),
  }
}
