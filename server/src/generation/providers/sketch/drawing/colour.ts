/** Red, green and blue, 0–255. */
export type Colour = readonly [number, number, number]

export const parseColour = (hex: string): Colour => [
  Number.parseInt(hex.slice(1, 3), 16),
  Number.parseInt(hex.slice(3, 5), 16),
  Number.parseInt(hex.slice(5, 7), 16),
]

export const toHex = (colour: Colour) =>
  `#${colour
    .map((part) =>
      Math.round(Math.min(255, Math.max(0, part)))
        .toString(16)
        .padStart(2, "0"),
    )
    .join("")}`

export const mixColours = (a: Colour, b: Colour, share: number): Colour => [
  a[0] + (b[0] - a[0]) * share,
  a[1] + (b[1] - a[1]) * share,
  a[2] + (b[2] - a[2]) * share,
]

export const brightness = ([red, green, blue]: Colour) =>
  (0.299 * red + 0.587 * green + 0.114 * blue) / 255

/** How far from grey, 0–1. */
export const chroma = (colour: Colour) => (Math.max(...colour) - Math.min(...colour)) / 255
