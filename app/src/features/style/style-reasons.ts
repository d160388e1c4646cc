import type { StyleProfileSource, StyleReason } from "@panelwright/core"

const words: Readonly<Record<StyleReason, string>> = {
  warmer: "warmer",
  colder: "colder",
  redder: "redder",
  greener: "greener",
  darker: "darker",
  lighter: "lighter",
  starker: "starker",
  flatter: "flatter",
  "more-colourful": "more colourful",
  "less-colourful": "less colourful",
  "other-colours": "other colours",
  "thicker-lined": "thicker-lined",
  "thinner-lined": "thinner-lined",
  busier: "busier",
  emptier: "emptier",
  coarser: "coarser",
  finer: "finer",
  "other-texture": "another texture",
}

/** "Colder, thicker-lined"; empty where nothing stands out. */
export function describeReasons(reasons: readonly StyleReason[]): string {
  const text = reasons.map((reason) => words[reason]).join(", ")
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** What the pictures are compared with, in a sentence. */
export function describeProfile(source: StyleProfileSource, pictures: number): string {
  switch (source) {
    case "anchors":
      return pictures === 1
        ? "Compared with the picture to be like."
        : `Compared with the ${pictures} pictures to be like.`
    case "approved":
      return `Compared with ${pictures} approved panels, as there are no pictures to be like.`
    case "pictures":
      return "Compared with each other, as there are no pictures to be like and none approved."
    case "none":
      return "There is too little to compare yet: it takes four pictures, or one to be like."
  }
}
