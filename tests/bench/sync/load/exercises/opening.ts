import { setTimeout as sleep } from "node:timers/promises"
import { writeFileSync } from "node:fs"
import * as Y from "yjs"
import {
  readPeakMegabytes,
  readProcessorSeconds,
  readResidentMegabytes,
} from "../../process-cost.ts"
import { createDocWithHistory } from "../doc-with-history.ts"
import type { Target } from "../target.ts"
import { visit, type Told } from "../visit.ts"
import type { FillingOptions } from "./filling.ts"

export interface OpeningOutcome {
  /** Until the whole doc had come; not a number when it never did. */
  readonly milliseconds: number
  readonly serverSeconds: number
  readonly peakMegabytes: number
  readonly isFirstAnswerEmpty: number
}

const emptyUpdateBytes = 2

/** The first who comes opens a room that was filled with this history. */
export async function runOpening(
  target: Target,
  { panels, edits }: FillingOptions,
): Promise<OpeningOutcome> {
  const [room] = target.rooms
  if (room === undefined) throw new Error("opening needs a room")
  const { doc } = createDocWithHistory(panels, edits)
  const { serverPid } = target
  // Forgets the peak so far (proc(5), clear_refs).
  writeFileSync(`/proc/${serverPid}/clear_refs`, "5")
  const seconds = readProcessorSeconds(serverPid)
  const megabytes = readResidentMegabytes(serverPid)
  const told = await visit({ target, room, number: 0, quietMilliseconds: 1500 })
  const serverSeconds = readProcessorSeconds(serverPid) - seconds
  await sleep(0)
  const first = told.find(({ kind }) => kind === "step-2")
  const before = told.slice(0, first === undefined ? 0 : told.indexOf(first) + 1)
  return {
    milliseconds: findComplete(told, doc),
    serverSeconds,
    peakMegabytes: readPeakMegabytes(serverPid) - megabytes,
    isFirstAnswerEmpty: before.every(({ bytes }) => bytes.length <= emptyUpdateBytes) ? 1 : 0,
  }
}

function findComplete(told: readonly Told[], whole: Y.Doc): number {
  const doc = new Y.Doc()
  const wanted = Y.decodeStateVector(Y.encodeStateVector(whole))
  for (const { bytes, after } of told) {
    Y.applyUpdate(doc, bytes)
    const has = Y.decodeStateVector(Y.encodeStateVector(doc))
    if ([...wanted].every(([client, clock]) => (has.get(client) ?? 0) >= clock)) return after
  }
  return Number.NaN
}
