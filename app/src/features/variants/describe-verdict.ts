import { styleWorthALook, type ShortRecipe, type StyleReason } from "@panelwright/core"

/** Small changes must not read as none: anything above 0 says at least this. */
const leastShown = 0.1

export function formatShare(share: number): string {
  if (share === 0) return "0"
  const percent = share * 100
  if (percent < leastShown) return `< ${leastShown} %`
  return percent < 10 ? `${percent.toFixed(1)} %` : `${Math.round(percent)} %`
}

/** Below this, what was drawn is hardly found in the picture. */
const drawingWorthALook = 0.35

export interface Verdict {
  /** `inside changed 38 % · outside 0 · style 0.93`; empty when nothing is known. */
  readonly words: string
  /** Why it is worth a second look, in sentences; none: it is not. */
  readonly warnings: readonly string[]
}

const isSaid = (words: string | false | null | undefined): words is string =>
  typeof words === "string"

const join = (reasons: readonly StyleReason[]) => reasons.map((one) => one.replaceAll("-", " "))

/** What an edit did, measured: its changes inside and outside the region, the drawing it followed, and the style. */
export function describeVerdict(
  { change, composition }: Pick<ShortRecipe, "change" | "composition">,
  style: { readonly style: number | null; readonly reasons: readonly StyleReason[] } | null,
): Verdict {
  const score = style?.style ?? null
  const restored = change?.restored ?? 0
  const words = [
    change?.masked && `inside changed ${formatShare(change.inside)}`,
    change?.masked && `outside ${formatShare(change.outside)}`,
    change && !change.masked && `changed ${formatShare(change.inside)}`,
    composition !== undefined && `drawing followed ${formatShare(composition)}`,
    score !== null && `style ${score.toFixed(2)}`,
  ]
  const warnings = [
    change !== null &&
      change.outside > 0 &&
      "Pixels outside the region differ from the picture before.",
    restored > 0 &&
      `The provider had changed ${formatShare(restored)} outside the region. The server put it back.`,
    composition !== undefined &&
      composition < drawingWorthALook &&
      "Little of the drawing is found in the picture.",
    score !== null &&
      score < styleWorthALook &&
      `It stands apart from the storyboard's style${style && style.reasons.length > 0 ? `: ${join(style.reasons).join(", ")}` : ""}.`,
  ]
  return { words: words.filter(isSaid).join(" · "), warnings: warnings.filter(isSaid) }
}
