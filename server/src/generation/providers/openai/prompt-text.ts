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
  readonly masked: boolean
}): string {
  const { packet, operation, references, masked } = options
  const parts = packet.prompt.map(({ label, text }) => `${label}: ${text}`)
  const pictures = references.map(({ role }, index) => `Picture ${index + 1} is ${meanings[role]}.`)
  const task = describeTask(operation, { masked, redraws: packet.instruction === null })
  return [...parts, ...pictures, task].join("\n")
}

function describeTask(
  operation: "generate" | "edit",
  how: { readonly masked: boolean; readonly redraws: boolean },
): string {
  if (operation === "generate")
    return "Draw this one storyboard panel, full frame, without borders."
  if (how.redraws)
    return "Redraw picture 1 in the style above. Keep who and what is in it, where they stand, and the frame."
  return how.masked
    ? "Change only what is asked for now, inside the masked region. Leave the rest as it is."
    : "Change only what is asked for now in picture 1. Keep everything else as it is."
}
