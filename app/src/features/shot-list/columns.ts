import {
  angles,
  formatSecondsAndFrames,
  movements,
  panelStatuses,
  sizes,
  type Character,
  type FrameRateName,
  type Panel,
} from "@panelwright/core"
import { statusLooks } from "../panel/panel-status.tsx"

export const columnIds = [
  "number",
  "picture",
  "size",
  "angle",
  "movement",
  "lens",
  "action",
  "dialogue",
  "cast",
  "length",
  "status",
] as const
export type ColumnId = (typeof columnIds)[number]

export interface ColumnContext {
  readonly characters: readonly Character[]
  readonly frameRate: FrameRateName
}

export interface Column {
  readonly label: string
  /** Of the table at its least width, in pixels; words take what is left. */
  readonly width: number
  /** How it is changed; null: it can't be. */
  readonly editor: "choice" | "line" | "words" | null
  /** What the cell says, and what is edited where it is a line. */
  readonly read: (panel: Panel, context: ColumnContext) => string
  /** Null: it is not sorted by. */
  readonly compare: ((one: Panel, other: Panel) => number) | null
}

const orderOf = (codes: readonly string[], code: string) => codes.indexOf(code)
const sizeOrder = Object.keys(sizes)
const statusOrder: readonly string[] = panelStatuses
const byText = (read: (panel: Panel) => string) => (one: Panel, other: Panel) =>
  read(one).localeCompare(read(other))

export const columns: Record<ColumnId, Column> = {
  number: {
    label: "Panel",
    width: 66,
    editor: null,
    read: ({ number }) => number,
    compare: (one, other) => one.index - other.index,
  },
  picture: { label: "Picture", width: 108, editor: null, read: () => "", compare: null },
  size: {
    label: "Size",
    width: 48,
    editor: "choice",
    read: ({ camera }) => sizes[camera.size].abbreviation,
    compare: (one, other) =>
      orderOf(sizeOrder, one.camera.size) - orderOf(sizeOrder, other.camera.size),
  },
  angle: {
    label: "Angle",
    width: 52,
    editor: "choice",
    read: ({ camera }) => angles[camera.angle].abbreviation,
    compare: byText(({ camera }) => camera.angle),
  },
  movement: {
    label: "Move",
    width: 72,
    editor: "choice",
    read: ({ camera }) => movements[camera.movement].abbreviation,
    compare: byText(({ camera }) => camera.movement),
  },
  lens: {
    label: "Lens",
    width: 48,
    editor: "line",
    read: ({ camera }) => (camera.lens === null ? "" : String(camera.lens)),
    compare: (one, other) => (one.camera.lens ?? 0) - (other.camera.lens ?? 0),
  },
  action: {
    label: "Action",
    width: 240,
    editor: "words",
    read: ({ action }) => action,
    compare: byText(({ action }) => action),
  },
  dialogue: {
    label: "Dialogue",
    width: 200,
    editor: "words",
    read: ({ dialogue }) => dialogue,
    compare: byText(({ dialogue }) => dialogue),
  },
  cast: {
    label: "Cast",
    width: 92,
    editor: "line",
    read: ({ cast }, { characters }) =>
      characters
        .filter(({ id }) => cast.includes(id))
        .map(({ name }) => name)
        .join(", "),
    compare: null,
  },
  length: {
    label: "Length",
    width: 58,
    editor: "line",
    read: ({ frames }, { frameRate }) => formatSecondsAndFrames(frames, frameRate),
    compare: (one, other) => one.frames - other.frames,
  },
  status: {
    label: "Status",
    width: 96,
    editor: "choice",
    read: ({ status }) => statusLooks[status].label,
    compare: (one, other) => orderOf(statusOrder, one.status) - orderOf(statusOrder, other.status),
  },
}
