import type { PanelId } from "@panelwright/core"
import type * as Y from "yjs"
import { anchorKeys, clearAnchor, readAnchor, writeAnchor } from "../record/anchor.ts"
import { isEqual } from "../record/flat.ts"
import { readValue } from "../record/record.ts"
import { getRoots, type Roots } from "../roots.ts"
import { restoreCanvas, restorePanelInk } from "./restore-canvas.ts"
import { restoreForeignRoots } from "./restore-foreign.ts"
import { findRecord, restoreRecord, restoreSingle } from "./restore-record.ts"
import { restoreText } from "./restore-text.ts"

const collectionNames = ["scenes", "shots", "panels", "characters", "locations"] as const

/** `comments`: what people said stays said. `meta` says how the doc is laid out now. */
const kept = ["meta", "comments"] as const

const belongsTo = (variant: unknown, isMeant: (panelId: string) => boolean) =>
  typeof variant === "object" &&
  variant !== null &&
  "panelId" in variant &&
  typeof variant.panelId === "string" &&
  isMeant(variant.panelId)

/**
 * Makes the whole storyboard as it was in `past`, a doc of the same storyboard, by one transaction that writes only
 * what differs: a change like any other, so that what others do meanwhile elsewhere stays and the origin's undo takes
 * it back. Alternatives that a panel got since stay with it, and so does everything that was said. What other
 * programs keep in the doc goes back, too. The canvas stays when its records have since been written anew by a newer
 * canvas.
 */
export function restoreStoryboard(doc: Y.Doc, past: Y.Doc, origin: unknown): void {
  const roots = getRoots(doc)
  const then = getRoots(past)
  doc.transact(() => {
    restoreText(roots.script, then.script.toJSON())
    for (const name of collectionNames) {
      for (const id of roots[name].keys()) if (!then[name].has(id)) roots[name].delete(id)
      for (const id of then[name].keys()) restoreRecord(roots[name], then[name], id, anchorKeys)
    }
    restoreAnchors(doc, past)
    restoreVariants(roots, then)
    restoreSingle(roots.settings, then.settings)
    restoreSingle(roots.style, then.style)
    if (isEqual(roots.meta.get("canvasSchema"), then.meta.get("canvasSchema")))
      restoreCanvas(roots.canvas, then.canvas)
    restoreForeignRoots(doc, past, new Set([...Object.keys(roots), ...kept]))
  }, origin)
}

/** After the script: the same words, wherever they lie in the doc now. */
function restoreAnchors(doc: Y.Doc, past: Y.Doc): void {
  const roots = getRoots(doc)
  const then = getRoots(past)
  for (const name of ["scenes", "panels"] as const)
    for (const id of then[name].keys()) {
      const record = findRecord(roots[name], id)
      const wanted = findRecord(then[name], id)
      if (!record || !wanted) continue
      const range = readAnchor(wanted, past)
      if (isEqual(readAnchor(record, doc), range)) continue
      if (range === null) clearAnchor(record)
      else writeAnchor(record, roots.script, range)
    }
}

/** Pictures that were there come back; those of panels that are not there any more go with them. */
function restoreVariants(roots: Roots, then: Roots): void {
  for (const [id, variant] of then.variants.entries())
    if (!roots.variants.has(id)) roots.variants.set(id, variant)
  for (const [id, variant] of roots.variants.entries())
    if (belongsTo(variant, (panelId) => !roots.panels.has(panelId))) roots.variants.delete(id)
}

/**
 * Makes some panels as they were in `past`: words, camera, time, picture, ink and place. One that was deleted comes
 * back, with its shot and scene where these are gone. Everything else stays. Gives the ids of those that were not
 * there then; nothing is done about them.
 */
export function restorePanels(
  doc: Y.Doc,
  past: Y.Doc,
  options: { readonly panelIds: readonly PanelId[]; readonly origin: unknown },
): PanelId[] {
  const roots = getRoots(doc)
  const then = getRoots(past)
  const known = options.panelIds.filter((id) => findRecord(then.panels, id) !== null)
  doc.transact(() => {
    for (const id of known) {
      restorePlace(roots, then, id)
      restoreRecord(roots.panels, then.panels, id)
    }
    const ids = new Set<string>(known)
    for (const [id, variant] of then.variants.entries())
      if (!roots.variants.has(id) && belongsTo(variant, (panelId) => ids.has(panelId)))
        roots.variants.set(id, variant)
    if (isEqual(roots.meta.get("canvasSchema"), then.meta.get("canvasSchema")))
      restorePanelInk(roots.canvas, then.canvas, new Set(known))
  }, options.origin)
  return options.panelIds.filter((id) => !known.includes(id))
}

/** The shot and the scene that the panel was in, where they are gone. */
function restorePlace(roots: Roots, then: Roots, panelId: PanelId): void {
  const shotId = readValue(then.panels.get(panelId), "shotId")
  if (typeof shotId !== "string" || roots.shots.has(shotId)) return
  restoreRecord(roots.shots, then.shots, shotId)
  const sceneId = readValue(then.shots.get(shotId), "sceneId")
  if (typeof sceneId === "string" && !roots.scenes.has(sceneId))
    restoreRecord(roots.scenes, then.scenes, sceneId)
}
