import { commentLimits, type Command, type CommentId, type PanelId } from "@panelwright/core"
import { readValue } from "../record/record.ts"
import type { Collection } from "../roots.ts"
import { checkKnown, checkNew, type Inventory, type Refusal } from "./inventory.ts"

export type CommentCommand = Extract<Command, { kind: `comment.${string}` }>

interface Thread {
  readonly panelId: string
  /** Those that say something. */
  readonly comments: Set<string>
}

const unsigned: Refusal = { kind: "value-invalid", reason: "a comment needs its author and time" }

/** Which threads there would be after the commands so far; the doc is gone through once, and only for comments. */
export class CommentTally {
  readonly #inventory: Inventory
  readonly #threads = new Map<string, Thread>()
  readonly #threadOf = new Map<string, string>()

  constructor(comments: Collection, inventory: Inventory) {
    this.#inventory = inventory
    for (const [id, record] of comments.entries()) {
      const panelId = readValue(record, "panelId")
      const threadId = readValue(record, "threadId")
      const words = readValue(record, "words")
      if (typeof panelId !== "string") continue
      const thread = this.#open(typeof threadId === "string" ? threadId : id, panelId)
      if (words === "") continue
      thread.comments.add(id)
      this.#threadOf.set(id, typeof threadId === "string" ? threadId : id)
    }
  }

  #open(id: string, panelId: string): Thread {
    const thread = this.#threads.get(id) ?? { panelId, comments: new Set() }
    this.#threads.set(id, thread)
    return thread
  }

  #add(id: string, threadId: string, thread: Thread): void {
    thread.comments.add(id)
    this.#threadOf.set(id, threadId)
  }

  check(command: CommentCommand): Refusal | null {
    if (command.by === undefined || command.at === undefined) return unsigned
    switch (command.kind) {
      case "comment.create":
        return this.#checkCreate(command.id, command.panelId)
      case "comment.reply":
        return this.#checkReply(command.id, command.threadId)
      case "comment.resolve":
        return this.#findThread(command.id) ? null : { kind: "not-found", id: command.id }
      case "comment.edit":
        return this.#findThreadOf(command.id) ? null : { kind: "not-found", id: command.id }
      case "comment.delete": {
        const thread = this.#findThreadOf(command.id)
        if (!thread) return { kind: "not-found", id: command.id }
        thread.comments.delete(command.id)
        this.#threadOf.delete(command.id)
        return null
      }
    }
  }

  #checkCreate(id: CommentId, panelId: PanelId): Refusal | null {
    const refusal = checkKnown(this.#inventory, "panels", panelId)
    if (refusal) return refusal
    let count = 0
    for (const thread of this.#threads.values())
      if (thread.panelId === panelId && thread.comments.size > 0) count += 1
    const limit = commentLimits.threadsOfPanel
    if (count >= limit) return { kind: "limit-reached", what: "comments on one panel", limit }
    const taken = checkNew(this.#inventory, "comments", id)
    if (!taken) this.#add(id, id, this.#open(id, panelId))
    return taken
  }

  #checkReply(id: CommentId, threadId: CommentId): Refusal | null {
    const thread = this.#findThread(threadId)
    if (!thread) return { kind: "not-found", id: threadId }
    const limit = commentLimits.commentsOfThread
    if (thread.comments.size >= limit)
      return { kind: "limit-reached", what: "comments in one thread", limit }
    const taken = checkNew(this.#inventory, "comments", id)
    if (!taken) this.#add(id, threadId, thread)
    return taken
  }

  /** One in which something is said, on a panel that is there. */
  #findThread(id: string): Thread | null {
    const thread = this.#threads.get(id)
    if (!thread || thread.comments.size === 0) return null
    return this.#inventory.has("panels", thread.panelId) ? thread : null
  }

  #findThreadOf(commentId: string): Thread | null {
    return this.#findThread(this.#threadOf.get(commentId) ?? "")
  }
}
