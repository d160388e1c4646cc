import { once } from "node:events"
import { connect, type Socket } from "node:net"

/** Where a client connects to, as the load program is told. */
export interface Address {
  readonly host: string
  readonly port: number
  /** With the room and the query. */
  readonly path: string
}

export interface RawClientOptions {
  readonly address: Address
  /** Counts the clients: servers with a budget for an address see as many people as there are. */
  readonly number: number
  /** A whole binary message, a view that is valid only now. */
  readonly onMessage: (bytes: Buffer, start: number, end: number) => void
  readonly onClose?: () => void
}

/** Reading is synchronous from the kernel to the callback, so that all sockets may share it. */
const readBuffer = Buffer.allocUnsafe(256 * 1024)
const nothing = Buffer.alloc(0)

const binary = 0x2
const close = 0x8
const ping = 0x9
const pong = 0xa

/**
 * A WebSocket client that costs next to nothing: one shared buffer for reading, frames by hand. It
 * knows as much of RFC 6455 as the measured servers use.
 */
export class RawClient {
  readonly #socket: Socket
  readonly #onMessage: RawClientOptions["onMessage"]
  #upgraded = false
  #rest = nothing
  #restParts: Buffer[] = []
  #restLength = 0
  #needed = 0
  closed = false

  /** Rejects when the server does not let the client in. */
  readonly opened: Promise<void>
  readonly #opening = Promise.withResolvers<void>()

  constructor({ address, number, onMessage, onClose }: RawClientOptions) {
    this.#onMessage = onMessage
    this.#socket = connect({
      host: address.host,
      port: address.port,
      localAddress: `127.0.${1 + Math.floor(number / 250)}.${1 + (number % 250)}`,
      noDelay: true,
      onread: {
        buffer: readBuffer,
        callback: (length) => {
          this.#read(length)
          return true
        },
      },
    })
    this.opened = this.#opening.promise
    this.#socket.on("error", () => undefined)
    this.#socket.once("close", () => {
      this.closed = true
      this.#opening.reject(new Error("closed before it was open"))
      onClose?.()
    })
    this.#socket.write(
      [
        `GET ${address.path} HTTP/1.1`,
        `Host: ${address.host}:${address.port}`,
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        "",
        "",
      ].join("\r\n"),
    )
  }

  get unsentBytes(): number {
    return this.#socket.writableLength
  }

  send(message: Uint8Array): void {
    this.#socket.write(toFrame(binary, message))
  }

  /** Frames made by `toClientFrame`, in one write. */
  sendFrames(frames: Uint8Array): boolean {
    return this.#socket.write(frames)
  }

  /** Waits until what was sent is with the kernel. */
  async drain(): Promise<void> {
    if (this.#socket.writableNeedDrain) await once(this.#socket, "drain")
  }

  close(): void {
    this.#socket.destroy()
  }

  #read(length: number): void {
    if (!this.#upgraded) {
      const head = Buffer.concat([this.#rest, readBuffer.subarray(0, length)])
      const end = head.indexOf("\r\n\r\n")
      if (end < 0) {
        this.#rest = head
        return
      }
      if (!head.toString("latin1", 0, 12).endsWith("101")) {
        this.#socket.destroy(new Error(head.toString("latin1", 0, end)))
        return
      }
      this.#upgraded = true
      this.#rest = nothing
      this.#opening.resolve()
      this.#keep(head, this.#parse(head, end + 4, head.length), head.length)
      return
    }
    if (this.#restLength === 0) {
      this.#keep(readBuffer, this.#parse(readBuffer, 0, length), length)
      return
    }
    this.#restParts.push(Buffer.from(readBuffer.subarray(0, length)))
    this.#restLength += length
    if (this.#restLength < this.#needed) return
    const whole = Buffer.concat(this.#restParts)
    this.#restParts = []
    this.#restLength = 0
    this.#keep(whole, this.#parse(whole, 0, whole.length), whole.length)
  }

  #keep(bytes: Buffer, from: number, to: number): void {
    if (from >= to) return
    this.#restParts = [Buffer.from(bytes.subarray(from, to))]
    this.#restLength = to - from
  }

  /** Hands out whole frames; gives where the first that is not whole begins. */
  #parse(bytes: Buffer, from: number, to: number): number {
    let at = from
    for (;;) {
      if (at + 2 > to) {
        this.#needed = 2
        return at
      }
      let length = (bytes[at + 1] ?? 0) & 0x7f
      let start = at + 2
      if (length === 126) {
        start = at + 4
        if (start > to) {
          this.#needed = 4
          return at
        }
        length = bytes.readUInt16BE(at + 2)
      } else if (length === 127) {
        start = at + 10
        if (start > to) {
          this.#needed = 10
          return at
        }
        length = Number(bytes.readBigUInt64BE(at + 2))
      }
      const end = start + length
      if (end > to) {
        this.#needed = end - at
        return at
      }
      const opcode = (bytes[at] ?? 0) & 0xf
      if (opcode === binary) this.#onMessage(bytes, start, end)
      else if (opcode === ping)
        this.#socket.write(toFrame(pong, Buffer.from(bytes.subarray(start, end))))
      else if (opcode === close) this.#socket.end()
      at = end
    }
  }
}

/** A frame masked with zeros: the server does its work of unmasking, and nobody here has any. */
function toFrame(opcode: number, message: Uint8Array): Buffer {
  const { length } = message
  const lengthBytes = length < 126 ? 0 : length < 65_536 ? 2 : 8
  const frame = Buffer.alloc(2 + lengthBytes + 4 + length)
  frame[0] = 0x80 | opcode
  if (lengthBytes === 0) frame[1] = 0x80 | length
  else if (lengthBytes === 2) {
    frame[1] = 0x80 | 126
    frame.writeUInt16BE(length, 2)
  } else {
    frame[1] = 0x80 | 127
    frame.writeBigUInt64BE(BigInt(length), 2)
  }
  frame.set(message, 2 + lengthBytes + 4)
  return frame
}

export const toClientFrame = (message: Uint8Array): Buffer => toFrame(binary, message)
