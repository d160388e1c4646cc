import type { Command, Panel, PanelId, SceneId, ShotId } from "@panelwright/core"
import type { Arrangement, Band, Place } from "./arrange-board.ts"
import { gapX, gapY } from "./metrics.ts"

/** A place between panels of a scene, as a drag points at it. */
export interface ReorderTarget {
  readonly sceneId: SceneId
  /** The neighbours there, not counting what is dragged; null at an end of the scene. */
  readonly left: PanelId | null
  readonly right: PanelId | null
  /** Where to draw the insertion mark. */
  readonly mark: { readonly x: number; readonly y: number; readonly height: number }
}

const clamp = (value: number, least: number, most: number) => Math.min(Math.max(value, least), most)

function findBand(bands: readonly Band[], y: number): Band | null {
  let nearest: Band | null = null
  let distance = Number.POSITIVE_INFINITY
  for (const band of bands) {
    const away = Math.max(band.y - y, y - (band.y + band.height), 0)
    if (away >= distance) continue
    nearest = band
    distance = away
  }
  return nearest
}

/** The place that a point means while `moving` are dragged; null when the board has no scene. */
export function findReorderTarget(
  arrangement: Arrangement,
  moving: ReadonlySet<PanelId>,
  point: Place,
): ReorderTarget | null {
  const band = findBand(arrangement.bands, point.y)
  if (band === null) return null
  const { columns, panelWidth, panelHeight } = arrangement.metrics
  const rows = Math.max(1, Math.ceil(band.panels.length / columns))
  const row = clamp(Math.floor((point.y - band.rowsY) / (panelHeight + gapY)), 0, rows - 1)
  const first = row * columns
  const inRow = clamp(band.panels.length - first, 0, columns)
  const column = clamp(Math.round((point.x + gapX / 2) / (panelWidth + gapX)), 0, inRow)
  const slot = first + column
  const stays = (id: PanelId) => !moving.has(id)
  return {
    sceneId: band.sceneId,
    left: band.panels.slice(0, slot).findLast(stays) ?? null,
    right: band.panels.slice(slot).find(stays) ?? null,
    mark: {
      x: column * (panelWidth + gapX) - gapX / 2,
      y: band.rowsY + row * (panelHeight + gapY),
      height: band.panels.length === 0 ? 0 : panelHeight,
    },
  }
}

type PanelInOrder = Pick<Panel, "id" | "sceneId" | "shotId">

/**
 * What a drop does. Shots that are dragged whole and dropped between shots stay shots. Everything else joins the shot
 * that it is dropped into; between two shots that is the one before, at the start of a scene the first one. A shot that
 * is left without panels goes.
 */
export function composeReorder(
  panels: readonly PanelInOrder[],
  moving: ReadonlySet<PanelId>,
  target: Pick<ReorderTarget, "sceneId" | "left" | "right">,
  createShotId: () => ShotId,
): Command[] {
  const moved = panels.filter((panel) => moving.has(panel.id))
  if (moved.length === 0) return []
  const find = (id: PanelId | null) => panels.find((panel) => panel.id === id) ?? null
  const left = find(target.left)
  const right = find(target.right)
  const isInside = left !== null && left.shotId === right?.shotId
  const shotIds = [...new Set(moved.map((panel) => panel.shotId))]
  const whole = shotIds.filter((shotId) =>
    panels.every((panel) => panel.shotId !== shotId || moving.has(panel.id)),
  )
  const staysInPlace = isSameOrder(panels, moved, target)

  if (!isInside && whole.length === shotIds.length) {
    if (staysInPlace) return []
    return shotIds.map((id, index) => ({
      kind: "shot.move",
      id,
      sceneId: target.sceneId,
      after: shotIds[index - 1] ?? left?.shotId ?? null,
    }))
  }

  const commands: Command[] = []
  const neighbour = left ?? right
  const shotId = neighbour?.shotId ?? createShotId()
  if (staysInPlace && moved.every((panel) => panel.shotId === shotId)) return []
  if (neighbour === null)
    commands.push({ kind: "shot.create", id: shotId, sceneId: target.sceneId })
  for (const [index, panel] of moved.entries())
    commands.push({
      kind: "panel.move",
      id: panel.id,
      shotId,
      after: moved[index - 1]?.id ?? left?.id ?? null,
    })
  for (const id of whole) if (id !== shotId) commands.push({ kind: "shot.delete", id })
  return commands
}

function isSameOrder(
  panels: readonly PanelInOrder[],
  moved: readonly PanelInOrder[],
  target: Pick<ReorderTarget, "sceneId" | "left" | "right">,
): boolean {
  if (moved.some((panel) => panel.sceneId !== target.sceneId)) return false
  const ids = panels.filter((panel) => panel.sceneId === target.sceneId).map((panel) => panel.id)
  const movedIds = moved.map((panel) => panel.id)
  const rest = ids.filter((id) => !movedIds.includes(id))
  const at = target.left === null ? 0 : rest.indexOf(target.left) + 1
  const next = rest.toSpliced(at, 0, ...movedIds)
  return next.every((id, index) => id === ids[index])
}
