import { z } from "zod"
import { commentIdSchema, panelIdSchema, variantIdSchema } from "../identity/identity.ts"

export const maxCommentLength = 4000

/** What one panel, one thread and one storyboard may hold of comments. */
export const commentLimits = { threadsOfPanel: 200, commentsOfThread: 200, all: 20_000 } as const

/** Who said something, as they were known when they did. */
export const authorSchema = z.object({
  /** Of an actor: `person:…`, or the id of a guest or token. */
  id: z.string().min(1).max(120),
  name: z.string().max(120),
  /** A CSS colour. */
  colour: z.string().max(40),
})

const share = z.number().min(0).max(1)

/** A place on a picture, in shares of its width and height from the upper left corner. */
export const pinPositionSchema = z.object({ x: share, y: share })

/** Milliseconds since 1970, UTC. */
export const commentTimeSchema = z.number().int().nonnegative().max(8_640_000_000_000_000)

/** What a person writes: plain text, with mentions as `mention.ts` reads them. */
export const commentWordsSchema = z
  .string()
  .max(maxCommentLength)
  .refine((words) => words.trim() !== "", "expected words")

/** One comment as it lies in the doc: the first of a thread, or an answer in one. */
export const commentRecordSchema = z.object({
  id: commentIdSchema,
  panelId: panelIdSchema,
  /** The comment that opened the thread; null for that comment itself. */
  threadId: commentIdSchema.nullable(),
  /** Of the first comment only; null: it is about the whole panel. */
  position: pinPositionSchema.nullable(),
  /** The picture that it was made on; null: the panel had none. */
  variantId: variantIdSchema.nullable(),
  author: authorSchema,
  /** Empty: it was deleted, and is kept because others have answered. */
  words: z.string().max(maxCommentLength),
  createdAt: commentTimeSchema,
  /** Null: it says what it said at first. */
  editedAt: commentTimeSchema.nullable(),
  /** Of the first comment only; null: the thread is open. */
  resolved: z.object({ by: authorSchema, at: commentTimeSchema }).nullable(),
})

export const commentSchema = commentRecordSchema.pick({
  id: true,
  author: true,
  words: true,
  createdAt: true,
  editedAt: true,
})

/** What was said about a panel, or about a place on its picture, with all answers. */
export const commentThreadSchema = commentRecordSchema
  .pick({ id: true, panelId: true, position: true, variantId: true, resolved: true })
  .extend({
    /** The first one, unless it was deleted, then the answers, oldest first. Never empty. */
    comments: z.array(commentSchema).readonly(),
  })

export type Author = z.infer<typeof authorSchema>
export type PinPosition = z.infer<typeof pinPositionSchema>
export type CommentRecord = z.infer<typeof commentRecordSchema>
export type Comment = z.infer<typeof commentSchema>
export type CommentThread = z.infer<typeof commentThreadSchema>

export const isOpen = ({ resolved }: Pick<CommentThread, "resolved">) => resolved === null

/** Whether the panel shows another picture than the one that the thread was opened on. */
export const isOnOlderPicture = (
  thread: Pick<CommentThread, "variantId" | "position">,
  panel: { readonly picture: string | null },
) => thread.position !== null && thread.variantId !== panel.picture
