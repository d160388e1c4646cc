import * as Y from "yjs"

export interface DocWithHistory {
  readonly doc: Y.Doc
  /** One for each edit, as a client sends them. */
  readonly updates: readonly Uint8Array[]
}

/** The same numbers for the same seed, from 0 to 1 (Marsaglia's xorshift, 32 bits). */
export function createRandom(seed: number): () => number {
  let state = seed | 0 || 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
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
    if (random() < 0.02) at = Math.floor(random() * panelCount)
    const panel = panels.get(`panel:${at}`)
    const action = actions[at]
    if (panel === undefined || action === undefined) throw new Error("a panel is missing")
    if (random() < 0.2)
      panel.set(`property${Math.floor(random() * 12)}`, Math.floor(random() * 1e6))
    else if (action.length > 20 && random() < 0.1) action.delete(action.length - 1, 1)
    else action.insert(action.length, words.charAt(action.length % words.length))
  }
  return { doc, updates }
}
