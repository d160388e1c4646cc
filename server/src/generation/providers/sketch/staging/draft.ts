import type { PoseName } from "../figure/pose-names.ts"
import { designOf, type PropKind } from "../prop/catalogue.ts"
import type { Expression } from "../scene-graph.ts"
import type { Deed } from "./deed.ts"
import { seated } from "./verbs.ts"

/** A deed while the sentence about it is still being read. */
export interface Draft {
  pose: { posture: PoseName | null; action: PoseName | null }
  holds: PropKind | null
  /** What is held was not said, only needed. */
  assumed: boolean
  expression: Expression
  close: boolean
  towards: PropKind | null
  partner: string | null
  spot: Deed["spot"]
  facing: Deed["facing"]
}

export const createDraft = (): Draft => ({
  pose: { posture: null, action: null },
  holds: null,
  assumed: true,
  expression: "neutral",
  close: false,
  towards: null,
  partner: null,
  spot: null,
  facing: null,
})

const openable: ReadonlySet<PropKind> = new Set([
  "door",
  "window",
  "open-door",
  "open-window",
  "wardrobe",
  "fridge",
  "safe",
  "crate",
  "cage",
  "car",
  "stove",
  "shelf",
])

/** What hands do once all that they have to do with is known. */
export function settleHands(draft: Draft) {
  // What is slammed or shut and is no door is put down.
  const { pose, holds, towards, spot } = draft
  const opens = [holds, holds === null ? towards : null, spot?.kind ?? null].some(
    (kind) => kind !== null && openable.has(kind),
  )
  if (pose.action === "open-door" && !opens && (holds ?? towards) !== null)
    pose.action = holds === "umbrella" ? "umbrella" : "reach"
  const seat = spot ? designOf(spot.kind).seat : undefined
  const upon = spot?.preposition === "on" || spot?.preposition === "in"
  if (seat !== undefined && pose.posture === null && upon) pose.posture = "sit"
  if (pose.action === "point" && (holds === "gun" || holds === "rifle"))
    pose.action = holds === "gun" ? "aim" : "aim-rifle"
  if (spot?.preposition === "under" && /^(bed|table|desk|counter|piano|pew|bench)$/.test(spot.kind))
    pose.posture = "crouch"
}

/** Posture and hands as one pose. */
export function combine({
  posture,
  action,
}: {
  posture: PoseName | null
  action: PoseName | null
}): PoseName {
  if (posture === "stand" || posture === "walk" || posture === null)
    return action ?? posture ?? "stand"
  if (posture === "sit" || posture === "sit-slump") return (action && seated[action]) || posture
  return posture
}

/** What hands do with a thing that they were only said to have. */
export function handling(action: PoseName | null, kind: PropKind): PoseName {
  const general = action === null || action === "reach" || action === "look" || action === "hold"
  if (kind === "rifle" && (action === "aim" || general)) return "aim-rifle"
  if (kind === "camera" && general)
    return action === "look" || action === null ? "spy" : "photograph"
  if (!general && action !== "pick-up") return action
  return gestures[kind] ?? "hold"
}

const gestures: Partial<Record<PropKind, PoseName>> = {
  phone: "phone",
  book: "read",
  letter: "read",
  gun: "aim",
  bag: "haul",
  suitcase: "haul",
  bucket: "haul",
  umbrella: "umbrella",
  guitar: "guitar",
  cigarette: "smoke",
}
