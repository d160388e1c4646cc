import { Room, type RoomDependencies } from "./room.ts"
import { SyncError } from "./sync-error.ts"

const GRACE_MS = 5_000
const OPEN_PATIENCE_MS = 10_000

/** The rooms that are open in this process, at most one for each storyboard. */
export class Rooms {
  readonly #open = new Map<string, Room>()
  readonly #opening = new Map<string, Promise<Room>>()
  readonly #leaving = new Set<Room>()
  #isFollowing = false
  readonly #with: Omit<RoomDependencies, "onClosed">
  readonly #ready: Promise<unknown>

  constructor(dependencies: Omit<RoomDependencies, "onClosed">, ready: Promise<unknown>) {
    this.#with = dependencies
    this.#ready = ready
  }

  find(storyboardId: string): Room | null {
    return this.#open.get(storyboardId) ?? null
  }

  list(): Room[] {
    return [...this.#open.values()]
  }

  /** Rejects with `SyncError` when the database has not answered for 10 s. */
  async get(storyboardId: string): Promise<Room> {
    const open = this.#open.get(storyboardId)
    if (open) {
      open.idleSince = performance.now()
      return open
    }
    let opening = this.#opening.get(storyboardId)
    if (!opening) {
      opening = this.#load(storyboardId).finally(() => this.#opening.delete(storyboardId))
      this.#opening.set(storyboardId, opening)
    }
    return opening
  }

  /** To be called about every second: gives back the rooms that nobody uses. */
  sweep(): void {
    for (const room of this.#open.values()) {
      room.rest()
      if (this.#isLeft(room) && !this.#leaving.has(room)) void this.#giveBack(room)
    }
  }

  /** Has every room read on that the log has moved on without; to be called about every second. */
  async followLog(): Promise<void> {
    const rooms = this.list()
    // A database that hangs gets no second question.
    if (rooms.length === 0 || this.#isFollowing) return
    this.#isFollowing = true
    try {
      const heads = await this.#with.log.listHeads(rooms.map(({ storyboardId }) => storyboardId))
      const behind = rooms.filter(({ storyboardId, doc }) =>
        doc.isBehind(heads.get(storyboardId) ?? 0),
      )
      await Promise.all(behind.map(({ doc }) => doc.catchUp()))
    } catch (error) {
      this.#with.syncLog.warn({ err: error }, "log-not-followed")
    } finally {
      this.#isFollowing = false
    }
  }

  /** Notes in the list of storyboards that something was changed. */
  async touch(): Promise<void> {
    const touched = this.list().filter(({ doc }) => doc.touched)
    if (touched.length === 0) return
    for (const { doc } of touched) doc.touched = false
    const { log, clock, syncLog } = this.#with
    try {
      await log.touch(
        touched.map(({ storyboardId }) => storyboardId),
        new Date(clock()),
      )
    } catch (error) {
      for (const { doc } of touched) doc.touched = true
      syncLog.warn({ err: error }, "touch-failed")
    }
  }

  async #load(storyboardId: string): Promise<Room> {
    await this.#ready
    const begun = performance.now()
    for (let attempt = 0; ; attempt += 1) {
      try {
        const room = await Room.load(storyboardId, {
          ...this.#with,
          onClosed: (closed) => {
            if (this.#open.get(storyboardId) === closed) this.#open.delete(storyboardId)
          },
        })
        this.#open.set(storyboardId, room)
        return room
      } catch (error) {
        if (performance.now() - begun > OPEN_PATIENCE_MS) {
          this.#with.syncLog.error({ err: error, storyboardId }, "room-not-loaded")
          throw new SyncError({ kind: "unavailable" }, { cause: error })
        }
        await new Promise((resolve) => setTimeout(resolve, Math.min(1000, 50 * 2 ** attempt)))
      }
    }
  }

  #isLeft(room: Room): boolean {
    return room.isIdle && performance.now() - room.idleSince > GRACE_MS
  }

  async #giveBack(room: Room): Promise<void> {
    this.#leaving.add(room)
    try {
      await room.doc.compaction.tidy()
      if (room.doc.touched) await this.touch()
      if (this.#isLeft(room)) room.close("restarting")
    } finally {
      this.#leaving.delete(room)
    }
  }
}
