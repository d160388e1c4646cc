import type { HistoryMoment, HistoryPerson, Version } from "@panelwright/core"
import { Slider as Primitive } from "radix-ui"
import { useMemo } from "react"
import { formatClock, formatDay, formatMoment } from "./format-moment.ts"

export interface TimeSliderProps {
  readonly moments: readonly HistoryMoment[]
  readonly people: ReadonlyMap<string, HistoryPerson>
  readonly versions: readonly Version[]
  readonly now: number
  /** Which moment; one after the last is now. */
  readonly index: number
  readonly onChange: (index: number) => void
}

const height = 44
/** Of a bar, in pixels. */
const mostWidth = 14
/** Of the whole on a small phone, so that bars never touch. */
const narrowest = 260

/** The whole history from left to right, each moment a bar as high as it was busy, in the colours of who was there. */
export function TimeSlider(props: TimeSliderProps) {
  const { moments, people, versions, now, index, onChange } = props
  const steps = moments.length + 1
  const shown = moments[index]
  const names = shown?.changes.map(({ person }) => people.get(person)?.name ?? "Somebody")
  const placeOf = (at: number) => `${((at + 0.5) / steps) * 100}%`
  const labels = useMemo(() => listDays(moments, now), [moments, now])
  const marks = versions.flatMap((version) => {
    const at = moments.findIndex(({ last }) => last >= version.revision)
    return at < 0 ? [] : [{ version, at }]
  })
  return (
    <div className="flex flex-col gap-0.5 px-4 pt-2 pb-1 select-none">
      <div className="relative" style={{ height }}>
        <Bars moments={moments} people={people} />
        {marks.map(({ version, at }) => (
          <span
            key={version.id}
            title={version.name}
            className="absolute -top-1 size-2 -translate-x-1/2 rotate-45 border border-surface bg-text"
            style={{ left: placeOf(at) }}
          />
        ))}
        <Primitive.Root
          value={[index]}
          min={0}
          max={moments.length}
          step={1}
          onValueChange={([next = 0]) => onChange(next)}
          className="absolute inset-y-0 flex touch-none items-center"
          style={{ left: `${50 / steps}%`, right: `${50 / steps}%` }}
        >
          <Primitive.Track className="relative h-full grow" />
          <Primitive.Thumb
            aria-label="Moment of the history"
            aria-valuetext={
              shown ? `${formatMoment(shown.at, now)}, ${names?.join(" and ") ?? ""}` : "Now"
            }
            className="block h-12 w-2.5 rounded-sm border-2 border-accent bg-accent/25"
          />
        </Primitive.Root>
      </div>
      <div aria-hidden className="relative h-4 border-t text-2xs text-text-3">
        {labels.map(({ at, label }) => (
          <span
            key={at}
            className="absolute top-0 truncate border-l pl-1 whitespace-nowrap"
            style={{ left: `${(at / steps) * 100}%` }}
          >
            {label}
          </span>
        ))}
        <span className="absolute top-0 right-0 bg-surface pl-1 font-medium text-text-2">Now</span>
      </div>
    </div>
  )
}

function Bars({ moments, people }: Pick<TimeSliderProps, "moments" | "people">) {
  const most = Math.max(1, ...moments.map(countChanges))
  const steps = moments.length + 1
  const width = Math.min(mostWidth, Math.max(1, narrowest / steps))
  return (
    <svg
      aria-hidden
      className="absolute inset-0 size-full"
      viewBox={`0 0 ${steps} ${height}`}
      preserveAspectRatio="none"
    >
      {moments.map((moment, at) => {
        const total = countChanges(moment)
        const tall = 6 + (height - 10) * (Math.log1p(total) / Math.log1p(most))
        let top = height
        return moment.changes.map(({ person, count }) => {
          const part = (tall * count) / total
          top -= part
          return (
            <line
              key={`${moment.first} ${person}`}
              x1={at + 0.5}
              x2={at + 0.5}
              y1={top}
              y2={top + part}
              stroke={people.get(person)?.colour ?? "currentColor"}
              strokeWidth={width}
              vectorEffect="non-scaling-stroke"
            />
          )
        })
      })}
    </svg>
  )
}

const countChanges = ({ changes }: HistoryMoment) =>
  changes.reduce((sum, { count }) => sum + count, 0)

const leastGap = 0.08

/** The first moment of each day, and of hours where there is room, so that no two labels lie on each other. */
function listDays(moments: readonly HistoryMoment[], now: number) {
  const labels: { readonly at: number; readonly label: string }[] = []
  let day = ""
  for (const [at, { from }] of moments.entries()) {
    const label = formatDay(from, now)
    const isNewDay = label !== day
    const before = labels.at(-1)
    const gap = before === undefined ? 1 : (at - before.at) / (moments.length + 1)
    if (gap < leastGap * (isNewDay ? 1 : 2) || at / (moments.length + 1) > 0.94) continue
    labels.push({ at, label: isNewDay ? `${label} ${formatClock(from)}` : formatClock(from) })
    day = label
  }
  return labels
}
