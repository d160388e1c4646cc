import { listOnlookers, usePeople } from "@panelwright/storyboard/connection"
import type { WorkspaceView } from "../workspace/paths.ts"
import { useWorkspace } from "../workspace/workspace-context.tsx"
import { PersonMark } from "./person-mark.tsx"

const mostShown = 3

/** Who has a view open, on its entry of the rail. */
export function ViewPeople({ view }: { readonly view: WorkspaceView }) {
  const { session } = useWorkspace()
  const people = usePeople(session, (others) =>
    listOnlookers(
      others.filter((other) => other.view === view),
      session.person.id,
    ),
  )
  if (people.length === 0) return null
  return (
    <span className="absolute top-0.5 right-0.5 flex flex-col gap-0.5">
      <span className="sr-only">({people.map(({ person }) => person.name).join(", ")} here)</span>
      {people.slice(0, mostShown).map(({ person, idle }) => (
        <PersonMark key={person.id} person={person} idle={idle} size="tiny" />
      ))}
    </span>
  )
}
