import { memo, useEffect, useRef } from "react"
import { usePeople } from "../../connection/hooks.ts"
import { useBoard } from "../board-context.ts"

interface PersonCursorProps {
  readonly clientId: number
  readonly name: string
  readonly colour: string
}

/**
 * The others' hands over the board. The canvas library would render, put into its store and draw anew for each of their
 * moves, of which there are hundreds a second; here one element is moved, and nothing else.
 */
export function PeopleCursors() {
  const { session } = useBoard()
  const people = usePeople(session, (others): PersonCursorProps[] =>
    others
      .filter(
        ({ view, person, idle }) => view === "board" && !idle && person.id !== session.person.id,
      )
      .map(({ clientId, person: { name, colour } }) => ({ clientId, name, colour })),
  )
  return people.map((person) => <PersonCursor key={person.clientId} {...person} />)
}

const PersonCursor = memo(function PersonCursor({ clientId, name, colour }: PersonCursorProps) {
  const { cursors } = useBoard().session
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    let shown: unknown = null
    const show = () => {
      const at = cursors.get().get(clientId) ?? null
      if (at === shown || place.current === null) return
      shown = at
      place.current.style.display = at === null ? "none" : ""
      if (at !== null) place.current.style.transform = `translate(${at.x}px, ${at.y}px)`
    }
    show()
    return cursors.observe(show)
  }, [cursors, clientId])
  return (
    <div ref={place} aria-hidden className="pw-cursor" style={{ color: colour, display: "none" }}>
      <div>
        <svg viewBox="0 0 16 16">
          <path d="M1 1l4.6 13.2 2.5-5.6 5.9-2.2z" />
        </svg>
        <span>{name}</span>
      </div>
    </div>
  )
})
