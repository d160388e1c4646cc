import type { HistoryMoment, HistoryPerson, PersonChanges } from "@panelwright/core"
import { useEffect, useRef } from "react"
import { Button } from "../../ui/button.tsx"
import { classNames } from "../../ui/class-names.ts"
import { describeDifferences } from "./describe-differences.ts"
import { formatClock, formatDay } from "./format-moment.ts"
import { keyOfMoment, type MomentChanges } from "./use-moment-changes.ts"

export interface MomentListProps {
  /** Oldest first. */
  readonly moments: readonly HistoryMoment[]
  readonly changes: MomentChanges
  readonly people: ReadonlyMap<string, HistoryPerson>
  readonly now: number
  /** The revision that is shown; null: the present one. */
  readonly shown: number | null
  readonly onShow: (moment: HistoryMoment | null) => void
  /** Null: there are no earlier ones. */
  readonly onMore: (() => void) | null
}

/** Who did what, newest first, by day. */
export function MomentList(props: MomentListProps) {
  const { moments, changes, people, now, shown, onShow, onMore } = props
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current
      ?.querySelector(`[data-moment="${shown ?? "now"}"]`)
      ?.scrollIntoView({ block: "nearest" })
  }, [shown])
  const days = Map.groupBy(moments.toReversed(), ({ at }) => formatDay(at, now))
  return (
    <div ref={list} className="flex flex-col gap-3 p-2">
      <button
        type="button"
        data-moment="now"
        aria-pressed={shown === null}
        onClick={() => onShow(null)}
        className={classNames(rowStyle, shown === null && chosenStyle)}
      >
        <span className="w-11 shrink-0 font-medium">Now</span>
        <span className="text-text-2">As it is</span>
      </button>
      {[...days].map(([day, ofDay]) => (
        <section key={day} aria-label={day} className="flex flex-col gap-0.5">
          <h3 className="px-2 text-2xs font-medium text-text-3">{day}</h3>
          {ofDay.map((moment) => (
            <button
              key={moment.last}
              type="button"
              data-moment={moment.last}
              aria-pressed={shown === moment.last}
              onClick={() => onShow(moment)}
              className={classNames(rowStyle, shown === moment.last && chosenStyle)}
            >
              <span className="w-11 shrink-0">{formatClock(moment.at)}</span>
              <span className="flex min-w-0 flex-1 flex-col gap-1">
                {listDone(moment, changes.get(keyOfMoment(moment))?.people).map((done) => (
                  <PersonLine key={done.person} done={done} person={people.get(done.person)} />
                ))}
              </span>
            </button>
          ))}
        </section>
      ))}
      {onMore && (
        <Button tone="quiet" onClick={onMore}>
          Show earlier
        </Button>
      )}
    </div>
  )
}

const rowStyle =
  "flex w-full gap-2 rounded-md border border-transparent px-2 py-1.5 text-left text-xs hover:bg-surface-2"
const chosenStyle = "border-accent! bg-accent-soft"

interface Done {
  readonly person: string
  readonly count: number
  readonly differences: PersonChanges["differences"] | null
}

/** Everybody who did something, also those of whom is not known what. */
const listDone = (
  { changes }: HistoryMoment,
  people: readonly PersonChanges[] | null | undefined,
): Done[] =>
  changes.map(({ person, count }) => ({
    person,
    count,
    differences: people?.find((some) => some.person === person)?.differences ?? null,
  }))

const mostPhrases = 3

function PersonLine(props: { readonly done: Done; readonly person: HistoryPerson | undefined }) {
  const { done, person } = props
  const phrases = describeDifferences(done.differences ?? [])
  const rest = phrases.length - mostPhrases
  return (
    <span className="flex flex-col">
      <span className="flex items-center gap-1.5">
        <span
          aria-hidden
          className="size-2 shrink-0 rounded-full"
          style={{ background: person?.colour }}
        />
        <span className="truncate font-medium">{person?.name ?? "Somebody"}</span>
        <span className="ml-auto shrink-0 pl-1 text-2xs text-text-3">
          {done.count} {done.count === 1 ? "change" : "changes"}
        </span>
      </span>
      {phrases.slice(0, mostPhrases).map((phrase) => (
        <span key={phrase} className="break-words text-text-2">
          {phrase}
        </span>
      ))}
      {rest > 0 && <span className="text-text-3">and {rest} more</span>}
    </span>
  )
}
