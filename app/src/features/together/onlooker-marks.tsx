import type { Onlooker } from "@panelwright/storyboard/connection"
import { useWorkspace } from "../workspace/workspace-context.tsx"
import { PersonMark } from "./person-mark.tsx"

const mostShown = 3

/** Those who look at a panel, in a list of panels; a click follows. The people menu does the same for the keyboard. */
export function OnlookerMarks({ onlookers }: { readonly onlookers: readonly Onlooker[] }) {
  const { following } = useWorkspace()
  const hidden = onlookers.length - mostShown
  return (
    <span className="flex gap-0.5" data-onlookers data-together>
      {onlookers.slice(0, mostShown).map(({ clientId, person, idle }) => (
        <button
          key={person.id}
          type="button"
          tabIndex={-1}
          aria-label={`Follow ${person.name}, who looks at this panel`}
          title={`${person.name}: click to follow`}
          className="rounded-full outline-2 outline-bg"
          onClick={(event) => {
            event.stopPropagation()
            following.follow(clientId)
          }}
        >
          <PersonMark person={person} idle={idle} />
        </button>
      ))}
      {hidden > 0 && <span className="rounded-full bg-surface-3 px-1 text-2xs">+{hidden}</span>}
    </span>
  )
}
