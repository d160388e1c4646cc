import {
  findPicture,
  type AssetId,
  type Capabilities,
  type ContextPacket,
  type Panel,
  type Reference,
  type ReferenceRole,
} from "@panelwright/core"

type Candidate = Omit<Reference, "bytes">

const of = (role: ReferenceRole, ids: readonly AssetId[]): Candidate[] =>
  ids.map((assetId) => ({ role, assetId }))

/**
 * Which pictures guide a provider, best first and within what it takes: the picture to be edited, then what holds
 * the storyboard together (style anchors, the sheets of who is in the shot, the place), then the blocking sketch of
 * a first picture, then the panels beside it.
 */
export function listReferences(options: {
  readonly packet: ContextPacket
  readonly panel: Panel
  readonly base: AssetId | null
  readonly capabilities: Capabilities
}): Candidate[] {
  const { packet, panel, base, capabilities } = options
  const shown = findPicture(panel)
  const isSketch = base === null && shown?.recipe.provider === "sketch"

  const candidates = [
    ...of("base", base === null ? [] : [base]),
    ...of("style", packet.style.anchors.slice(0, 3)),
    ...packet.characters.flatMap(({ sheet }) => of("character", sheet.slice(0, 2))),
    ...of("location", packet.location?.sheet.slice(0, 2) ?? []),
    ...of("sketch", isSketch && shown ? [shown.asset] : []),
    ...of("style", packet.style.anchors.slice(3)),
    ...packet.neighbours.flatMap(({ picture }) =>
      of("neighbour", picture === null ? [] : [picture]),
    ),
  ]
  const seen = new Set<AssetId>()
  return candidates
    .filter(({ role, assetId }) => {
      if (!capabilities.referenceRoles.includes(role) || seen.has(assetId)) return false
      seen.add(assetId)
      return true
    })
    .slice(0, capabilities.maxReferences)
}
