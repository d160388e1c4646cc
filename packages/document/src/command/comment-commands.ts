import type { Author, CommandKind, CommentId, CommentRecord, PanelId } from "@panelwright/core"
import * as Y from "yjs"
import { commentLayout, panelLayout } from "../record/layouts.ts"
import { createRecord, readRecord, readValue, writeRecord } from "../record/record.ts"
import type { RecordMap } from "../roots.ts"
import { getRecord, type Handlers, type Run } from "./run.ts"

interface Signed {
  readonly by?: Author | undefined
  readonly at?: number | undefined
}

/** The check refuses what is not signed; anything else is a bug. */
function getSignature({ by, at }: Signed): { readonly by: Author; readonly at: number } {
  if (by === undefined || at === undefined) throw new Error("a comment was checked and not signed")
  return { by, at }
}

function listAnswers(run: Run, threadId: string): RecordMap[] {
  const answers: RecordMap[] = []
  for (const record of run.roots.comments.values())
    if (readValue(record, "threadId") === threadId) answers.push(record)
  return answers
}

const createComment = (fields: Omit<CommentRecord, "editedAt" | "resolved">) =>
  createRecord(commentLayout, { ...fields, editedAt: null, resolved: null })

/**
 * The record that carries what is the thread's own. An author's undo may have taken it from under the answers. Null:
 * none of the answers can be read either.
 */
function getOpening(run: Run, threadId: CommentId): RecordMap | null {
  const { comments } = run.roots
  const found = comments.get(threadId)
  if (found instanceof Y.Map) return found
  for (const answer of listAnswers(run, threadId)) {
    const fields = readRecord(answer, commentLayout)
    if (fields === null) continue
    comments.set(threadId, createComment({ ...fields, id: threadId, threadId: null, words: "" }))
    return getRecord(comments, threadId)
  }
  return null
}

function findShownPicture(run: Run, panelId: PanelId): CommentRecord["variantId"] {
  const panel = run.roots.panels.get(panelId)
  return panel instanceof Y.Map ? (readRecord(panel, panelLayout)?.picture ?? null) : null
}

export const commentHandlers: Handlers<Extract<CommandKind, `comment.${string}`>> = {
  "comment.create"(run, command) {
    const { id, panelId, position = null, words, variantId } = command
    const { by, at } = getSignature(command)
    const record = createComment({
      id,
      panelId,
      threadId: null,
      position,
      variantId: variantId === undefined ? findShownPicture(run, panelId) : variantId,
      author: by,
      words,
      createdAt: at,
    })
    run.roots.comments.set(id, record)
    return id
  },
  "comment.reply"(run, command) {
    const { id, threadId, words } = command
    const { by, at } = getSignature(command)
    const opening = getOpening(run, threadId)
    const fields = opening && readRecord(opening, commentLayout)
    if (!fields) return null
    const { panelId } = fields
    const place = { panelId, threadId, position: null, variantId: null }
    run.roots.comments.set(id, createComment({ id, ...place, author: by, words, createdAt: at }))
    return id
  },
  "comment.edit"(run, command) {
    const record = getRecord(run.roots.comments, command.id)
    const { at } = getSignature(command)
    if (readValue(record, "words") !== command.words)
      writeRecord(record, commentLayout, { words: command.words, editedAt: at })
    return null
  },
  "comment.resolve"(run, command) {
    const record = getOpening(run, command.id)
    const { by, at } = getSignature(command)
    const fields = record && readRecord(record, commentLayout)
    if (fields && (fields.resolved !== null) !== command.resolved)
      writeRecord(record, commentLayout, { resolved: command.resolved ? { by, at } : null })
    return null
  },
  "comment.delete"(run, { id }) {
    const { comments } = run.roots
    const record = getRecord(comments, id)
    const threadId = readValue(record, "threadId")
    if (typeof threadId !== "string" && listAnswers(run, id).length > 0) {
      writeRecord(record, commentLayout, { words: "" })
      return null
    }
    comments.delete(id)
    const isLast = typeof threadId === "string" && listAnswers(run, threadId).length === 0
    if (isLast && readValue(comments.get(threadId), "words") === "") comments.delete(threadId)
    return null
  },
}
