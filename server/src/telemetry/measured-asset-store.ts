import type { AssetStore } from "../asset/asset-store.ts"
import type { Metrics } from "./metrics.ts"

/** The same store, with a note of how long each use of it took. */
export function createMeasuredAssetStore(
  store: AssetStore,
  metrics: Pick<Metrics, "assetUsed">,
): AssetStore {
  const measure = async <Value>(operation: string, work: Promise<Value>): Promise<Value> => {
    const startedAt = performance.now()
    const seconds = () => (performance.now() - startedAt) / 1000
    try {
      const value = await work
      metrics.assetUsed(operation, "done", seconds())
      return value
    } catch (error) {
      metrics.assetUsed(operation, "failed", seconds())
      throw error
    }
  }
  return {
    save: (name, bytes) => measure("save", store.save(name, bytes)),
    load: (name) => measure("load", store.load(name)),
    has: (name) => measure("has", store.has(name)),
    check: () => measure("check", store.check()),
  }
}
