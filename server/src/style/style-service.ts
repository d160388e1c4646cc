import type {
  AssetId,
  SceneId,
  Storyboard,
  StyleProfileSource,
  StyleReport,
  StyleVersion,
} from "@panelwright/core"
import { findStyleGroup, listProfilePictures } from "@panelwright/core"
import {
  composeStyleReport,
  joinFingerprint,
  listMeasured,
  splitFingerprint,
  type Fingerprint,
} from "@panelwright/core/style"
import { readStoryboard, readStyleVersions } from "@panelwright/document"
import type * as Y from "yjs"
import type { AssetService } from "../asset/asset-service.ts"
import type { Database } from "../database/database.ts"
import { loadFromDoc, loadStoryboard } from "../generation/load-storyboard.ts"
import type { Log } from "../log.ts"
import type { Sync } from "../sync/sync.ts"
import { createFingerprintStore } from "./fingerprint-store.ts"
import type { StyleThread } from "./style-thread.ts"

/** The pictures that a style is measured by, and what they look like. */
export interface StyleGuides {
  readonly source: StyleProfileSource
  readonly pictures: readonly AssetId[]
  /** Of each picture its fingerprint in a row. */
  readonly members: readonly Float32Array[]
}

/** Knows what pictures look like and which belong least. It advises: nothing waits for it, and nothing is refused. */
export interface StyleService {
  /**
   * How well every picture belongs; those that were not measured yet are from now on, and counted as `pending`.
   * Null: there is no such storyboard.
   */
  report(storyboardId: string): Promise<StyleReport | null>
  /** What the style has been, oldest first, up to the present one. Null: there is no such storyboard. */
  listVersions(storyboardId: string): Promise<StyleVersion[] | null>
  /** Measures pictures that have come, in the background. */
  notice(ids: readonly AssetId[]): void
  /** What pictures of a scene should be like, without those of `except`; null: there is nothing to be like. */
  loadGuides(storyboard: Storyboard, sceneId: SceneId, except: AssetId): Promise<StyleGuides | null>
  /** Resolves when nothing is being measured. */
  settle(): Promise<void>
  stop(): Promise<void>
}

/** A style that was never changed is the one version there is. */
function listVersions(doc: Y.Doc): StyleVersion[] {
  const versions = readStyleVersions(doc)
  const { style } = readStoryboard(doc)
  const isKept = versions.some((made) => made.style.version === style.version)
  return isKept ? versions : [...versions, { style, by: null, at: null }]
}

/** As many bad pictures are remembered, so that nobody is told to wait for them. */
const mostHopeless = 10_000

export function createStyleService(options: {
  readonly database: Pick<Database, "sql">
  readonly sync: Pick<Sync, "loadDoc">
  readonly assets: Pick<AssetService, "loadAsset">
  readonly thread: StyleThread
  readonly log: Log
}): StyleService {
  const { sync, assets, thread, log } = options
  const store = createFingerprintStore(options.database)
  const underWay = new Map<AssetId, Promise<Fingerprint | null>>()
  const hopeless = new Set<AssetId>()
  let isStopped = false

  const measure = async (id: AssetId): Promise<Fingerprint | null> => {
    const bytes = await assets.loadAsset(id)
    if (bytes === null) {
      hopeless.add(id)
      return null
    }
    const row = await thread.measure(bytes).catch((error: unknown) => {
      if (!isStopped) hopeless.add(id)
      log.info({ assetId: id, err: error }, "picture-not-measured")
      return null
    })
    if (row === null || isStopped) return null
    await store.save(id, row)
    return splitFingerprint(row)
  }

  const measureOnce = (id: AssetId): Promise<Fingerprint | null> => {
    const known = underWay.get(id)
    if (known) return known
    if (hopeless.size > mostHopeless) hopeless.clear()
    const started = measure(id)
      .catch((error: unknown) => {
        if (!isStopped) log.warn({ assetId: id, err: error }, "fingerprint-not-kept")
        return null
      })
      .finally(() => underWay.delete(id))
    underWay.set(id, started)
    return started
  }

  const listMissing = (ids: readonly AssetId[], known: ReadonlyMap<AssetId, unknown>) =>
    ids.filter((id) => !known.has(id) && !hopeless.has(id))

  return {
    async report(storyboardId) {
      const storyboard = await loadStoryboard(sync, storyboardId)
      if (storyboard === null) return null
      const ids = listMeasured(storyboard)
      const fingerprints = await store.load(ids)
      const missing = listMissing(ids, fingerprints)
      for (const id of missing) void measureOnce(id)
      return composeStyleReport({ storyboard, fingerprints, pending: missing.length })
    },

    listVersions: (storyboardId) => loadFromDoc(sync, storyboardId, listVersions),

    notice(ids) {
      if (isStopped) return
      for (const id of ids) void measureOnce(id)
    },

    async loadGuides(storyboard, sceneId, except) {
      const { source, pictures } = listProfilePictures(
        storyboard,
        findStyleGroup(storyboard, sceneId),
      )
      const others = pictures.filter((id) => id !== except)
      const known = await store.load(others)
      const measured = await Promise.all(
        others.map(async (id) => known.get(id) ?? (await measureOnce(id))),
      )
      const used = others.filter((_, index) => measured[index] !== null)
      const members = measured.filter((one) => one !== null).map(joinFingerprint)
      return used.length === 0 ? null : { source, pictures: used, members }
    },

    async settle() {
      while (underWay.size > 0) await Promise.all(underWay.values())
    },

    async stop() {
      isStopped = true
      await thread.stop()
      await Promise.all(underWay.values())
    },
  }
}
