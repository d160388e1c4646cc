import type { IncomingMessage } from "node:http"
import type { Duplex } from "node:stream"
import { can, findRole, storyboardIdSchema, type Actor, type StoryboardId } from "@panelwright/core"
import { WebSocketServer, type WebSocket } from "ws"
import type { Authenticate, Credentials } from "../auth/authenticate.ts"
import type { TokenBuckets } from "../auth/token-bucket.ts"
import type { Log } from "../log.ts"
import type { Projects } from "../project/projects.ts"
import { webSocketOptions, type ConnectionDescription, type Sync } from "../sync/sync.ts"
import type { DoorFailure } from "./problem.ts"
import { createRefusal } from "./refused-connection.ts"
import { isOwnOrigin } from "./same-origin.ts"
import { createSharedLookup } from "./shared-lookup.ts"
import type { ReadVisitor, Visitor } from "./visitor.ts"

/** Where sockets come in: `/sync/{storyboardId}`. */
export interface SyncDoor {
  /** False: the upgrade is for somebody else. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean
  /** Sends away whoever may no longer be in, or not in that role. Also happens by itself, every few seconds. */
  recheck(): void
  stop(): void
}

interface Guest {
  readonly credentials: Credentials
  readonly storyboardId: StoryboardId
  readonly role: string
  readonly address: string
}

const crowdedRetryMs = 10_000

export function createSyncDoor(options: {
  readonly sync: Sync
  readonly projects: Pick<Projects, "exists">
  readonly authenticate: Authenticate
  readonly readVisitor: ReadVisitor
  readonly publicUrl: string | null
  /** Tries to connect, by address. */
  readonly attempts: TokenBuckets
  /** How many may be open at once from one address, on this node. An office has one address. */
  readonly socketsPerAddress: number
  readonly recheckEveryMs: number
  /** False: other nodes have the sockets. */
  readonly isOpen: boolean
  readonly log: Log
}): SyncDoor {
  const { sync, projects, authenticate, readVisitor, publicUrl, attempts, log } = options
  const sockets = new WebSocketServer(webSocketOptions)
  /** Who is in, by the credential that sync knows the connection by. */
  const guests = new Map<string, Guest>()
  const actors = createSharedLookup<Actor | null>()
  const storyboards = createSharedLookup<boolean>()
  const openByAddress = new Map<string, number>()
  let count = 0

  const letIn = async (
    request: IncomingMessage,
    url: URL,
    visitor: Visitor,
  ): Promise<{ actor: Actor; guest: Guest } | DoorFailure | RateLimited> => {
    if (!options.isOpen) return { kind: "not-served-here", role: "sync" }
    const retryAfterMs = await attempts.take(visitor.address)
    if (retryAfterMs > 0) return { kind: "rate-limited", retryAfterMs }
    if ((openByAddress.get(visitor.address) ?? 0) >= options.socketsPerAddress)
      return { kind: "rate-limited", retryAfterMs: crowdedRetryMs }
    const credentials = {
      ...visitor.credentials,
      token: visitor.credentials.token ?? url.searchParams.get("token"),
    }
    const { origin, host } = request.headers
    // A page of another site can open a socket with the person's cookie, but it cannot know a token.
    const own = origin === undefined ? false : isOwnOrigin(origin, host, publicUrl)
    if (!own && (origin !== undefined || credentials.token === null))
      return { kind: "cross-origin" }
    const actor = await actors(toKey(credentials), () => authenticate(credentials))
    if (actor === null) return { kind: "not-signed-in" }
    const id = storyboardIdSchema.safeParse(readStoryboardId(url.pathname))
    if (!id.success || !can(actor, "storyboard.read", id.data))
      return { kind: "storyboard-not-found" }
    const exists = await storyboards(id.data, () => projects.exists(id.data))
    if (!exists) return { kind: "storyboard-not-found" }
    const role = findRole(actor, id.data) ?? "viewer"
    return { actor, guest: { credentials, storyboardId: id.data, role, address: visitor.address } }
  }

  /** On its own, because its listener lasts as long as the socket and would keep all that is in reach: an actor has a role for each storyboard. */
  const note = (webSocket: WebSocket, guest: Guest): string => {
    const credential = `connection-${(count += 1)}`
    const { address } = guest
    guests.set(credential, guest)
    openByAddress.set(address, (openByAddress.get(address) ?? 0) + 1)
    webSocket.once("close", () => {
      guests.delete(credential)
      const left = (openByAddress.get(address) ?? 1) - 1
      if (left > 0) openByAddress.set(address, left)
      else openByAddress.delete(address)
    })
    return credential
  }

  const handle = async (request: IncomingMessage, socket: Duplex, head: Buffer, url: URL) => {
    const entered = await letIn(request, url, readVisitor(request))
    if ("kind" in entered) return refuse(socket, entered)
    const { actor, guest } = entered
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      const { storyboardId } = guest
      const role = findRole(actor, storyboardId) ?? "viewer"
      sync.connect(webSocket, {
        storyboardId,
        actor: { id: actor.id, name: actor.name, colour: actor.colour, role },
        canWrite: can(actor, "storyboard.edit", storyboardId),
        wantsAcknowledgements: url.searchParams.get("ack") === "1",
        wantsEvents: url.searchParams.get("events") === "1",
        credential: note(webSocket, guest),
      })
    })
  }

  /** One look at each credential, however many connections came by it. */
  const recheckAll = async () => {
    const asked = new Map<string, Promise<Actor | null>>()
    const gone = new Set<string>()
    const changed = new Set<string>()
    await Promise.all(
      [...guests].map(async ([credential, { credentials, storyboardId, role }]) => {
        const key = toKey(credentials)
        const known = asked.get(key) ?? authenticate(credentials)
        asked.set(key, known)
        const actor = await known
        const now = actor && findRole(actor, storyboardId)
        if (now === null) gone.add(credential)
        else if (now !== role) changed.add(credential)
      }),
    )
    if (gone.size > 0) sync.disconnect(isIn(gone), "session-ended")
    if (changed.size > 0) sync.disconnect(isIn(changed), "role-changed")
  }

  const recheck = () => {
    recheckAll().catch((error: unknown) => log.warn({ err: error }, "sockets-not-rechecked"))
  }
  const timer = setInterval(recheck, options.recheckEveryMs)
  timer.unref()

  return {
    handleUpgrade(request, socket, head) {
      const url = parsePath(request.url)
      if (url === null || !url.pathname.startsWith("/sync/")) return false
      // A client that goes away meanwhile is not our concern, but an unheard error would end the process.
      socket.on("error", () => socket.destroy())
      handle(request, socket, head, url).catch((error: unknown) => {
        log.error({ err: error }, "upgrade-failed")
        refuse(socket, { kind: "internal" })
      })
      return true
    },
    recheck,
    stop: () => clearInterval(timer),
  }
}

const toKey = ({ token, sessionSecret }: Credentials): string =>
  JSON.stringify([token, sessionSecret])

const isIn = (set: ReadonlySet<string>) => (connection: ConnectionDescription) =>
  set.has(connection.credential ?? "")

type RateLimited = { readonly kind: "rate-limited"; readonly retryAfterMs: number }

const parsePath = (path: string | undefined): URL | null =>
  URL.parse(path ?? "/", "http://localhost")

function readStoryboardId(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname.slice("/sync/".length))
  } catch {
    return null
  }
}

const refuse = (socket: Duplex, failure: DoorFailure | RateLimited): void => {
  socket.end(createRefusal(failure))
}
