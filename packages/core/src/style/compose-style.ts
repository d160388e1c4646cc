import type { Hand, Look, Style } from "../context/style.ts"
import type { SceneId } from "../identity/identity.ts"
import type { ShortRecipe } from "../panel/variant.ts"

export const handFields = [
  "words",
  "look",
  "palette",
  "line",
  "shading",
  "contrast",
  "anchors",
  "rules",
  "forbidden",
] as const satisfies readonly (keyof Hand)[]

/** The look of its own that a scene has; null: it looks as the storyboard does. */
export const findSceneLook = (style: Style, sceneId: SceneId): Look | null =>
  style.scenes[sceneId] ?? null

const withLook = (style: Style, look: Look | null): Style => {
  if (look === null) return style
  const said = Object.fromEntries(
    handFields.filter((field) => look[field] !== undefined).map((field) => [field, look[field]]),
  )
  return { ...style, ...said }
}

/**
 * The style that a panel of that scene is drawn in. `trial` is a look to be tried on it. What other scenes look like
 * is left out, so that a change there makes nothing here another request.
 */
export const composeStyle = (style: Style, sceneId: SceneId, trial: Look | null = null): Style => ({
  ...withLook(withLook(style, findSceneLook(style, sceneId)), trial),
  scenes: {},
})

const prime = 0x100000001b3n
const offset = 0xcbf29ce484222325n

/** FNV-1a of 64 bits, as 16 hexadecimal digits. */
function hash(text: string): string {
  let value = offset
  for (let index = 0; index < text.length; index += 1)
    value = BigInt.asUintN(64, (value ^ BigInt(text.charCodeAt(index))) * prime)
  return value.toString(16).padStart(16, "0")
}

/**
 * Two styles that draw alike have one mark, whatever their version: going back to an earlier style makes the pictures
 * of that time right again.
 */
export const toStyleMark = (style: Hand): string =>
  hash(JSON.stringify(handFields.map((field) => toPlain(style[field]))))

/** In one order of keys, whatever order they were written in. */
const toPlain = (value: Hand[keyof Hand]): unknown =>
  typeof value === "object" && "weight" in value ? [value.weight, value.roughness] : value

/** What tells whether a picture is out of style: the style of its scene now, and that style's mark. */
export interface StyleNow {
  readonly style: Style
  readonly mark: string
}

export const createStyleNow = (style: Style): StyleNow => ({ style, mark: toStyleMark(style) })

/** Whether a picture was made in another style than this one. What came from outside never had one. */
export function isOutOfStyle(recipe: ShortRecipe, now: StyleNow): boolean {
  if (recipe.operation === "upload") return false
  return recipe.styleMark === undefined
    ? recipe.styleVersion < now.style.version
    : recipe.styleMark !== now.mark
}
