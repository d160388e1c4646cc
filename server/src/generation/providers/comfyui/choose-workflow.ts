import type { Capabilities, ImageRequest } from "@panelwright/core"
import {
  isPictureSlot,
  listSlots,
  pictureSlots,
  type PictureSlot,
  type Workflow,
} from "./workflow.ts"

type Wish = Pick<ImageRequest, "operation" | "quality" | "mask" | "references">

/** Which pictures there are for a request. Of a first picture, the blocking sketch is what it starts from. */
function listAvailable({ operation, mask, references }: Wish): Set<PictureSlot> {
  const available = new Set<PictureSlot>()
  for (const { role } of references) {
    if (role === "base") available.add("image")
    else available.add(role)
    if (role === "sketch" && operation === "generate") available.add("image")
  }
  if (mask !== null) available.add("mask")
  return available
}

const listPictures = (workflow: Workflow): PictureSlot[] =>
  listSlots(workflow).filter(isPictureSlot)

/** The one that uses most of the pictures there are and wants no others; the operator's own go first. */
export function chooseWorkflow(workflows: readonly Workflow[], wish: Wish): Workflow | null {
  const available = listAvailable(wish)
  const rank = (workflow: Workflow) => {
    const used = listPictures(workflow)
    return (
      (wish.mask !== null && used.includes("mask") ? 1000 : 0) +
      (workflow.own ? 100 : 0) +
      (workflow.quality === wish.quality ? 10 : 0) +
      used.length
    )
  }
  const [best] = workflows
    .filter(({ quality }) => quality === "any" || quality === wish.quality)
    .filter((workflow) => {
      const used = listPictures(workflow)
      if (wish.operation === "edit" && !used.includes("image")) return false
      return used.every((slot) => available.has(slot))
    })
    .toSorted((one, other) => rank(other) - rank(one))
  return best ?? null
}

/** What a server can do with the workflows that it has. */
export function deriveCapabilities(workflows: readonly Workflow[]): Capabilities {
  const sets = workflows.map((workflow) => new Set<string>(listPictures(workflow)))
  const has = (slot: PictureSlot) => sets.some((set) => set.has(slot))
  const edit = has("image")
  const roles = pictureSlots.flatMap((slot) => {
    if (slot === "mask") return []
    if (slot === "image") return edit ? (["base", "sketch"] as const) : []
    return has(slot) ? [slot] : []
  })
  const referenceRoles = [...new Set(roles)]
  const guided = referenceRoles.some((role) => role !== "base" && role !== "sketch")
  return {
    edit,
    mask: sets.some((set) => set.has("image") && set.has("mask"))
      ? "native"
      : edit
        ? "composite"
        : "none",
    markup: false,
    // Of each kind the first is used; a warning tells of the rest.
    maxReferences: edit || referenceRoles.length > 0 ? (guided ? 8 : 1) : 0,
    referenceRoles,
    seed: workflows.every((workflow) => listSlots(workflow).includes("seed")),
    partials: true,
    cancel: "server",
    cost: "free",
    dataPolicy: { stores: true, trains: false, region: null },
  }
}
