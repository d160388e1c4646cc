import * as encoding from "lib0/encoding"
import { WebSocket } from "ws"
import type { RunningServer } from "../../support/server.ts"

const awarenessMessage = 1
const peopleCount = 10
/** 25 times a second: what a page tells of a moving pointer. */
const intervalMs = 40

/** What is on the screen, in canvas units: where the cursors move. */
export interface View {
  readonly width: number
  readonly height: number
}

/** Ten people whose cursors move over the board; resolves when all are connected. */
export async function startPeople(
  server: Pick<RunningServer, "url">,
  storyboardId: string,
  token: string,
  view: View,
): Promise<{ stop(): void }> {
  const url = `${server.url.replace(/^http/u, "ws")}/sync/${storyboardId}?token=${token}`
  const sockets = Array.from({ length: peopleCount }, () => new WebSocket(url))
  await Promise.all(
    sockets.map(
      (socket) =>
        new Promise((resolve, reject) => {
          socket.once("open", resolve)
          socket.once("error", reject)
        }),
    ),
  )
  let step = 0
  const timer = setInterval(() => {
    step += 1
    for (const [person, socket] of sockets.entries())
      socket.send(
        encodePresence(1000 + person, step, {
          view: "board",
          selection: [],
          cursor: {
            x: Math.round(view.width * (0.5 + 0.4 * Math.sin(step / 20 + person))),
            y: Math.round(view.height * (0.5 + 0.4 * Math.cos(step / 17 + person))),
          },
        }),
      )
  }, intervalMs)
  return {
    stop() {
      clearInterval(timer)
      for (const socket of sockets) socket.terminate()
    },
  }
}

function encodePresence(clientId: number, clock: number, state: object): Uint8Array {
  const update = encoding.createEncoder()
  encoding.writeVarUint(update, 1)
  encoding.writeVarUint(update, clientId)
  encoding.writeVarUint(update, clock)
  encoding.writeVarString(update, JSON.stringify(state))
  const message = encoding.createEncoder()
  encoding.writeVarUint(message, awarenessMessage)
  encoding.writeVarUint8Array(message, encoding.toUint8Array(update))
  return encoding.toUint8Array(message)
}
