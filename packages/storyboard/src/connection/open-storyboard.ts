import { commandsSchema, failure, roleMay, type Role, type StoryboardId } from "@panelwright/core"
import {
  acknowledgementMessage,
  eventMessage,
  syncEventSchema,
  type Call,
  type CloseReason,
} from "@panelwright/core/protocol"
import {
  applyCommandsAs,
  createUndo,
  getRoots,
  migrateDoc,
  StoryboardReader,
} from "@panelwright/document"
import * as decoding from "lib0/decoding"
import { messageSync, WebsocketProvider } from "y-websocket"
import { Awareness, removeAwarenessStates } from "y-protocols/awareness"
import { messageYjsSyncStep2 } from "y-protocols/sync"
import * as Y from "yjs"
import { openDeviceStore } from "./device-store.ts"
import { createJobStore } from "./job-store.ts"
import { createObservable } from "./observable.ts"
import { startPeople } from "./people.ts"
import { isEqual } from "./is-equal.ts"
import {
  canEditWith,
  deriveSavedState,
  isAllStored,
  type ConnectionFacts,
  type SavedState,
} from "./saved-state.ts"
import type { SessionPerson, StoryboardSession } from "./session.ts"
import { isOnline, startSteadyConnection } from "./steady-connection.ts"
import { createUpdateSocket } from "./update-socket.ts"

export interface OpenOptions {
  readonly storyboardId: StoryboardId
  /** Where rooms are, without the id: `wss://host/sync`. */
  readonly url: string
  readonly person: SessionPerson
  readonly role: Role
  /** Goes into the URL, for programs that have no cookie. */
  readonly token?: string
  /** Instead of the browser's, as in tests. */
  readonly webSocket?: typeof WebSocket
  /**
   * Why this person can't come in any more; null: they can, or nobody knows. A socket that is refused does not say why,
   * so this is asked after failures.
   */
  readonly findRefusal?: () => Promise<CloseReason | null>
}

/** 25 a second. */
const presenceIntervalMs = 40

const nothing = { updates: 0, replies: 0 }

