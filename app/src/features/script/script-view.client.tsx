import {
  findPicture,
  maxScriptLength,
  parseFountain,
  type Panel,
  type PanelId,
} from "@panelwright/core"
import { getRoots } from "@panelwright/document"
import { useStoryboard } from "@panelwright/storyboard/connection"
import { memo, useDeferredValue, useLayoutEffect, useMemo, useRef, useState } from "react"
import { assetUrl } from "../../api/asset-url.ts"
import { classNames } from "../../ui/class-names.ts"
import { useSharedText } from "../words/use-shared-text.ts"
import { useEditRefusal } from "../workspace/use-edit-refusal.ts"
import { useSelection, useWorkspace } from "../workspace/workspace-context.tsx"
import { SceneOutline } from "./scene-outline.tsx"
import { cutScript, stackCards, type Stretch } from "./passages.ts"

const cardWidth = 132
const cardGap = 8
/** The number under the picture. */
const captionHeight = 20

const textStyle =
  "col-start-1 row-start-1 m-0 block w-full resize-none overflow-hidden border-0 px-4 py-6 font-script text-[15px] leading-5 whitespace-pre-wrap wrap-break-word outline-none"

export function ScriptView() {
  const { session } = useWorkspace()
  const script = useStoryboard(session, (state) => state.script)
  const panels = useStoryboard(session, (state) => state.panels)
  const readOnly = useEditRefusal() !== null
  const text = useMemo(() => getRoots(session.doc).script, [session])
  const area = useSharedText(text, { origin: session.origin, readOnly })
  const mirror = useRef<HTMLDivElement>(null)
  const later = useDeferredValue(script)
  const stretches = useMemo(() => cutScript(parseFountain(later), later, panels), [later, panels])
  const bare = stretches.filter(({ uncovered }) => uncovered).length
  return (
    <div className="absolute inset-0 flex flex-col">
      <header className="flex h-10 shrink-0 items-center gap-3 border-b px-4 text-text-2">
        <h2 className="font-semibold text-text">Script</h2>
        <span className="flex-1 truncate text-xs">
          Fountain. Everybody writes in the same text; panels keep to their words.
        </span>
        {bare > 0 && (
          <span className="flex items-center gap-1.5 text-xs whitespace-nowrap">
            <span aria-hidden className="h-3 w-0 border-l-2 border-dashed border-warn" />
            {bare} {bare === 1 ? "passage" : "passages"} without a panel
          </span>
        )}
      </header>
      <div className="flex min-h-0 flex-1">
        <SceneOutline mirror={mirror} />
        <div className="min-h-0 min-w-0 flex-1 overflow-y-auto" data-script-scroll>
          <div className="mx-auto flex w-fit max-w-full">
            <div className="relative grid w-[640px] max-w-full min-w-0 shrink">
              <Mirror ref={mirror} text={later} stretches={stretches} />
              <textarea
                ref={area}
                aria-label="Script"
                data-shared-text
                spellCheck={false}
                maxLength={maxScriptLength}
                readOnly={readOnly}
                placeholder={"INT. LAMP ROOM - NIGHT\n\nMara climbs the last steps."}
                onBlur={() => session.undo.finishStep()}
                className={classNames(
                  textStyle,
                  "min-h-[60vh] bg-transparent text-transparent caret-text placeholder:text-text-3",
                )}
              />
            </div>
            <Margin mirror={mirror} stretches={stretches} panels={panels} />
          </div>
        </div>
      </div>
    </div>
  )
}

const kindStyles: Partial<Record<Stretch["kind"], string>> = {
  heading: "font-bold text-text",
  section: "text-text-3",
  synopsis: "text-text-3 italic",
  note: "text-text-3",
  boneyard: "text-text-3",
  "title-page": "text-text-3",
  transition: "text-text-2",
  parenthetical: "text-text-2",
  cue: "text-text-2",
}

interface MirrorProps {
  readonly text: string
  readonly stretches: readonly Stretch[]
  readonly ref: React.Ref<HTMLDivElement>
}

