import { createHash } from "node:crypto"

/**
 * Where bytes of assets lie. A name is the asset's id (the SHA-256 of the bytes, in hexadecimal) or, for a rendition made
 * from it, the id with a suffix: `<id>-640.webp`. What a name stands for never changes. Bytes come and go whole: an
 * asset has 25 MB at most, and whoever loads one decodes it.
 *
 * A store that cannot do its work throws an `AssetStoreError`.
 */
export interface AssetStore {
  /** Durable when it resolves. A name that is there already keeps its bytes. An id that is not theirs is a bug. */
  save(name: string, bytes: Uint8Array): Promise<void>
  /** Null: there is nothing under that name. */
  load(name: string): Promise<Uint8Array | null>
  has(name: string): Promise<boolean>
  /** Resolves when the store can be used as it is set up, now; saves nothing. */
  check(): Promise<void>
}

const namePattern = /^[0-9a-f]{64}(-[0-9a-z]{1,16}\.[a-z]{1,8})?$/
const idLength = 64

export const isAssetName = (name: string): boolean => namePattern.test(name)

/** A name that is no asset's is a bug of the caller: nothing of a person's input may come so far. */
export function checkAssetName(name: string): void {
  if (!isAssetName(name)) throw new Error("not the name of an asset")
}

/** Whether these can be the bytes of that name. Of a rendition's name nothing can be said. */
export const isContentOf = (name: string, bytes: Uint8Array): boolean =>
  name.length !== idLength || createHash("sha256").update(bytes).digest("hex") === name

/** Kept under a wrong name, bytes would stand for others for ever. */
export function checkAssetContent(name: string, bytes: Uint8Array): void {
  checkAssetName(name)
  if (!isContentOf(name, bytes)) throw new Error("not the bytes of that asset")
}