/** Opens a storyboard at once from what is on the device, and from the server as soon as it answers. */
export function openStoryboard(options: OpenOptions): StoryboardSession {
  const { storyboardId, person, role } = options
  const canWrite = roleMay(role, "storyboard.edit")
  const doc = new Y.Doc()
  const origin = { person: person.id }
  const reader = new StoryboardReader(doc)
  const undo = createUndo(doc, origin)
  const jobs = createJobStore()
  const callListeners = new Set<(call: Call) => void>()
  let closed = false

  let facts: ConnectionFacts = {
    canWrite,
    loaded: false,
    newerSchema: false,
    online: isOnline(),
    synced: false,
    answered: false,
    sent: nothing,
    stored: nothing,
    hasUnsaved: false,
    keptOnDevice: "writing",
    refusal: null,
  }
  const savedState = createObservable<SavedState>(deriveSavedState(facts))
  const loaded = createObservable(false)
  const canEdit = createObservable(false)

  const change = (changes: Partial<ConnectionFacts>) => {
    facts = { ...facts, ...changes }
    if (canWrite && facts.hasUnsaved && isAllStored(facts)) {
      facts = { ...facts, hasUnsaved: false }
      device.markSaved()
    }
    const next = deriveSavedState(facts)
    if (!isEqual(savedState.get(), next)) savedState.set(next)
    loaded.set(facts.loaded)
    canEdit.set(canEditWith(facts))
  }

  // A socket that is about to close takes nothing and says nothing, and is called open until it has closed.
  let wasSent = false
  let listens = false
  const { promise: whenRead, resolve: handleRead } = Promise.withResolvers<void>()
  const awareness = new Awareness(doc)
  const people = startPeople({
    awareness,
    user: { ...person, role },
    intervalMs: presenceIntervalMs,
    clock: Date.now,
  })
  const provider = new WebsocketProvider(options.url, storyboardId, doc, {
    connect: false,
    awareness,
    params: { ack: "1", events: "1", ...(options.token ? { token: options.token } : {}) },
    // Another tab's edits would arrive without being counted, and are on the wire anyway.
    disableBc: true,
    WebSocketPolyfill: createUpdateSocket({
      webSocket: options.webSocket ?? WebSocket,
      canWrite,
      whenReady: whenRead,
      onStart() {
        people.handleConnecting()
        connection.handleConnecting()
        // What other tabs have kept meanwhile goes out with the answer of this one.
        if (listens) device.refresh()
        change({ synced: false, answered: false, sent: nothing, stored: nothing })
      },
      onReceive() {
        people.handleMessage()
        connection.handleMessage()
      },
      onSend(kind) {
        const { updates, replies } = facts.sent
        wasSent = true
        if (kind === "update") change({ sent: { updates: updates + 1, replies } })
        else change({ answered: true, sent: { updates, replies: replies + 1 } })
      },
    }),
  })
  // The library also sends back what others have told, and the server passes over it.
  // oxlint-disable-next-line no-underscore-dangle -- there is no other name for it
  const tellAwareness = provider._awarenessUpdateHandler
  awareness.off("update", tellAwareness)
  awareness.on("update", (changes: unknown, by: unknown) => {
    if (by !== provider) tellAwareness(changes, by)
  })
  // oxlint-disable-next-line no-underscore-dangle -- there is no other name for it
  const tellUpdate = provider._updateHandler
  doc.off("update", tellUpdate)
  provider.messageHandlers[acknowledgementMessage] = (_encoder, decoder) => {
    const updates = decoding.readVarUint(decoder)
    change({ stored: { updates, replies: decoding.readVarUint(decoder) } })
  }
  provider.messageHandlers[eventMessage] = (_encoder, decoder) => {
    const event = syncEventSchema.safeParse(parseJson(decoding.readVarString(decoder)))
    if (!event.success) return
    if (event.data.type === "call") for (const listener of callListeners) listener(event.data.call)
    else jobs.handleEvent(event.data)
  }

  const handleLoaded = (changes: Partial<ConnectionFacts>) => {
    if (getRoots(doc).meta.get("schemaVersion") === undefined) {
      change(changes)
      return
    }
    const newerSchema = (canWrite ? migrateDoc(doc) : { kind: "current" }).kind === "newer"
    change({ ...changes, loaded: true, newerSchema })
  }

  const handleUpdate = (update: Uint8Array, by: unknown) => {
    wasSent = false
    tellUpdate(update, by)
    device.keep(update, by)
    if (by === provider) return
    if (!wasSent && facts.answered) change({ answered: false })
    if (by !== device.origin && !facts.hasUnsaved) change({ hasUnsaved: true })
  }
  const device = openDeviceStore({
    doc,
    name: `panelwright/${person.id}/${storyboardId}`,
    isOwn: (by) => by !== provider,
    canWrite,
    isAway: () => !facts.synced,
    onKept: (keptOnDevice) => change({ keptOnDevice }),
    onUnsaved: () => change({ hasUnsaved: true }),
  })
  const readSync = provider.messageHandlers[messageSync]
  provider.messageHandlers[messageSync] = (encoder, decoder, from, ...rest) => {
    const whole = doc.store.clients.size === 0 ? findReply(decoder) : null
    if (whole === null) {
      readSync?.(encoder, decoder, from, ...rest)
      return
    }
    // Nobody has anything else, so it is kept as it came: Yjs would encode it once more for who listens.
    doc.off("update", handleUpdate)
    try {
      Y.applyUpdate(doc, whole, provider)
    } finally {
      doc.on("update", handleUpdate)
    }
    device.keep(whole, provider)
    provider.synced = true
  }
  provider.on("sync", (synced: boolean) => (synced ? handleLoaded({ synced }) : change({ synced })))
  const connection = startSteadyConnection({
    provider,
    isWaiting: () => !isAllStored(facts),
    onOnline: (online) => change({ online }),
    findRefusal: async () => (await options.findRefusal?.()) ?? null,
    onClosed(refusal) {
      change({ refusal })
      if (refusal === "storyboard-gone" && !facts.hasUnsaved) device.clear()
    },
  })

  /** Nobody listens before: Yjs would encode all that is kept once more for them. */
  const readDevice = async () => {
    await device.load()
    if (closed) return
    listens = true
    doc.on("update", handleUpdate)
    handleRead()
    handleLoaded({})
  }
  connection.connect()
  void readDevice()

  return {
    storyboardId,
    person,
    role,
    doc,
    reader,
    origin,
    undo,
    awareness,
    jobs,
    savedState,
    loaded,
    people: people.others,
    cursors: people.cursors,
    canEdit,
    apply(commands) {
      if (!canEditWith(facts)) return failure({ kind: "read-only" })
      const parsed = commandsSchema.safeParse(commands)
      if (!parsed.success) {
        const [issue] = parsed.error.issues
        const index = typeof issue?.path[0] === "number" ? issue.path[0] : 0
        return failure({ kind: "value-invalid", index, reason: issue?.message ?? "invalid" })
      }
      return applyCommandsAs(doc, parsed.data, { author: person, role, at: Date.now() }, origin)
    },
    setPresence: people.setPresence,
    observeCalls(listener) {
      callListeners.add(listener)
      return () => callListeners.delete(listener)
    },
    reconnect() {
      change({ refusal: null })
      connection.connect()
    },
    close() {
      if (closed) return
      closed = true
      people.stop()
      doc.off("update", handleUpdate)
      removeAwarenessStates(awareness, [doc.clientID], "closed")
      connection.stop()
      device.close()
      undo.destroy()
      reader.destroy()
      doc.destroy()
    },
  }
}

/** The update in a sync step 2, which is left to be read; null where there is none. */
function findReply({ arr, pos }: decoding.Decoder): Uint8Array | null {
  const decoder = decoding.createDecoder(arr)
  decoder.pos = pos
  if (decoding.readVarUint(decoder) !== messageYjsSyncStep2) return null
  return decoding.readVarUint8Array(decoder)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
