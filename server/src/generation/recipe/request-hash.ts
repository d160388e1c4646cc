import { createHash } from "node:crypto"
import type { GenerationRequest, ImageRequest } from "@panelwright/core"
import type { Call } from "../prepare-call.ts"
import type { ImageProvider } from "../provider.ts"

const hash = (bytes: Uint8Array | string) => createHash("sha256").update(bytes).digest("hex")

export const hashPacket = (packet: ImageRequest["packet"]): string => hash(JSON.stringify(packet))

/**
 * Everything that a finished picture depends on: the same hash, the same request. The seed is in it where the
 * provider takes one. Pictures count by their bytes.
 */
export function hashCall(
  provider: Pick<ImageProvider, "id" | "modelFor">,
  { request, parent }: Pick<Call, "request" | "parent">,
  wish: Pick<GenerationRequest, "mask">,
): string {
  return hash(
    JSON.stringify([
      provider.id,
      provider.modelFor?.(request) ?? null,
      request.operation,
      hashPacket(request.packet),
      request.references.map(({ role, assetId }) => [role, assetId]),
      parent?.variant.asset ?? null,
      wish.mask,
      request.markup === null ? null : hash(request.markup),
      request.size,
      request.quality,
      request.seed,
      request.count,
      request.parentState ?? null,
    ]),
  )
}
