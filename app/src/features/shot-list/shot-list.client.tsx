import { useStoryboard } from "@panelwright/storyboard/connection"
import { ArrowDown, ArrowUp, Plus, Search } from "lucide-react"
import { useMemo, useState } from "react"
import { Button } from "../../ui/button.tsx"
import { TextInput } from "../../ui/field.tsx"
import { Select } from "../../ui/select.tsx"
import { createPanelBeside } from "../panel/panel-commands.ts"
import { createListView } from "../together/list-view.ts"
import { usePanelOnlookers } from "../together/use-panel-onlookers.ts"
import { useViewport } from "../together/use-viewport.ts"
import { makeToken } from "../workspace/make-token.ts"
import { useApply } from "../workspace/use-apply.ts"
import { useEditRefusal } from "../workspace/use-edit-refusal.ts"
import { useSelectedPanels, useWorkspace } from "../workspace/workspace-context.tsx"
import { columnIds, columns, type ColumnId } from "./columns.ts"
import { groupRows, listRows, type Sorting } from "./list-rows.ts"
import { ShotRow } from "./shot-row.tsx"
import { useGridKeys } from "./use-grid-keys.ts"

const allScenes = "all"

/** The head of the table, which sticks to the top. */
const headHeight = 32

const listView = createListView(headHeight)

