import { findPicture, isOpen, type Panel } from "@panelwright/core"
import type { Onlooker } from "@panelwright/storyboard/connection"
import { MessageSquare } from "lucide-react"
import { memo } from "react"
import { assetUrl } from "../../api/asset-url.ts"
import { classNames } from "../../ui/class-names.ts"
import { StatusMark } from "../panel/panel-status.tsx"
import { OnlookerMarks } from "../together/onlooker-marks.tsx"
import { useApply } from "../workspace/use-apply.ts"
import { CellEditor } from "./cell-editor.tsx"
import { columnIds, columns, type ColumnContext, type ColumnId } from "./columns.ts"
import { writeCell } from "./write-cell.ts"

export interface ShotRowProps {
  readonly panel: Panel
  readonly context: ColumnContext
  readonly selected: boolean
  /** The cell in hand; null: of another row. */
  readonly activeColumn: ColumnId | null
  readonly editing: boolean
  /** Who else looks at it; null: nobody. */
  readonly onlookers: readonly Onlooker[] | null
  readonly onPick: (column: ColumnId, extend: boolean) => void
  readonly onEdit: (column: ColumnId) => void
  /** With the column that is in hand then. */
  readonly onDone: (column: ColumnId) => void
}

const isSame = (one: ShotRowProps, other: ShotRowProps) =>
  one.panel === other.panel &&
  one.context === other.context &&
  one.selected === other.selected &&
  one.activeColumn === other.activeColumn &&
  one.editing === other.editing &&
  one.onlookers === other.onlookers

export const ShotRow = memo(function ShotRow(props: ShotRowProps) {
  const { panel, context, selected, activeColumn, editing, onlookers } = props
  const { onPick, onEdit, onDone } = props
  const apply = useApply()
  const finish = (column: ColumnId, text: string, step: number) => {
    if (text !== columns[column].read(panel, context)) {
      const command = writeCell(panel, column, text, context)
      if (command) apply(command)
    }
    onDone(columnIds[columnIds.indexOf(column) + step] ?? column)
  }
  return (
    <tr
      aria-selected={selected}
      data-panel={panel.id}
      style={onlookers?.[0] && { boxShadow: `inset 3px 0 ${onlookers[0].person.colour}` }}
      className={classNames("group border-b", selected ? "bg-accent-soft" : "hover:bg-surface")}
    >
      {columnIds.map((column) => {
        const isActive = activeColumn === column
        return (
          <td
            key={column}
            tabIndex={isActive ? 0 : -1}
            ref={isActive && !editing ? keepFocus : undefined}
            onClick={(event) => {
              if (!(isActive && editing))
                onPick(column, event.shiftKey || event.ctrlKey || event.metaKey)
            }}
            onDoubleClick={() => onEdit(column)}
            className={classNames(
              "relative h-13 px-2 py-1 align-middle first:pl-4 focus-visible:-outline-offset-2",
              column === "number" && "font-semibold",
            )}
          >
            {isActive && editing ? (
              <CellEditor
                panel={panel}
                column={column}
                initial={columns[column].read(panel, context)}
                onDone={(text, next) =>
                  finish(column, text, next === "right" ? 1 : next === "left" ? -1 : 0)
                }
                onCancel={() => onDone(column)}
              />
            ) : (
              <Cell panel={panel} column={column} text={columns[column].read(panel, context)} />
            )}
            {column === "picture" && onlookers && (
              <span className="absolute top-0.5 right-1">
                <OnlookerMarks onlookers={onlookers} />
              </span>
            )}
          </td>
        )
      })}
    </tr>
  )
}, isSame)

/** The focus follows the cell in hand, when it was in the grid before; it is never pulled from elsewhere. */
function keepFocus(element: HTMLTableCellElement | null): void {
  if (!element) return
  const inGrid = element.closest("table")?.contains(document.activeElement) ?? false
  if (inGrid || document.activeElement === document.body) element.focus({ preventScroll: true })
  element.scrollIntoView({ block: "nearest", inline: "nearest" })
}

interface CellProps {
  readonly panel: Panel
  readonly column: ColumnId
  readonly text: string
}

function Cell({ panel, column, text }: CellProps) {
  if (column === "number") return <NumberCell panel={panel} />
  if (column === "status") return <StatusMark status={panel.status} />
  if (column === "picture") {
    const picture = findPicture(panel)
    return (
      <span className="flex h-11 items-center">
        {picture ? (
          <img
            src={assetUrl(picture.asset, 160)}
            alt={panel.action || `Panel ${panel.number}`}
            loading="lazy"
            className="max-h-full max-w-full rounded-sm border object-contain"
          />
        ) : (
          <span className="text-xs text-text-3">No picture</span>
        )}
      </span>
    )
  }
  if (text === "") return <span className="text-text-3">–</span>
  return (
    <span
      className={classNames(
        "line-clamp-2 leading-[18px]",
        columns[column].editor === "words" ? "whitespace-pre-line" : "",
      )}
      title={columns[column].editor === "words" ? text : undefined}
    >
      {text}
    </span>
  )
}

/** What panel it is, and how much is open about it. */
function NumberCell({ panel }: { readonly panel: Panel }) {
  const open = panel.comments.filter(isOpen).length
  return (
    <span className="flex flex-col">
      {panel.number}
      {open > 0 && (
        <span className="flex items-center gap-1 text-xs font-normal text-text-2">
          <MessageSquare aria-hidden size={12} /> {open}
          <span className="sr-only"> open {open === 1 ? "comment" : "comments"}</span>
        </span>
      )}
    </span>
  )
}
