import { findCloseReason, type CloseReason } from "@panelwright/core/protocol"
import * as encoding from "lib0/encoding"
import * as syncProtocol from "y-protocols/sync"
import { messageSync, type WebsocketProvider } from "y-websocket"
import { createLiveness, type Signs } from "./liveness.ts"
import { computeReconnectDelay } from "./reconnect-delay.ts"

export interface SteadyOptions {
  /** Made not to connect by itself. */
  readonly provider: WebsocketProvider
  /** Something was sent that the server has not acknowledged. */
  readonly isWaiting: () => boolean
  /** The browser has changed its mind about the network. */
  readonly onOnline: (online: boolean) => void
  readonly onClosed: (reason: CloseReason) => void
  /** Why the server would refuse a connection; null when it would not, or when nobody knows. Asked after failures. */
  readonly findRefusal: () => Promise<CloseReason | null>
}

/** Keeps a connection: tries again with a spread, and notices when nobody is at the other end. */
export interface SteadyConnection {
  /** At once, as when a person asks for it. */
  readonly connect: () => void
  readonly handleConnecting: () => void
  readonly handleMessage: () => void
  readonly stop: () => void
}

const checkMs = 1000
const askAfterFailures = 2
const askEvery = 10

/** A role that changed is ended with a code that asks for a new connection, but the page must learn its new role first. */
const endsForGood = (code: number) =>
  findCloseReason(code) === "role-changed" || (code >= 4400 && code < 4500)

const page = typeof window === "undefined" ? null : window

export function startSteadyConnection(options: SteadyOptions): SteadyConnection {
  const { provider, isWaiting, onOnline, onClosed, findRefusal } = options
  let failures = 0
  let lostAt: number | null = null
  let timer: ReturnType<typeof setTimeout> | null = null
  let stopped = false

  const readSigns = (): Signs => ({
    stage: provider.wsconnected ? "open" : provider.ws === null ? "none" : "connecting",
    unsentBytes: provider.ws?.bufferedAmount ?? 0,
    isWaiting: provider.synced && isWaiting(),
  })
  const connect = () => {
    if (timer !== null) clearTimeout(timer)
    timer = null
    if (!stopped) provider.connect()
  }
  const reconnect = () => {
    provider.disconnect()
    connect()
  }
  const liveness = createLiveness({
    probe() {
      // Every server answers this; a ping of the protocol below can't be sent from a page.
      const encoder = encoding.createEncoder()
      encoding.writeVarUint(encoder, messageSync)
      syncProtocol.writeSyncStep1(encoder, provider.doc)
      provider.ws?.send(encoding.toUint8Array(encoder))
    },
    onDead: reconnect,
    clock: Date.now,
  })

  const askWhy = async () => {
    const reason = await findRefusal()
    if (reason === null || stopped || provider.wsconnected) return
    if (timer !== null) clearTimeout(timer)
    timer = null
    provider.disconnect()
    onClosed(reason)
  }
  provider.on("connection-close", (event: CloseEvent | null) => {
    if (stopped) return
    // The library's own next try would come at the same moment for everybody.
    provider.shouldConnect = false
    if (timer !== null) clearTimeout(timer)
    timer = null
    if (event !== null && endsForGood(event.code)) {
      onClosed(findCloseReason(event.code) ?? "internal")
      return
    }
    lostAt ??= Date.now()
    const outageMs = Date.now() - lostAt
    const delay = computeReconnectDelay({ failures, outageMs, random: Math.random() })
    failures += 1
    timer = setTimeout(connect, delay)
    if (failures >= askAfterFailures && (failures - askAfterFailures) % askEvery === 0)
      void askWhy()
  })
  provider.on("sync", (synced: boolean) => {
    if (!synced) return
    failures = 0
    lostAt = null
  })

  const interval = setInterval(() => liveness.check(readSigns()), checkMs)
  const suspect = () => {
    liveness.suspect(readSigns())
    if (timer !== null) connect()
  }
  const handleVisibility = () => {
    if (page?.document.visibilityState === "visible") suspect()
  }
  const handleOnline = () => {
    onOnline(true)
    suspect()
  }
  // A dead socket looks alive for a while: a new one shows at once what is true.
  const handleOffline = () => {
    onOnline(false)
    reconnect()
  }
  page?.addEventListener("online", handleOnline)
  page?.addEventListener("offline", handleOffline)
  page?.addEventListener("pageshow", suspect)
  page?.document.addEventListener("visibilitychange", handleVisibility)

  return {
    connect,
    handleConnecting: liveness.handleConnecting,
    handleMessage: liveness.handleMessage,
    stop() {
      stopped = true
      if (timer !== null) clearTimeout(timer)
      clearInterval(interval)
      page?.removeEventListener("online", handleOnline)
      page?.removeEventListener("offline", handleOffline)
      page?.removeEventListener("pageshow", suspect)
      page?.document.removeEventListener("visibilitychange", handleVisibility)
      provider.destroy()
    },
  }
}

/** Programs that are no browser do not say, and are taken to be. */
export const isOnline = (): boolean =>
  typeof navigator === "undefined" || !("onLine" in navigator) || navigator.onLine
