import { z } from "zod"

/** A picture on the way. */
export interface PreviewFrame {
  /** Null: of the prompt that is being drawn; older servers do not say which one. */
  readonly promptId: string | null
  /** JPEG or PNG. */
  readonly bytes: Uint8Array
}

const withFormat = 1
const withMetadata = 4
const metadataSchema = z.object({ prompt_id: z.string().optional() })

/**
 * A binary message of ComfyUI's socket, all numbers big-endian: 4 bytes of its kind; then for kind 1 four bytes of
 * format (1 JPEG, 2 PNG) and the picture; for kind 4, which is sent to those who said `supports_preview_metadata`,
 * four bytes of length, so much JSON, and the picture. Kind 3 is text. Null: no picture.
 */
export function parsePreviewFrame(message: Uint8Array): PreviewFrame | null {
  if (message.length < 8) return null
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength)
  const kind = view.getUint32(0)
  if (kind === withFormat) return { promptId: null, bytes: message.subarray(8) }
  const start = 8 + view.getUint32(4)
  if (kind !== withMetadata || start >= message.length) return null
  try {
    const text = new TextDecoder().decode(message.subarray(8, start))
    const metadata = metadataSchema.parse(JSON.parse(text))
    return { promptId: metadata.prompt_id ?? null, bytes: message.subarray(start) }
  } catch {
    return null
  }
}
