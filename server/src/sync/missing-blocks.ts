import * as encoding from "lib0/encoding"
import { readBlocks } from "./update-reader.ts"

/**
 * What of an update somebody lacks by a state vector, as the bytes that are there, without making
 * its structs. Null when the state vector ends in the middle of what one client wrote: then only
 * Yjs knows where to cut. The delete set is whole, as in Yjs' own answer.
 */
export function findMissingBlocks(
  update: Uint8Array,
  stateVector: ReadonlyMap<number, number>,
): Uint8Array | null {
  const { blocks, deleteSetByte } = readBlocks(update)
  const missing = blocks.filter(({ client, end }) => end > (stateVector.get(client) ?? 0))
  if (missing.some(({ client, clock }) => clock < (stateVector.get(client) ?? 0))) return null
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, missing.length)
  return Buffer.concat([
    encoding.toUint8Array(encoder),
    ...missing.map(({ firstByte, endByte }) => update.subarray(firstByte, endByte)),
    update.subarray(deleteSetByte),
  ])
}
