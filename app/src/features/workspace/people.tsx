import { usePeople } from "@panelwright/storyboard/connection"
import { Avatar } from "../../ui/avatar.tsx"
import { useWorkspace } from "./workspace-context.tsx"

const most = 5

/** Everybody else who is here, once each; one's own other tabs are nobody else. */
export function People() {
  const { session } = useWorkspace()
  const others = usePeople(session)
  const people = [...new Map(others.map(({ person }) => [person.id, person])).values()].filter(
    ({ id }) => id !== session.person.id,
  )
  if (people.length === 0) return null
  return (
    <ul aria-label="Also here" className="flex -space-x-1">
      {people.slice(0, most).map(({ id, name, colour }) => (
        <li key={id}>
          <Avatar name={name} colour={colour} />
        </li>
      ))}
      {people.length > most && (
        <li className="flex size-6 items-center justify-center rounded-full border bg-surface-3 text-2xs">
          +{people.length - most}
        </li>
      )}
    </ul>
  )
}
