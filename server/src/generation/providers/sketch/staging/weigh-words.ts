import type { PlaceKind } from "../set/place.ts"
import type { Deed, NamedThing } from "./deed.ts"

export interface Weighed {
  readonly things: readonly NamedThing[]
  readonly deeds: ReadonlyMap<string, Deed>
}

/** What each word meant by itself, put right by the words beside it and by the place. `action` is plain. */
export function weighWords(
  { things, deeds }: Weighed,
  { action, place }: { readonly action: string; readonly place: PlaceKind },
): Weighed {
  const kept = things.flatMap((thing): NamedThing[] => {
    const kind = weighThing(thing.kind, action, place)
    return kind === null ? [] : [{ ...thing, kind }]
  })
  const beaten = /\b(hammer|hammers|hammering) (on|at|against)\b/.test(action)
  const steered = place === "sea" && /\b(on|onto|to|at) the (wheel|helm)\b/.test(action)
  const weighed = new Map(
    [...deeds].map(([name, deed]): [string, Deed] => {
      if (beaten && deed.pose === "hammer") return [name, { ...deed, pose: "knock", holds: null }]
      if (steered && (deed.pose === "hang" || deed.pose === "throw"))
        return [name, { ...deed, pose: "steer", holds: null }]
      return [name, deed]
    }),
  )
  const door = kept.some(({ kind }) => kind === "door")
  if (beaten && !door && /\bon the (iron|wood|oak|steel)\b/.test(action))
    kept.push({ kind: "door", owner: null, count: 1, scale: 1, spot: null })
  return { things: kept, deeds: weighed }
}

const moves = "pulls|pans|tilts|tracks|moves|pushes|cranes|rises|follows|drifts|dollies|circles"
const cameraMoves = new RegExp(`\\bcamera (${moves})\\b`)

type Kind = NamedThing["kind"]

/** What else a thing is beside these words or in that place; null: no thing at all. */
const others: Partial<Record<Kind, (action: string, place: PlaceKind) => Kind | null>> = {
  "letter-slot": (action) => (/\beyes\b/.test(action) ? "eye-slot" : "letter-slot"),
  sailboat: (action) => (/\bmastless\b/.test(action) ? "boat" : "sailboat"),
  camera: (action) => (cameraMoves.test(action) ? null : "camera"),
  cup: (action) =>
    /\bglass (room|door|wall|roof|window|panel|dome|case)s?\b/.test(action) ? null : "cup",
  fire: (action) => (/\bfill(s|ed|ing)? with (fire|flame|flames)\b/.test(action) ? null : "fire"),
  coin: (action) => (/\b(is|are|turns|suddenly|all) gold\b/.test(action) ? null : "coin"),
  // Out there the only light is the one that ships steer by.
  lamp: (_action, place) =>
    place === "cliff" || place === "islet" ? null : place === "sea" ? "lighthouse" : "lamp",
  tyre: (action, place) => (place === "sea" && /\bwheel\b/.test(action) ? null : "tyre"),
}

function weighThing(kind: Kind, action: string, place: PlaceKind): Kind | null {
  const weigh = others[kind]
  return weigh ? weigh(action, place) : kind
}
