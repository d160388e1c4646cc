import type { RerunJudgement, RerunReason } from "@panelwright/core"

const outcomes: Record<RerunJudgement["outcome"], string> = {
  exact: "Running it again gives the same picture, to the pixel.",
  close: "Running it again gives a picture close to this one",
  cannot: "It can’t be made again",
}

function describeReason(reason: RerunReason): string {
  switch (reason.kind) {
    case "no-seed":
      return `${reason.provider} has no seed`
    case "model-unknown":
      return `it was drawn by ${reason.was}, which may have been exchanged since`
    case "model-changed":
      return `the model was ${reason.was} and is ${reason.now}`
    case "style-changed":
      return `the style was at version ${reason.was} and is at ${reason.now}`
    case "storyboard-changed":
      return "the storyboard says something else now"
    case "provider-gone":
      return `${reason.provider} is not set up any more`
    case "reference-gone":
      return reason.assets.length === 1
        ? "a reference picture is gone"
        : `${reason.assets.length} reference pictures are gone`
    case "parent-gone":
      return "the picture that it was made from is gone"
    case "mask-gone":
      return "its region is gone"
    case "panel-gone":
      return "its panel is gone"
    case "panel-locked":
      return "the panel is approved"
    case "not-made-here":
      return "it was not made here"
  }
}

/** The honest answer to "run again", as a sentence. */
export function describeRerun({ outcome, reasons }: RerunJudgement): string {
  const words = outcomes[outcome]
  if (outcome === "exact" || reasons.length === 0) return words.replace(/\.?$/, ".")
  return `${words}: ${reasons.map(describeReason).join(", ")}.`
}
