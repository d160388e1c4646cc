import type { ContextPacket, Reference, ReferenceRole } from "@panelwright/core"

const meanings: Record<ReferenceRole, string> = {
  base: "the panel to edit",
  style: "the style to keep: line, tone and palette, not its content",
  character: "what a person of this panel looks like",
  location: "what the place looks like",
  neighbour: "the panel beside this one, to match",
  sketch: "the composition to keep: who stands where, and the frame",
}

/** The packet as words: its parts in their order, so that what stays the same comes first, then the pictures named. */
export function composePromptText(options: {
  readonly packet: ContextPacket
  readonly operation: "generate" | "edit"
  readonly references: readonly Pick<Reference, "role">[]
  /** What shows where to change something; null: the words alone. */
  readonly guide: "mask" | "markup" | null
}): string {
  const { packet, operation, references, guide } = options
  const parts = packet.prompt.map(({ label, text }) => `${label}: ${text}`)
  const pictures = references.map(({ role }, index) => `Picture ${index + 1} is ${meanings[role]}.`)
  const task = describeTask(operation, { guide, redraws: packet.instruction === null })
  return [...parts, ...pictures, task].join("\n")
}

function describeTask(
  operation: "generate" | "edit",
  how: { readonly guide: "mask" | "markup" | null; readonly redraws: boolean },
): string {
  if (operation === "generate")
    return "Draw this one storyboard panel, full frame, without borders."
  if (how.guide === "markup")
    return "Change picture 1 as the marks over it say: lines are what to draw there, arrows where something goes, notes what is meant. The marks themselves are not in the result. Keep everything else as it is."
  if (how.redraws)
    return "Redraw picture 1 in the style above. Keep who and what is in it, where they stand, and the frame."
  return how.guide === "mask"
    ? "Change only what is asked for now, inside the masked region. Leave the rest as it is."
    : "Change only what is asked for now in picture 1. Keep everything else as it is."
}