/** Everything that the board shows, as a table: the board's twin for keys and screen readers. */
export function ShotList() {
  const { session, selection } = useWorkspace()
  const { panels, scenes, characters, frameRate } = useStoryboard(session, (state) => ({
    panels: state.panels,
    scenes: state.scenes,
    characters: state.characters,
    frameRate: state.settings.frameRate,
  }))
  const selected = useSelectedPanels()
  const apply = useApply()
  const readOnly = useEditRefusal() !== null
  const onlookers = usePanelOnlookers()
  const scroller = useViewport(listView)
  const [sceneId, setSceneId] = useState<string>(allScenes)
  const [search, setSearch] = useState("")
  const [sorting, setSorting] = useState<Sorting | null>(null)
  const [column, setColumn] = useState<ColumnId>("number")
  const [editing, setEditing] = useState(false)

  const rows = useMemo(
    () => listRows(panels, { sceneId: sceneId === allScenes ? null : sceneId, search, sorting }),
    [panels, sceneId, search, sorting],
  )
  const groups = groupRows(rows, scenes, sorting !== null)
  const context = useMemo(() => ({ characters, frameRate }), [characters, frameRate])
  const inHand = selected.at(-1)?.id
  const activeId = rows.some(({ id }) => id === inHand) ? inHand : rows[0]?.id
  const handleKey = useGridKeys({
    rows,
    activeId,
    column,
    setColumn,
    startEditing: () => setEditing(!readOnly && columns[column].editor !== null),
  })
  const sortBy = (id: ColumnId) =>
    setSorting((present) =>
      present?.column !== id
        ? { column: id, descending: false }
        : present.descending
          ? null
          : { column: id, descending: true },
    )
  const addPanel = () => {
    const beside = selected.at(-1) ?? null
    const { commands, panelId } = createPanelBeside(
      session.reader.read(),
      beside,
      "after",
      makeToken,
    )
    if (apply(...commands)) selection.set([panelId])
  }
  const sceneOptions = [
    { value: allScenes, label: "All scenes" },
    ...scenes.map((scene) => ({
      value: String(scene.id),
      label: `${scene.displayNumber} ${scene.heading}`,
    })),
  ]

  return (
    <div className="absolute inset-0 flex flex-col">
      <header className="flex min-h-10 shrink-0 flex-wrap items-center gap-2 border-b px-4 py-1.5">
        <h2 className="mr-auto font-semibold">Shot list</h2>
        <span className="relative">
          <Search
            aria-hidden
            size={14}
            className="pointer-events-none absolute top-1/2 left-2 -translate-y-1/2 text-text-3"
          />
          <TextInput
            type="search"
            aria-label="Search in the words of panels"
            placeholder="Search words"
            size="small"
            className="max-w-44 pl-7!"
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
        </span>
        <Select
          label="Scene"
          className="w-52"
          value={sceneId}
          options={sceneOptions}
          onChange={setSceneId}
        />
        {!readOnly && (
          <Button onClick={addPanel}>
            <Plus aria-hidden size={14} /> Add a panel
          </Button>
        )}
      </header>
      <div ref={scroller} className="min-h-0 flex-1 overflow-auto" data-board>
        <table
          // A table that a person moves in by cells is a grid (WAI-ARIA).
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- see above
          role="grid"
          aria-label="Shot list"
          aria-rowcount={rows.length}
          aria-multiselectable
          className="w-full min-w-[880px] table-fixed border-collapse"
          onKeyDown={handleKey}
        >
          <colgroup>
            {columnIds.map((id) => (
              <col
                key={id}
                style={columns[id].editor === "words" ? undefined : { width: columns[id].width }}
              />
            ))}
          </colgroup>
          <thead>
            <tr>
              {columnIds.map((id) => (
                <HeadCell
                  key={id}
                  column={id}
                  sorting={sorting?.column === id ? sorting : null}
                  onSort={() => sortBy(id)}
                />
              ))}
            </tr>
          </thead>
          {groups.map(({ scene, rows: own }) => (
            <tbody key={scene?.id ?? "sorted"}>
              {scene && (
                <tr>
                  <th
                    scope="rowgroup"
                    colSpan={columnIds.length}
                    className="h-8 border-b bg-surface px-4 text-left text-xs font-semibold"
                  >
                    <span className="mr-2 inline-block min-w-6 text-text">
                      {scene.displayNumber}
                    </span>
                    <span className="text-text-2">{scene.heading}</span>
                  </th>
                </tr>
              )}
              {own.map((panel) => (
                <ShotRow
                  key={panel.id}
                  panel={panel}
                  context={context}
                  selected={selected.some(({ id }) => id === panel.id)}
                  activeColumn={panel.id === activeId ? column : null}
                  editing={panel.id === activeId && editing}
                  onlookers={onlookers.get(panel.id) ?? null}
                  onPick={(id, extend) => {
                    setColumn(id)
                    setEditing(false)
                    selection.set(
                      extend
                        ? [...selection.get().filter((item) => item !== panel.id), panel.id]
                        : [panel.id],
                    )
                  }}
                  onEdit={(id) => {
                    setColumn(id)
                    setEditing(columns[id].editor !== null && !readOnly)
                  }}
                  onDone={(id) => {
                    setEditing(false)
                    setColumn(id)
                  }}
                />
              ))}
            </tbody>
          ))}
        </table>
        {rows.length === 0 && (
          <p className="p-8 text-center text-text-2">
            {panels.length === 0
              ? "No panels yet. Press N to add the first."
              : "No panel has these words in this scene."}
          </p>
        )}
      </div>
    </div>
  )
}

interface HeadCellProps {
  readonly column: ColumnId
  readonly sorting: Sorting | null
  readonly onSort: () => void
}

function HeadCell({ column, sorting, onSort }: HeadCellProps) {
  const { label, compare } = columns[column]
  const Arrow = sorting?.descending ? ArrowDown : ArrowUp
  return (
    <th
      scope="col"
      aria-sort={sorting ? (sorting.descending ? "descending" : "ascending") : undefined}
      className="sticky top-0 z-20 h-8 border-b bg-surface px-2 text-left text-xs font-medium text-text-2 first:pl-4"
    >
      {compare ? (
        <button
          type="button"
          tabIndex={-1}
          onClick={onSort}
          className="flex items-center gap-1 hover:text-text"
        >
          {label}
          {sorting && <Arrow aria-hidden size={12} />}
        </button>
      ) : (
        label
      )}
    </th>
  )
}
