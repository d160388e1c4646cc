import type { ContextPacket, PromptPart } from "@panelwright/core"

/**
 * What comes first weighs most with models that read a caption in pieces of 77 tokens, so it is the other way round
 * than for those that read it whole. What the panels beside it show would end up in this one: it is left out.
 */
const order: readonly PromptPart["origin"][] = [
  "instruction",
  "panel",
  "shot",
  "character",
  "location",
  "style",
]

/** Words that are heard would be drawn as lettering. */
const heard = new Set(["Dialogue", "Sound"])

const join = (texts: readonly string[]) => texts.filter((text) => text !== "").join(". ")

/** The packet for diffusion models: what is to be seen, and what is not. */
export function composeCaption(packet: ContextPacket): {
  readonly positive: string
  readonly negative: string
} {
  const textsOf = (origin: PromptPart["origin"]) =>
    packet.prompt
      .filter((part) => part.origin === origin && !heard.has(part.label))
      .map(({ label, text }) => (origin === "character" ? `${label}: ${text.trim()}` : text.trim()))
  return {
    positive: join(order.flatMap(textsOf)),
    negative: join(textsOf("forbidden")),
  }
}
