/**
 * Where bytes of assets lie. A name is the asset's id (the SHA-256 of the bytes, in hexadecimal) or, for a rendition made
 * from it, the id with a suffix: `<id>-640.webp`. What a name stands for never changes.
 */
export interface AssetStore {
  /** Durable when it resolves. A name that is there already keeps its bytes. */
  save(name: string, bytes: Uint8Array): Promise<void>
  /** Null: there is nothing under that name. */
  load(name: string): Promise<Uint8Array | null>
  has(name: string): Promise<boolean>
}

const namePattern = /^[0-9a-f]{64}(-[0-9a-z]{1,16}\.[a-z]{1,8})?$/

/** A name that is no asset's is a bug of the caller: nothing of a person's input may come so far. */
export function checkAssetName(name: string): void {
  if (!namePattern.test(name)) throw new Error("not the name of an asset")
}
