import {
  angles,
  compareWords,
  findPicture,
  movements,
  panelWordFields,
  sizes,
  toRatio,
  type Panel,
  type PanelWordField,
  type Storyboard,
} from "@panelwright/core"
import { ImageOff, X } from "lucide-react"
import type { ReactNode } from "react"
import { assetUrl } from "../../api/asset-url.ts"
import { IconButton } from "../../ui/icon-button.tsx"
import { statusLooks } from "../panel/panel-status.tsx"

export interface PanelSide {
  /** When: `Today 14:32`, the name of a version, `Now`. */
  readonly name: string
  readonly storyboard: Storyboard
}

export interface PanelComparisonProps {
  readonly panelId: string
  readonly then: PanelSide
  readonly other: PanelSide
  readonly actions: ReactNode
  readonly onClose: () => void
}

const wordLabels: Record<PanelWordField, string> = {
  action: "Action",
  dialogue: "Dialogue",
  sound: "Sound",
  notes: "Notes",
}

const findPanel = ({ panels }: Storyboard, id: string) =>
  panels.find((panel) => panel.id === id) ?? null

/** One panel at two moments, side by side: the picture, and the words with what differs marked. */
export function PanelComparison(props: PanelComparisonProps) {
  const { panelId, then, other, actions, onClose } = props
  const before = findPanel(then.storyboard, panelId)
  const after = findPanel(other.storyboard, panelId)
  const number = before?.number ?? after?.number ?? ""
  return (
    <section
      aria-label={`Panel ${number} then and now`}
      className="flex flex-col gap-3 border-b bg-surface p-4"
    >
      <header className="flex flex-wrap items-center gap-2">
        <h3 className="flex-1 text-base font-semibold">Panel {number}</h3>
        {actions}
        <IconButton label="Close the comparison" icon={X} onClick={onClose} />
      </header>
      <div className="grid grid-cols-2 gap-4">
        <Side side={then} panel={before} against={after} mark="removed" />
        <Side side={other} panel={after} against={before} mark="added" />
      </div>
    </section>
  )
}

function Side(props: {
  readonly side: PanelSide
  readonly panel: Panel | null
  readonly against: Panel | null
  readonly mark: "removed" | "added"
}) {
  const { side, panel, against, mark } = props
  const picture = panel && findPicture(panel)
  return (
    <div className="flex min-w-0 flex-col gap-2 text-sm">
      <h4 className="truncate text-xs font-medium text-text-2">{side.name}</h4>
      <div
        className="flex max-h-64 items-center justify-center overflow-hidden rounded-md border bg-bg"
        style={{ aspectRatio: toRatio(side.storyboard.settings.aspectRatio) }}
      >
        {picture ? (
          <img
            src={assetUrl(picture.asset, 1280)}
            alt={`Panel ${panel.number}, ${side.name}`}
            className="size-full object-contain"
          />
        ) : (
          <ImageOff aria-hidden size={22} strokeWidth={1.25} className="text-text-3" />
        )}
      </div>
      {panel === null ? (
        <p className="text-text-2">The panel was not there.</p>
      ) : (
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1 max-sm:grid-cols-1">
          {panelWordFields
            .filter((field) => panel[field] !== "" || (against?.[field] ?? "") !== "")
            .map((field) => (
              <Row key={field} name={wordLabels[field]}>
                <Words
                  before={mark === "removed" ? panel[field] : (against?.[field] ?? panel[field])}
                  after={mark === "removed" ? (against?.[field] ?? panel[field]) : panel[field]}
                  show={mark}
                />
              </Row>
            ))}
          {listFacts(panel, side.storyboard).map(([name, fact], index) => {
            const differs =
              against !== null && listFacts(against, side.storyboard)[index]?.[1] !== fact
            return (
              <Row key={name} name={name}>
                {differs ? <Mark kind={mark}>{fact}</Mark> : fact}
              </Row>
            )
          })}
        </dl>
      )}
    </div>
  )
}

const Row = (props: { readonly name: string; readonly children: ReactNode }) => (
  <>
    <dt className="text-xs leading-5 text-text-3">{props.name}</dt>
    <dd className="min-w-0 break-words whitespace-pre-wrap">{props.children}</dd>
  </>
)

function listFacts(panel: Panel, { characters }: Storyboard): [name: string, fact: string][] {
  const { camera, cast, frames, status } = panel
  const names = cast.map((id) => characters.find((character) => character.id === id)?.name ?? "?")
  return [
    [
      "Camera",
      [
        sizes[camera.size].label,
        angles[camera.angle].label,
        movements[camera.movement].label,
        camera.lens === null ? null : `${camera.lens} mm`,
      ]
        .filter((part) => part !== null)
        .join(" · "),
    ],
    ["Cast", names.join(", ") || "Nobody"],
    ["Length", `${frames} frames`],
    ["Status", statusLooks[status].label],
  ]
}

function Words(props: {
  readonly before: string
  readonly after: string
  readonly show: "removed" | "added"
}) {
  const runs = compareWords(props.before, props.after)
  return runs.map(({ kind, text }, index) => {
    const key = `${index} ${kind}`
    if (kind === "same") return <span key={key}>{text}</span>
    return kind === props.show ? (
      <Mark key={key} kind={kind}>
        {text}
      </Mark>
    ) : null
  })
}

function Mark(props: { readonly kind: "removed" | "added"; readonly children: string }) {
  return props.kind === "removed" ? (
    <del className="rounded-xs bg-danger/20 decoration-danger">{props.children}</del>
  ) : (
    <ins className="rounded-xs bg-ok/20 decoration-ok underline-offset-2">{props.children}</ins>
  )
}
