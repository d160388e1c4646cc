import { builds, garments, hairStyles, type Looks } from "./character.ts"

const tones = ["dark", "mid", "light"] as const

/** FNV-1a over UTF-16 units: the same name always gives the same looks. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1)
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0
  return value
}

/**
 * Looks for somebody of whom only the name and perhaps some words are known, so that people differ on sight from
 * the first picture on. Words that name a feature decide it; the rest follows from the name.
 */
export function createDefaultLooks(name: string, words = ""): Looks {
  const seed = hash(name.trim().toUpperCase())
  const pick = <Item>(items: readonly [Item, ...Item[]], shift: number): Item =>
    items[(seed >>> shift) % items.length] ?? items[0]
  const says = (pattern: RegExp) => pattern.test(words)
  const child = says(/\b(child|boy|girl|kid|([1-9]|1[0-2])(?: years old)?)\b(?!0)/i)
  const looks: Looks = {
    build: child ? "child" : pick(["slight", "average", "broad"], 3),
    height: child ? 125 : 160 + (seed % 30),
    hair: pick(["short", "bob", "long", "bun", "curly"], 7),
    hairTone: pick(tones, 11),
    beard: false,
    garment: pick(garments, 13),
    garmentTone: pick(tones, 17),
    glasses: says(/\b(glasses|spectacles)\b/i),
  }
  const lower = words.toLowerCase()
  const hair = hairStyles.find((style) => lower.includes(style))
  const garment = garments.find((item) => lower.includes(item))
  const build = builds.find((item) => lower.includes(item))
  return {
    ...looks,
    ...(hair && { hair }),
    ...(garment && { garment }),
    ...(says(/\b(oilskin|raincoat|parka|jacket)\b/i) && { garment: "coat" as const }),
    ...(build && { build }),
    ...(says(/\b(yellow|white|pale|light)\b/i) && { garmentTone: "light" as const }),
    ...(says(/\b(black|dark)\b/i) && { garmentTone: "dark" as const }),
    beard: says(/\bbeard/i),
    ...(says(/\b(old|elderly|white-haired|grey|[6-9]0s|[6-9]\d)\b/i) && {
      hairTone: "light" as const,
    }),
  }
}
