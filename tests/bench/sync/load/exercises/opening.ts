import { setTimeout as sleep } from "node:timers/promises"
import { writeFileSync } from "node:fs"
import * as Y from "yjs"
import { readPeakMegabytes, readPreciseSeconds, readResidentMegabytes } from "../../process-cost.ts"
import { createDocWithHistory } from "../doc-with-history.ts"
import type { Target } from "../target.ts"
import { visit, type Told } from "../visit.ts"
import type { FillingOptions } from "./filling.ts"

export interface OpeningOutcome {
  /** Until the whole doc had come; not a number when it never did. */
  readonly milliseconds: number
  /** With what it does at rest, because it is looked at until nothing has come for a while. */
  readonly serverSeconds: number
  /** What it takes when nobody comes, for as long as that while. */
  readonly restingSeconds: number
  readonly peakMegabytes: number
  readonly isFirstAnswerEmpty: number
}

const emptyUpdateBytes = 2
const quietMilliseconds = 1500

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
  const resting = readPreciseSeconds(serverPid)
  await sleep(quietMilliseconds)
  const seconds = readPreciseSeconds(serverPid)
  const megabytes = readResidentMegabytes(serverPid)
  const told = await visit({ target, room, number: 0, quietMilliseconds })
  const serverSeconds = readPreciseSeconds(serverPid) - seconds
  await sleep(0)
  const first = told.find(({ kind }) => kind === "step-2")
  const before = told.slice(0, first === undefined ? 0 : told.indexOf(first) + 1)
  return {
    milliseconds: findComplete(told, doc),
    serverSeconds,
    restingSeconds: seconds - resting,
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
