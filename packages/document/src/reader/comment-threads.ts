import type { Comment, CommentRecord, CommentThread } from "@panelwright/core"
import { isEqual } from "../record/flat.ts"

export type ThreadsByPanel = ReadonlyMap<string, readonly CommentThread[]>

/** One list for all panels about which nothing was said, so that it never differs. */
export const noThreads: readonly CommentThread[] = []

const byAge = (one: CommentRecord, other: CommentRecord) =>
  one.createdAt - other.createdAt || (one.id < other.id ? -1 : 1)

const toComment = ({ id, author, words, createdAt, editedAt }: CommentRecord): Comment => ({
  id,
  author,
  words,
  createdAt,
  editedAt,
})

/** Null when nothing is said in it any more. `records` are of one thread. */
function composeThread(records: readonly CommentRecord[]): CommentThread | null {
  const opening = records.find(({ threadId }) => threadId === null) ?? null
  const answers = records.filter((record) => record !== opening).toSorted(byAge)
  const said = [...(opening ? [opening] : []), ...answers].filter(({ words }) => words !== "")
  const [first] = said
  if (!first) return null
  return {
    id: opening?.id ?? first.threadId ?? first.id,
    panelId: opening?.panelId ?? first.panelId,
    position: opening?.position ?? null,
    variantId: opening?.variantId ?? null,
    resolved: opening?.resolved ?? null,
    comments: said.map(toComment),
  }
}

/**
 * The threads of each panel, in the order that they were opened. A thread whose first comment is gone, because its
 * author took it back, still shows the answers. What did not change is the same object as in `before`.
 */
export function composeThreads(
  records: Iterable<CommentRecord>,
  before: ThreadsByPanel,
): ThreadsByPanel {
  const byThread = Map.groupBy(records, ({ id, threadId }) => threadId ?? id)
  if (byThread.size === 0) return new Map()
  const inOrder = [...byThread.values()].toSorted((one, other) =>
    byAge(findOldest(one), findOldest(other)),
  )
  const threads = inOrder.map(composeThread).filter((thread) => thread !== null)
  const byPanel = new Map<string, readonly CommentThread[]>()
  for (const [panelId, now] of Map.groupBy(threads, (thread) => thread.panelId)) {
    const known = before.get(panelId) ?? noThreads
    const kept = now.map((thread) => {
      const same = known.find(({ id }) => id === thread.id)
      return same && isEqual(same, thread) ? same : thread
    })
    const isSame = kept.length === known.length && kept.every((item, at) => item === known[at])
    byPanel.set(panelId, isSame ? known : kept)
  }
  return byPanel
}

/** The first comment of a thread, or what stands for it; a thread is never empty. */
function findOldest(records: readonly CommentRecord[]): CommentRecord {
  const [first] = records.toSorted(
    (one, other) =>
      Number(one.threadId !== null) - Number(other.threadId !== null) || byAge(one, other),
  )
  if (!first) throw new Error("a group of records is never empty")
  return first
}
