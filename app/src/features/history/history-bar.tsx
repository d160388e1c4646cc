import { formatPoint, parsePoint } from "@panelwright/core"
import type { ReactNode } from "react"
import { Select } from "../../ui/select.tsx"
import { TimeSlider } from "./time-slider.tsx"
import { presentPoint, type History } from "./use-history.ts"

/** Which moment is shown, what it is held against, and what can be done with it. */
export function HistoryBar(props: { readonly history: History; readonly actions: ReactNode }) {
  const { timeline, versions, people, moments, index, moment, ...history } = props.history
  const { against, name, isNow } = history
  return (
    <div className="shrink-0 border-b bg-surface">
      <TimeSlider
        moments={moments}
        people={people}
        versions={versions}
        now={timeline.now}
        index={index}
        onChange={(next) => history.showMoment(moments[next], true)}
      />
      <div className="flex flex-wrap items-center gap-2 px-4 pb-2">
        <p role="status" className="min-w-0 flex-1 basis-48 truncate text-sm">
          <span className="font-semibold">{name}</span>
          {moment && !isNow && (
            <span className="text-text-2">
              {" "}
              ·{" "}
              {moment.changes
                .map(({ person }) => people.get(person)?.name ?? "Somebody")
                .join(", ")}
            </span>
          )}
        </p>
        <span className="flex items-center gap-1.5 text-xs text-text-2">
          <span aria-hidden className="max-sm:hidden">
            Compare with
          </span>
          <Select
            label="Compare with"
            className="w-40"
            value={formatPoint(against)}
            options={[
              { value: "now", label: "Now" },
              ...versions.map(({ id, name: label }) => ({ value: String(id), label })),
              ...(against.kind === "revision" || against.kind === "time"
                ? [{ value: formatPoint(against), label: history.nameOf(against) }]
                : []),
            ]}
            onChange={(next) => history.go({ against: parsePoint(next) ?? presentPoint })}
          />
        </span>
        {props.actions}
      </div>
    </div>
  )
}
