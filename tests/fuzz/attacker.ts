import * as decoding from "lib0/decoding"
import { WebSocket } from "ws"
import type { FuzzMessage } from "./message-grammar.ts"

/** `closed` with the code, or `stays open`. */
export type Outcome = string

export interface Attacker {
  readonly isOpen: boolean
  /** Sends them in order and waits until the server has dealt with the last. */
  attack(messages: readonly FuzzMessage[]): Promise<Outcome>
  close(): void
}

const patienceMilliseconds = 15_000
const queryAwareness = Uint8Array.of(3)

/**
 * A connection that sends whatever it is given. It asks for everybody's awareness after it: messages are dealt with in
 * order, so the answer, which alone names all of `present`, says that the server is through.
 */
export async function openAttacker(options: {
  readonly url: string
  readonly storyboardId: string
  readonly token: string
  /** Ids whose awareness is known to the room. */
  readonly present: readonly number[]
  /** Another address of the loopback network each time: addresses are limited in how often they come. */
  readonly localAddress: string
}): Promise<Attacker> {
  const { url, storyboardId, token, present, localAddress } = options
  const address = `${url.replace(/^http/u, "ws")}/sync/${storyboardId}?ack=1&token=${token}`
  const socket = new WebSocket(address, { localAddress })
  let answered: (() => void) | undefined
  socket.on("message", (data: Buffer) => {
    const decoder = decoding.createDecoder(data)
    const type = decoding.readVarUint(decoder)
    if (type === 1 && namesAll(decoder, present)) answered?.()
  })
  socket.on("error", () => undefined)
  const closed = new Promise<Outcome>((resolve) => {
    socket.once("close", (code) => resolve(`closed ${code}`))
  })
  // A newcomer is told who is here, which is no answer yet.
  await Promise.race([new Promise<void>((resolve) => (answered = resolve)), closed])

  return {
    get isOpen() {
      return socket.readyState === WebSocket.OPEN
    },
    async attack(messages) {
      const through = new Promise<Outcome>((resolve) => {
        answered = () => resolve("stays open")
      })
      for (const { bytes } of messages) socket.send(bytes)
      socket.send(queryAwareness)
      let timer: NodeJS.Timeout | undefined
      const overdue = new Promise<never>((_resolve, reject) => {
        timer = setTimeout(
          () => reject(new Error("the server neither answered nor closed")),
          patienceMilliseconds,
        )
      })
      try {
        return await Promise.race([through, closed, overdue])
      } finally {
        clearTimeout(timer)
      }
    },
    close: () => socket.terminate(),
  }
}

function namesAll(decoder: decoding.Decoder, present: readonly number[]): boolean {
  const payload = decoding.createDecoder(decoding.readVarUint8Array(decoder))
  const named = new Set<number>()
  for (let left = decoding.readVarUint(payload); left > 0; left -= 1) {
    named.add(decoding.readVarUint(payload))
    decoding.readVarUint(payload)
    decoding.readVarString(payload)
  }
  return present.every((id) => named.has(id))
}
