import type { AssetId, SceneId } from "../../identity/identity.ts"
import type { Variant } from "../../panel/variant.ts"
import type { Storyboard } from "../../storyboard/storyboard.ts"
import {
  findStyleGroup,
  listProfilePictures,
  type ProfilePictures,
} from "../list-profile-pictures.ts"
import { styleWorthALook, type StyleReport, type StyleScore } from "../style-report.ts"
import type { Fingerprint } from "./fingerprint.ts"
import { judgeStyle } from "./judge-style.ts"
import { createProfile } from "./profile.ts"

/** A storyboard with more pictures has its newest ones judged. */
export const mostJudged = 4000
const mostOutliers = 3

/** The variants that a report is about, in story order. */
export function listJudged({ panels }: Pick<Storyboard, "panels">): Variant[] {
  const all = panels.flatMap(({ variants }) => variants)
  if (all.length <= mostJudged) return all
  const newest = new Set(
    all
      .toSorted((one, other) => other.createdAt - one.createdAt)
      .slice(0, mostJudged)
      .map(({ id }) => id),
  )
  return all.filter(({ id }) => newest.has(id))
}

/** Every picture whose fingerprint a report needs. */
export const listMeasured = (storyboard: Pick<Storyboard, "panels" | "style">): AssetId[] => [
  ...new Set([
    ...listGroups(storyboard).flatMap((group) => listProfilePictures(storyboard, group).pictures),
    ...listJudged(storyboard).map(({ asset }) => asset),
  ]),
]

const listGroups = (storyboard: Pick<Storyboard, "panels" | "style">): (SceneId | null)[] => [
  ...new Set([
    null,
    ...storyboard.panels.map(({ sceneId }) => findStyleGroup(storyboard, sceneId)),
  ]),
]

/** How well each picture belongs, from the fingerprints that are known so far. */
export function composeStyleReport(options: {
  readonly storyboard: Pick<Storyboard, "panels" | "style">
  readonly fingerprints: ReadonlyMap<AssetId, Fingerprint>
  readonly pending: number
}): StyleReport {
  const { storyboard, fingerprints, pending } = options
  const groups = new Map(
    listGroups(storyboard).map((group) => [group, listProfilePictures(storyboard, group)]),
  )
  const groupOf = new Map(
    storyboard.panels.map(({ id, sceneId }) => [id, findStyleGroup(storyboard, sceneId)]),
  )
  const judge = ({ id, panelId, asset }: Variant): StyleScore => {
    const fingerprint = fingerprints.get(asset)
    const profile = createProfileFor(asset, groups.get(groupOf.get(panelId) ?? null), fingerprints)
    if (!fingerprint || !profile) return { variantId: id, panelId, style: null, reasons: [] }
    const { score, reasons } = judgeStyle(fingerprint, profile)
    return { variantId: id, panelId, style: score, reasons: [...reasons] }
  }
  const variants = listJudged(storyboard).map(judge)
  const shown = new Set(storyboard.panels.map(({ picture }) => picture))
  const known = variants.flatMap((score) =>
    score.style !== null && score.style < styleWorthALook && shown.has(score.variantId)
      ? [{ score, style: score.style }]
      : [],
  )
  const { source = "none", pictures = [] } = groups.get(null) ?? {}
  return {
    profile: { source, pictures: [...pictures] },
    variants,
    outliers: known
      .toSorted((one, other) => one.style - other.style)
      .slice(0, mostOutliers)
      .map(({ score }) => score),
    pending,
  }
}

/** Without the picture itself: nothing is unlike itself. */
function createProfileFor(
  asset: AssetId,
  guides: ProfilePictures | undefined,
  fingerprints: ReadonlyMap<AssetId, Fingerprint>,
) {
  const members = guides?.pictures ?? []
  return createProfile(
    members.flatMap((member) => (member === asset ? [] : (fingerprints.get(member) ?? []))),
  )
}
