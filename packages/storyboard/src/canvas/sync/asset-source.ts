import { assetIdSchema, type AssetId } from "@panelwright/core"

const assetScheme = "asset:"

/** How a canvas record names a stored picture, wherever the server is. */
export const toAssetSource = (id: AssetId): string => `${assetScheme}${id}`

/** Null for everything that is not one of our assets, so that a record can't make browsers fetch from elsewhere. */
export function findAssetId(source: unknown): AssetId | null {
  if (typeof source !== "string" || !source.startsWith(assetScheme)) return null
  return assetIdSchema.safeParse(source.slice(assetScheme.length)).data ?? null
}
