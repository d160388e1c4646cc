import { memo } from "react"
import { useEditor, useValue } from "tldraw"
import { usePeople } from "../../connection/hooks.ts"
import { groupByPanel, type PanelOnlookers } from "../../connection/list-onlookers.ts"
import { useBoard } from "../board-context.ts"
import { toShapeId } from "../panel/panel-shape.ts"

/** More would cover the picture. */
const mostShown = 3

/** Who looks at which panel, at its corner; as many elements as there are people, however many panels. */
export function PanelPeople() {
  const { session } = useBoard()
  const groups = usePeople(session, (people) => groupByPanel(people, session.person.id))
  return groups.map((group) => <PanelOnlookersMark key={group.panelId} {...group} />)
}

const PanelOnlookersMark = memo(function PanelOnlookersMark(props: PanelOnlookers) {
  const { panelId, onlookers } = props
  const board = useBoard()
  const editor = useEditor()
  const place = useValue(
    "panel corner",
    () => {
      const bounds = editor.getShapePageBounds(toShapeId(panelId))
      return bounds === undefined ? null : `translate(${bounds.maxX}px, ${bounds.y}px)`
    },
    [editor, panelId],
  )
  if (place === null) return null
  const hidden = onlookers.length - mostShown
  return (
    <div className="pw-onlookers" style={{ transform: place }}>
      <div>
        {onlookers.slice(0, mostShown).map(({ clientId, person, idle }) => (
          <button
            key={person.id}
            type="button"
            // The people menu does the same; the keyboard's way through the board is not made longer.
            tabIndex={-1}
            data-idle={idle}
            style={{ backgroundColor: person.colour }}
            // Set by the style sheet: letters in the page would have to be part of the name.
            data-initials={toInitials(person.name)}
            aria-label={`Follow ${person.name}, who looks at this panel`}
            title={`${person.name}: click to follow`}
            onPointerDown={(event) => editor.markEventAsHandled(event)}
            onClick={() => board.getHandlers().onFollow?.(clientId)}
          />
        ))}
        {hidden > 0 && <span>+{hidden}</span>}
      </div>
    </div>
  )
})

const toInitials = (name: string): string =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join("") || "?"