/** The same text under the field, set as a screenplay and marked; the field itself shows only the caret. */
const Mirror = memo(function Mirror({ text, stretches, ref }: MirrorProps) {
  const { selection } = useWorkspace()
  const selected = useSelection()
  return (
    <div ref={ref} aria-hidden className={classNames(textStyle, "text-text")}>
      {stretches.map((stretch) => (
        <StretchText
          key={stretch.from}
          stretch={stretch}
          words={text.slice(stretch.from, stretch.to)}
          selected={stretch.panelIds.some((id) => selected.includes(id))}
          onPick={(ids) => selection.set(ids)}
        />
      ))}
      {"\n"}
    </div>
  )
})

interface StretchTextProps {
  readonly stretch: Stretch
  readonly words: string
  readonly selected: boolean
  readonly onPick: (panelIds: readonly PanelId[]) => void
}

const StretchText = memo(
  function StretchText({ stretch, words, selected }: StretchTextProps) {
    return (
      <span
        data-from={stretch.from}
        className={classNames(
          kindStyles[stretch.kind],
          selected && "rounded-sm bg-accent/20",
          stretch.uncovered &&
            "underline decoration-warn decoration-dashed decoration-1 underline-offset-4",
        )}
      >
        {words}
      </span>
    )
  },
  (one, other) =>
    one.words === other.words &&
    one.selected === other.selected &&
    one.stretch.kind === other.stretch.kind &&
    one.stretch.from === other.stretch.from &&
    one.stretch.uncovered === other.stretch.uncovered,
)

interface MarginProps {
  readonly mirror: React.RefObject<HTMLDivElement | null>
  readonly stretches: readonly Stretch[]
  readonly panels: readonly Panel[]
}

function Margin({ mirror, stretches, panels }: MarginProps) {
  const { selection } = useWorkspace()
  const selected = useSelection()
  const pictured = panels.find((panel) => findPicture(panel))
  const shape = pictured ? findPicture(pictured) : null
  const pictureHeight = Math.round(cardWidth / (shape ? shape.width / shape.height : 16 / 9))
  const [tops, setTops] = useState<ReadonlyMap<PanelId, number>>(new Map())
  const anchored = useMemo(() => {
    const first = new Map<PanelId, number>()
    for (const { from, panelIds } of stretches)
      for (const id of panelIds) if (!first.has(id)) first.set(id, from)
    return first
  }, [stretches])

  useLayoutEffect(() => {
    const element = mirror.current
    if (!element) return
    const measure = () => {
      const placed = new Map<number, number>()
      for (const span of element.querySelectorAll<HTMLElement>("[data-from]"))
        placed.set(Number(span.dataset["from"]), span.offsetTop)
      setTops(new Map([...anchored].map(([id, from]) => [id, placed.get(from) ?? 0])))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [mirror, anchored])

  const shown = panels.filter(({ id }) => tops.has(id))
  const columns = 2
  const places = stackCards(
    shown.map(({ id }) => ({ top: tops.get(id) ?? 0, height: pictureHeight + captionHeight })),
    columns,
    cardGap,
  )
  return (
    <ul
      aria-label="Panels of the passages"
      className="relative shrink-0 border-l max-md:hidden"
      style={{ width: columns * (cardWidth + cardGap) + 24 }}
    >
      {shown.map((panel, index) => {
        const picture = findPicture(panel)
        const place = places[index]
        const isSelected = selected.includes(panel.id)
        return (
          <li
            key={panel.id}
            className="absolute"
            style={{
              top: place?.top ?? 0,
              left: 12 + (place?.column ?? 0) * (cardWidth + cardGap),
              width: cardWidth,
            }}
          >
            <button
              type="button"
              aria-pressed={isSelected}
              aria-label={`Panel ${panel.number}`}
              onClick={() => selection.set([panel.id])}
              className="group block w-full text-left"
            >
              <span
                className={classNames(
                  "block overflow-hidden rounded-sm border bg-surface",
                  isSelected
                    ? "border-accent outline-1 outline-accent"
                    : "group-hover:border-line-strong",
                )}
                style={{ height: pictureHeight }}
              >
                {picture && (
                  <img
                    src={assetUrl(picture.asset, 320)}
                    alt=""
                    loading="lazy"
                    className="h-full w-full object-cover"
                  />
                )}
              </span>
              <span
                className={classNames(
                  "block truncate text-xs leading-5",
                  isSelected ? "font-medium text-accent" : "text-text-2",
                )}
              >
                {panel.number}
              </span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}
