import type { ScriptElement, ScriptScene } from "./script.ts"

const opening = /^FADE (?:IN|UP)(?: ON| FROM BLACK)?[.:]?$/i

/** The scenes of a script. What stands before the first heading is a scene only when something is seen or said in it. */
export function toScenes(elements: readonly ScriptElement[]): ScriptScene[] {
  const scenes: ScriptScene[] = []
  let start = 0
  for (let index = 1; index <= elements.length; index += 1) {
    const next = elements[index]
    if (next && next.kind !== "heading") continue
    const scene = toScene(elements.slice(start, index))
    if (scene) scenes.push(scene)
    start = index
  }
  return scenes
}

function toScene(elements: readonly ScriptElement[]): ScriptScene | null {
  const [first] = elements
  const to = elements.at(-1)?.to
  if (!first || to === undefined) return null
  if (first.kind === "heading") {
    const { heading, number, setting, place, timeOfDay, from } = first
    return { heading, number, setting, place, timeOfDay, from, to, elements }
  }
  const own = elements.filter(({ kind }) => kind !== "title-page")
  if (!own.some(isSeenOrSaid)) return null
  return {
    heading: "",
    number: null,
    setting: null,
    place: "",
    timeOfDay: null,
    from: own[0]?.from ?? first.from,
    to,
    elements: own,
  }
}

function isSeenOrSaid({ kind, text }: ScriptElement): boolean {
  if (kind === "action") return !opening.test(text.trim())
  return kind === "dialogue" || kind === "lyric" || kind === "centred"
}
