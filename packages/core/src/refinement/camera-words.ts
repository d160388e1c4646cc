import type { Camera } from "../film/camera.ts"
import { angles, sizes, type Angle, type Size } from "../film/vocabulary.ts"

/** A size as an instruction asks for it: "wide shot", "close-up". */
export function toSizeWords(size: Size): string {
  const label = sizes[size].label.toLowerCase()
  return label.endsWith("close-up") ? label : `${label} shot`
}

const angleWords: Partial<Record<Angle, string>> = {
  high: "from above",
  low: "from below",
  "birds-eye": "bird's eye view",
  "worms-eye": "worm's eye view",
  profile: "in profile",
  back: "from behind",
}

/** An angle as an instruction asks for it: "from below". */
export const toAngleWords = (angle: Angle): string =>
  angleWords[angle] ?? angles[angle].label.toLowerCase()

/** A whole framing: "close-up, from below, 50 mm". */
export const toCameraWords = ({ size, angle, lens }: Camera): string =>
  [toSizeWords(size), toAngleWords(angle), ...(lens === null ? [] : [`${lens} mm`])].join(", ")
