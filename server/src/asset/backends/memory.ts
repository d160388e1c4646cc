import { checkAssetContent, checkAssetName, type AssetStore } from "../asset-store.ts"

/** Keeps assets for as long as the process lives. */
export function createMemoryAssetStore(): AssetStore {
  const kept = new Map<string, Uint8Array>()
  return {
    async save(name, bytes) {
      checkAssetContent(name, bytes)
      if (!kept.has(name)) kept.set(name, Uint8Array.from(bytes))
    },
    async load(name) {
      checkAssetName(name)
      const bytes = kept.get(name)
      return bytes ? Uint8Array.from(bytes) : null
    },
    async has(name) {
      checkAssetName(name)
      return kept.has(name)
    },
    check: () => Promise.resolve(),
  }
}
