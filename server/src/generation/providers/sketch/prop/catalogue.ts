import { animals } from "./animals.ts"
import { fittings } from "./fittings.ts"
import { furniture } from "./furniture.ts"
import { handhelds } from "./handhelds.ts"
import { hardware } from "./hardware.ts"
import { household } from "./household.ts"
import { lamps } from "./lamps.ts"
import { landmarks } from "./landmarks.ts"
import { livestock } from "./livestock.ts"
import { outdoors } from "./outdoors.ts"
import { pastimes } from "./pastimes.ts"
import type { PropDesign } from "./prop-design.ts"
import { vehicles } from "./vehicles.ts"

export const catalogue = {
  ...furniture,
  ...lamps,
  ...fittings,
  ...outdoors,
  ...vehicles,
  ...handhelds,
  ...animals,
  ...hardware,
  ...household,
  ...livestock,
  ...landmarks,
  ...pastimes,
} as const satisfies Record<string, PropDesign>

export type PropKind = keyof typeof catalogue
export const propKinds = Object.keys(catalogue) as [PropKind, ...PropKind[]]
export const designOf = (kind: PropKind): PropDesign => catalogue[kind]

const flat: ReadonlySet<PropKind> = new Set([
  "phone",
  "book",
  "letter",
  "gun",
  "rifle",
  "knife",
  "sword",
  "key",
  "axe",
  "hammer",
  "wrench",
  "shovel",
  "broom",
  "scissors",
  "stick",
  "spear",
  "bow",
  "shield",
  "watch",
  "ring",
  "mask",
  "trumpet",
])

/** Whether it is put down on its side rather than stood up. */
export const liesFlat = (kind: PropKind) => flat.has(kind)
