// The least that a room can be: what comes in goes out to the others. Keeps nothing.
import { createServer } from "node:http"
import { WebSocketServer, type WebSocket } from "ws"

const [port = "0"] = process.argv.slice(2)
const rooms = new Map<string, Set<WebSocket>>()
const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false })
const server = createServer()
server.on("upgrade", (request, socket, head) => {
  sockets.handleUpgrade(request, socket, head, (joined) => {
    const name = request.url ?? "/"
    const room = rooms.get(name) ?? new Set()
    rooms.set(name, room.add(joined))
    joined.on("error", () => joined.terminate())
    joined.on("close", () => room.delete(joined))
    joined.on("message", (data) => {
      for (const other of room) if (other !== joined) other.send(data)
    })
  })
})
server.listen(Number(port), "127.0.0.1", () => process.stdout.write("relay ready\n"))
