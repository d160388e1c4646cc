import type { Difference, PersonChanges, Storyboard } from "@panelwright/core"
import { compareDocs, openPastDoc, readStoryboard } from "@panelwright/document"
import * as Y from "yjs"
import { ChangeCollector } from "./describe-changes.ts"
import type { UpdateChunk } from "./history-log.ts"

/** What is too long for the thread that serves everybody, by its name. */
export interface HistoryWork {
  /** One state of a state and the updates after it. */
  build(input: {
    readonly state: Uint8Array | null
    readonly chunks: readonly UpdateChunk[]
  }): Uint8Array
  read(input: { readonly state: Uint8Array }): Storyboard
  compare(input: { readonly from: Uint8Array; readonly to: Uint8Array }): Difference[]
  /** Who did what in stretches of so many updates each, which follow each other. */
  describe(input: {
    readonly state: Uint8Array | null
    readonly chunks: readonly UpdateChunk[]
    readonly counts: readonly number[]
  }): PersonChanges[][]
}

function* listUpdates(chunks: readonly UpdateChunk[]) {
  for (const { bytes, sizes, actors } of chunks) {
    let start = 0
    for (const [index, size] of sizes.entries()) {
      yield { update: bytes.subarray(start, start + size), actor: actors[index] ?? "" }
      start += size
    }
  }
}

const readDoc = (state: Uint8Array) => {
  const doc = openPastDoc(state)
  return { doc, storyboard: readStoryboard(doc) }
}

export const historyWork: HistoryWork = {
  build({ state, chunks }) {
    const doc = new Y.Doc()
    // By applying: `Y.mergeUpdates` takes time that grows faster than the number of updates.
    doc.transact(() => {
      if (state) Y.applyUpdate(doc, state)
      for (const { update } of listUpdates(chunks)) Y.applyUpdate(doc, update)
    })
    return Y.encodeStateAsUpdate(doc)
  },

  read: ({ state }) => readDoc(state).storyboard,

  compare: ({ from, to }) => compareDocs(readDoc(from), readDoc(to)),

  describe({ state, chunks, counts }) {
    const doc = new Y.Doc()
    if (state) Y.applyUpdate(doc, state)
    const collector = new ChangeCollector(doc)
    const described: PersonChanges[][] = []
    let done = 0
    for (const { update, actor } of listUpdates(chunks)) {
      collector.actor = actor
      Y.applyUpdate(doc, update)
      done += 1
      if (done < (counts[described.length] ?? 0)) continue
      described.push(collector.take())
      done = 0
    }
    return described
  },
}
