import { useEffect, useState } from "react"
import { loadStoryboardPeople } from "../comments/storyboard-people.ts"
import { useWorkspace } from "../workspace/workspace-context.tsx"

/** What people are called who asked for pictures; `A guest` for those who came by a link. */
export function useNames(isNeeded: boolean): (id: string) => string {
  const { session } = useWorkspace()
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map())
  useEffect(() => {
    if (!isNeeded) return
    let isCurrent = true
    const load = async () => {
      const people = await loadStoryboardPeople(session)
      if (isCurrent) setNames(new Map(people.map(({ id, name }) => [id, name])))
    }
    void load()
    return () => {
      isCurrent = false
    }
  }, [session, isNeeded])
  return (id) => {
    if (id === session.person.id) return "You"
    return names.get(id) ?? (id.startsWith("person:") ? "Somebody" : "A guest")
  }
}
