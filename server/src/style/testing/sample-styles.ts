import { defaultStyle, styleLooks, type Style } from "@panelwright/core"
import { fromOklab } from "@panelwright/core/style"

/** Numbers from 0 to 1 that follow from a seed (Marsaglia's xorshift of 32 bits). */
export function createRandom(seed: number): () => number {
  let state = (seed * 2_654_435_761 + 1) >>> 0 || 1
  const next = () => {
    state ^= state << 13
    state >>>= 0
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return state / 0x1_0000_0000
  }
  for (let warming = 0; warming < 8; warming += 1) next()
  return next
}

/** From ink to paper by way of two hues, as strong or as faint as chance has it; one in five is grey. */
function createPalette(random: () => number): string[] {
  const grey = random() < 0.2 ? 0 : 1
  const dark = { hue: random() * 2 * Math.PI, chroma: grey * (0.01 + random() * 0.07) }
  const light = { hue: random() * 2 * Math.PI, chroma: grey * (0.005 + random() * 0.035) }
  const [first, last] = [0.12 + random() * 0.15, 0.9 + random() * 0.09]
  return [0, 0.28, 0.55, 0.8, 1].map((way) => {
    const mix = (one: number, other: number) => one + (other - one) * way
    const point = (turn: (angle: number) => number) =>
      mix(dark.chroma * turn(dark.hue), light.chroma * turn(light.hue))
    const bytes = fromOklab([mix(first, last), point(Math.cos), point(Math.sin)])
    return `#${bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("")}`
  })
}

/** A style among endless others, the same for a number each time. Neighbours share nothing but chance. */
export function createSampleStyle(index: number): Style {
  const random = createRandom(index + 101)
  const pick = <Item>(items: readonly Item[], fallback: Item) =>
    items[Math.floor(random() * items.length)] ?? fallback
  return {
    ...defaultStyle,
    look: pick(styleLooks, "pencil"),
    palette: createPalette(random),
    line: { weight: random(), roughness: random() },
    shading: random(),
    contrast: random(),
  }
}
