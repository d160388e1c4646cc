import * as encoding from "lib0/encoding"

const hasOrigin = 0x80
const string = 4

/**
 * Makes the updates of one person who types into a text of their own, as Yjs encodes them (its
 * `UpdateEncoderV1`), without a doc behind it.
 */
export class UpdateWriter {
  readonly #client: number
  readonly #root: string
  #clock = 0

  constructor(client: number, root: string) {
    this.#client = client
    this.#root = root
  }

  /** The next keystrokes, of one byte each. */
  type(text: string): Uint8Array {
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, 1)
    encoding.writeVarUint(encoder, 1)
    encoding.writeVarUint(encoder, this.#client)
    encoding.writeVarUint(encoder, this.#clock)
    if (this.#clock === 0) {
      encoding.writeUint8(encoder, string)
      encoding.writeVarUint(encoder, 1)
      encoding.writeVarString(encoder, this.#root)
    } else {
      encoding.writeUint8(encoder, hasOrigin | string)
      encoding.writeVarUint(encoder, this.#client)
      encoding.writeVarUint(encoder, this.#clock - 1)
    }
    encoding.writeVarString(encoder, text)
    encoding.writeVarUint(encoder, 0)
    this.#clock += text.length
    return encoding.toUint8Array(encoder)
  }
}
