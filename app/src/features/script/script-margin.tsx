import { findPicture, type Panel, type PanelId } from "@panelwright/core"
import { useLayoutEffect, useMemo, useState, type RefObject } from "react"
import { assetUrl } from "../../api/asset-url.ts"
import { classNames } from "../../ui/class-names.ts"
import { OnlookerMarks } from "../together/onlooker-marks.tsx"
import { usePanelOnlookers } from "../together/use-panel-onlookers.ts"
import { useSelection, useWorkspace } from "../workspace/workspace-context.tsx"
import { stackCards, type Stretch } from "./passages.ts"

const cardWidth = 132
const cardGap = 8
/** The number under the picture. */
const captionHeight = 20

const keepInSight = (card: HTMLElement | null) => card?.scrollIntoView({ block: "nearest" })

interface ScriptMarginProps {
  readonly mirror: RefObject<HTMLDivElement | null>
  readonly stretches: readonly Stretch[]
  readonly panels: readonly Panel[]
}

/** The panels of each passage beside its words. */
export function ScriptMargin({ mirror, stretches, panels }: ScriptMarginProps) {
  const { selection } = useWorkspace()
  const selected = useSelection()
  const onlookers = usePanelOnlookers()
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
        const there = onlookers.get(panel.id)
        return (
          <li
            key={panel.id}
            ref={panel.id === selected.at(-1) ? keepInSight : undefined}
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
                style={{
                  height: pictureHeight,
                  ...(there?.[0] && { boxShadow: `0 0 0 2px ${there[0].person.colour}` }),
                }}
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
            {there && (
              <span className="absolute -top-1.5 -right-1.5">
                <OnlookerMarks onlookers={there} />
              </span>
            )}
          </li>
        )
      })}
    </ul>
  )
}
