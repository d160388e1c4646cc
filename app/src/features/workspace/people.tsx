import { listOnlookers, usePeople } from "@panelwright/storyboard/connection"
import { Megaphone } from "lucide-react"
import { Menu, MenuItem, MenuLabel, MenuSeparator } from "../../ui/menu.tsx"
import { describePlace } from "../together/describe-place.ts"
import { PersonMark } from "../together/person-mark.tsx"
import { useCall } from "../together/use-call.ts"
import { useSelectedPanels, useWorkspace } from "./workspace-context.tsx"

const mostShown = 5

/** Everybody else who is here, once each; one's own other tabs are nobody else. */
export function People() {
  const { session } = useWorkspace()
  const people = usePeople(session, (others) => listOnlookers(others, session.person.id))
  if (people.length === 0) return null
  const names = people.map(({ person }) => person.name).join(", ")
  return (
    <Menu
      align="end"
      trigger={
        <button
          type="button"
          data-together
          aria-label={`Also here: ${names}`}
          title={`Also here: ${names}`}
          className="flex h-8 items-center rounded-md px-1.5 hover:bg-surface-3 data-[state=open]:bg-surface-3"
        >
          {people.slice(0, mostShown).map(({ person, idle }, index) => (
            <span
              key={person.id}
              className={
                index === 0 ? "flex" : "-ml-1 flex rounded-full max-sm:[&:nth-child(n+4)]:hidden"
              }
            >
              <PersonMark person={person} idle={idle} size="medium" />
            </span>
          ))}
          {people.length > mostShown && (
            <span
              aria-hidden
              data-more={`+${people.length - mostShown}`}
              className="ml-1 text-xs text-text-2 before:content-[attr(data-more)]"
            />
          )}
        </button>
      }
    >
      <PeopleItems />
    </Menu>
  )
}

/** Each place of each person; a person in two windows is two places. */
function PeopleItems() {
  const { session, following } = useWorkspace()
  const places = usePeople(session, (others) => {
    const storyboard = session.reader.read()
    return others
      .filter(({ person }) => person.id !== session.person.id)
      .map((other) => ({
        clientId: other.clientId,
        person: other.person,
        idle: other.idle,
        place: describePlace(other, storyboard),
      }))
      .toSorted((one, other) => one.person.name.localeCompare(other.person.name))
  })
  const panel = useSelectedPanels().at(-1)
  const { refused, call } = useCall()
  return (
    <div data-together className="max-w-80">
      <MenuLabel>Also here: choose somebody to follow</MenuLabel>
      {places.map(({ clientId, person, idle, place }) => (
        <MenuItem key={clientId} onSelect={() => following.follow(clientId)}>
          <span className="flex min-w-0 items-center gap-2">
            <PersonMark person={person} idle={idle} />
            <span className="min-w-0 truncate font-medium">{person.name}</span>
            <span className="ml-auto shrink-0 pl-3 text-xs text-text-2">
              {place}
              {idle && ", away"}
            </span>
          </span>
        </MenuItem>
      ))}
      <MenuSeparator />
      <MenuItem
        icon={Megaphone}
        disabled={panel === undefined || refused !== null}
        onSelect={() => {
          if (panel) void call(panel)
        }}
      >
        {panel ? `Call everyone to panel ${panel.number}` : "Call everyone: select a panel first"}
      </MenuItem>
    </div>
  )
}
