import * as Y from "yjs"

const atEnd = "end"

/**
 * A place in a shared text as others can be told of it: `client.clock` of the letter after it, or `end`. It stays
 * with that letter whatever is written or deleted before it; the text itself is not named.
 */
export function encodeTextPosition(text: Y.Text, index: number): string {
  const within = Math.max(0, Math.min(index, text.length))
  const { item } = Y.createRelativePositionFromTypeIndex(text, within)
  return item === null ? atEnd : `${item.client}.${item.clock}`
}

/** Null: not a place in this text, or one at a letter that has not arrived here yet. */
export function findTextPosition(text: Y.Text, position: string): number | null {
  if (position === atEnd) return text.length
  const [client, clock] = /^(\d{1,16})\.(\d{1,16})$/.exec(position)?.slice(1).map(Number) ?? []
  if (text.doc === null || client === undefined || clock === undefined) return null
  const relative = Y.createRelativePositionFromJSON({ item: { client, clock } })
  const found = Y.createAbsolutePositionFromRelativePosition(relative, text.doc)
  return found?.type === text ? found.index : null
}
