import * as Y from "yjs"
import { createRandom } from "../../../support/random.ts"

export interface DocWithHistory {
  readonly doc: Y.Doc
  /** One for each edit, as a client sends them. */
  readonly updates: readonly Uint8Array[]
}

const words = "The lamp turns over the black water and Mara counts the seconds of the beam "

/**
 * A storyboard's doc after much work: panels of a dozen properties and an action that is typed
 * letter by letter; four edits of five type, one sets a property.
 */
export function createDocWithHistory(panelCount: number, editCount: number): DocWithHistory {
  const random = createRandom(panelCount * 31 + editCount)
  const doc = new Y.Doc()
  doc.clientID = 1_234_567_890
  const updates: Uint8Array[] = []
  doc.on("update", (update: Uint8Array) => updates.push(update))
  const panels = doc.getMap<Y.Map<unknown>>("measuredPanels")
  const actions: Y.Text[] = []
  for (let index = 0; index < panelCount; index += 1) {
    doc.transact(() => {
      const panel = new Y.Map<unknown>()
      const action = new Y.Text()
      panel.set("$", { kind: "panel", index, shot: `shot:${index >> 1}`, status: "draft" })
      panel.set("action", action)
      panels.set(`panel:${index}`, panel)
      actions.push(action)
    })
  }
  let at = 0
  while (updates.length < editCount) {
    if (random.next() < 0.02) at = random.below(panelCount)
    const panel = panels.get(`panel:${at}`)
    const action = actions[at]
    if (panel === undefined || action === undefined) throw new Error("a panel is missing")
    if (random.next() < 0.2) panel.set(`property${random.below(12)}`, random.below(1_000_000))
    else if (action.length > 20 && random.next() < 0.1) action.delete(action.length - 1, 1)
    else action.insert(action.length, words.charAt(action.length % words.length))
  }
  return { doc, updates }
}
