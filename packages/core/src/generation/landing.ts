import { panelWordFields } from "../panel/panel.ts"
import type { Panel } from "../storyboard/storyboard.ts"

/** What somebody may have done to a panel while a picture was being made for it. */
export type Touched = "picture" | "ink" | "words" | "camera" | "cast" | "place" | "status"

export interface Landing {
  /** Whether the result becomes the panel's picture; otherwise it stays a variant, with a mark. */
  readonly choose: boolean
  /** Why not. */
  readonly touched: readonly Touched[]
}

/**
 * The landing rule: a result becomes the panel's picture only if nobody touched what the picture shows since the
 * work began, so that two people can never overwrite each other through a provider. Where the panel stands in the
 * story, how long it is and new variants beside the chosen one do not matter.
 */
export function decideLanding(atStart: Panel, now: Panel): Landing {
  const { size, angle, movement, lens } = now.camera
  const before = atStart.camera
  const changed: Record<Touched, boolean> = {
    picture: atStart.picture !== now.picture,
    ink: atStart.ink?.revision !== now.ink?.revision || atStart.ink?.asset !== now.ink?.asset,
    words: panelWordFields.some((field) => atStart[field] !== now[field]),
    camera:
      before.size !== size ||
      before.angle !== angle ||
      before.movement !== movement ||
      before.lens !== lens,
    cast: atStart.cast.join() !== now.cast.join(),
    place: atStart.locationId !== now.locationId,
    status: atStart.status !== now.status,
  }
  const touched = (Object.keys(changed) as Touched[]).filter((field) => changed[field])
  return { choose: touched.length === 0, touched }
}
