import { storyboardPersonSchema, type StoryboardPerson } from "@panelwright/core/protocol"
import type { StoryboardSession } from "@panelwright/storyboard/connection"
import { z } from "zod"
import { apiRequest } from "../../api/api-request.ts"

/** Somebody invited a minute ago can be mentioned. */
const freshMs = 60_000

const lists = new WeakMap<
  StoryboardSession,
  { readonly at: number; readonly people: Promise<readonly StoryboardPerson[]> }
>()

/** Whom a comment here can mention; nobody while the server can't be reached. */
export function loadStoryboardPeople(
  session: StoryboardSession,
): Promise<readonly StoryboardPerson[]> {
  const known = lists.get(session)
  if (known && performance.now() - known.at < freshMs) return known.people
  const load = async () => {
    const answer = await apiRequest({
      path: `/storyboards/${session.storyboardId}/people`,
      answer: z.array(storyboardPersonSchema),
    })
    if (!answer.ok) lists.delete(session)
    return answer.ok ? answer.value : []
  }
  const people = load()
  lists.set(session, { at: performance.now(), people })
  return people
}
