import { defaultStyle, styleLooks, type Style } from "@panelwright/core"

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

const palettes: readonly Style["palette"][] = [
  ["#1d1f24", "#4a4e57", "#8b8f98", "#c9cbcf", "#f7f4ec"],
  ["#2b1d12", "#5f4630", "#9c7d5b", "#d6c0a0", "#f8efdd"],
  ["#0e1626", "#26385c", "#5b7299", "#aebdd3", "#eef2f7"],
  ["#14221f", "#2f4f49", "#6d9089", "#b9cfc9", "#f1f5f0"],
  ["#000000", "#333333", "#7a7a7a", "#cccccc", "#ffffff"],
  ["#2a0f14", "#7a2b2f", "#c4685a", "#eab89e", "#fdf1e6", "#d9a441"],
  ["#1b1030", "#4b2f74", "#8c6bb1", "#c9b6dc", "#f5f0fa"],
  ["#10201a", "#3f6b3a", "#8fae5d", "#d3d9a0", "#fbf8e3"],
]

/** A style among endless others, the same for a number each time. Neighbours share nothing but chance. */
export function createSampleStyle(index: number): Style {
  const random = createRandom(index + 101)
  const pick = <Item>(items: readonly Item[], fallback: Item) =>
    items[Math.floor(random() * items.length)] ?? fallback
  return {
    ...defaultStyle,
    look: pick(styleLooks, "pencil"),
    palette: pick(palettes, defaultStyle.palette),
    line: { weight: random(), roughness: random() },
    shading: random(),
    contrast: random(),
  }
}
