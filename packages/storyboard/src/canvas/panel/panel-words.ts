import {
  angles,
  formatSecondsAndFrames,
  isOpen,
  movements,
  sizes,
  type FrameRateName,
  type GenerationFailure,
  type Job,
  type Panel,
  type PanelStatus,
} from "@panelwright/core"

export interface Chip {
  readonly text: string
  readonly title: string
}

/** Size always; angle and movement only where they are not what one expects anyway. */
export function listChips({ camera }: Panel): Chip[] {
  const chips: Chip[] = [{ text: sizes[camera.size].abbreviation, title: sizes[camera.size].label }]
  if (camera.angle !== "eye-level")
    chips.push({ text: angles[camera.angle].abbreviation, title: angles[camera.angle].label })
  if (camera.movement !== "static")
    chips.push({
      text: movements[camera.movement].abbreviation,
      title: movements[camera.movement].label,
    })
  if (camera.lens !== null)
    chips.push({ text: `${camera.lens} mm`, title: `Lens ${camera.lens} mm` })
  return chips
}

export const statusLabels = {
  draft: "Draft",
  "in-review": "In review",
  approved: "Approved",
  revise: "To revise",
  omitted: "Omitted",
} as const satisfies Record<PanelStatus, string>

export const formatDuration = (frames: number, rate: FrameRateName): string =>
  formatSecondsAndFrames(frames, rate)

export const formatOpenComments = (count: number): string =>
  `${count} open ${count === 1 ? "comment" : "comments"}`

const failureWords = {
  auth: "The provider did not accept the key",
  "rate-limited": "The provider is busy",
  refused: "The provider refused it",
  invalid: "The provider could not use the request",
  timeout: "The provider took too long",
  unreachable: "The provider could not be reached",
  "bad-output": "The provider sent no usable picture",
  "not-understood": "The words were not understood",
  "panel-gone": "The panel was deleted",
  "panel-locked": "The panel is approved",
  "no-picture": "There is no picture to change",
  "mask-size": "The region does not fit the picture",
  interrupted: "It was interrupted",
} as const satisfies Record<GenerationFailure["kind"], string>

export function describeJobFailure(job: Job): string {
  if (job.state === "unknown") return "It is not known whether it worked"
  return job.failure === null ? "It failed" : failureWords[job.failure.kind]
}

/** What a screen reader says for a panel. */
export function describePanel(panel: Panel, rate: FrameRateName): string {
  const { camera } = panel
  const openComments = panel.comments.filter(isOpen).length
  const parts = [
    `Panel ${panel.number}`,
    sizes[camera.size].label,
    angles[camera.angle].label,
    movements[camera.movement].label,
    `${formatDuration(panel.frames, rate)} seconds and frames`,
    statusLabels[panel.status],
    openComments === 0 ? "" : formatOpenComments(openComments),
    panel.action,
    panel.dialogue,
  ]
  return parts.filter((part) => part !== "").join(". ")
}
