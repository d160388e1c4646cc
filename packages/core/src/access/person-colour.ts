/**
 * Ten colours of people, of one lightness: each can be told from the others, carries white letters (contrast at least
 * 4.5) and shows on dark and light ground (at least 3).
 */
export const personColours = [
  "#d3301a",
  "#0a78a6",
  "#8847f2",
  "#517d01",
  "#d80180",
  "#1363fd",
  "#ab5c03",
  "#018154",
  "#ba2ac4",
  "#856f00",
] as const

/** The same id always gets the same colour. */
export function pickColour(id: string): string {
  let sum = 0
  for (const letter of id) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0
  return personColours[sum % personColours.length] ?? personColours[0]
}

export interface ColouredPerson {
  readonly id: string
  /** Their own, as `#rrggbb`. */
  readonly colour: string
  /** When they came; the first keeps their colour. */
  readonly since: number
}

const toLinear = (channel: number) =>
  channel <= 0.040_45 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4

/** OKLab (Björn Ottosson, 2020), in which distances are like those that people see. */
function toLab(colour: string): readonly [number, number, number] {
  const value = Number.parseInt(colour.slice(1), 16)
  const [red, green, blue] = [value >> 16, (value >> 8) & 255, value & 255].map((channel) =>
    toLinear(channel / 255),
  ) as [number, number, number]
  const l = Math.cbrt(0.412_221_470_8 * red + 0.536_332_536_3 * green + 0.051_445_992_9 * blue)
  const m = Math.cbrt(0.211_903_498_2 * red + 0.680_699_545_1 * green + 0.107_396_956_6 * blue)
  const s = Math.cbrt(0.088_302_461_9 * red + 0.281_718_837_6 * green + 0.629_978_700_5 * blue)
  return [
    0.210_454_255_3 * l + 0.793_617_785 * m - 0.004_072_046_8 * s,
    1.977_998_495_1 * l - 2.428_592_205 * m + 0.450_593_709_9 * s,
    0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766 * s,
  ]
}

/** How far apart two colours look; black and white are 1 apart. */
export function measureDistance(one: string, other: string): number {
  const [a, b] = [toLab(one), toLab(other)]
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])
}

/** Nearer than this, two colours are taken for one. */
const tooNear = 0.07

/**
 * A colour for each of the people who are here, no two alike while there are enough. Who came first keeps their own;
 * everybody who sees the same people finds the same colours.
 */
export function assignColours(people: readonly ColouredPerson[]): ReadonlyMap<string, string> {
  const assigned = new Map<string, string>()
  const isFree = (colour: string) =>
    [...assigned.values()].every((taken) => measureDistance(colour, taken) >= tooNear)
  const inOrder = people.toSorted(
    (one, other) => one.since - other.since || (one.id < other.id ? -1 : 1),
  )
  for (const { id, colour } of inOrder) {
    if (assigned.has(id)) continue
    assigned.set(id, isFree(colour) ? colour : (personColours.find(isFree) ?? colour))
  }
  return assigned
}
