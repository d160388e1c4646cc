import { assetIdSchema, type AssetId } from "@panelwright/core"
import { fingerprintMethod, splitFingerprint, type Fingerprint } from "@panelwright/core/style"
import { z } from "zod"
import type { Database } from "../database/database.ts"

/** Fingerprints by the asset that they are of: the same bytes look the same wherever they are used. */
export interface FingerprintStore {
  load(ids: readonly AssetId[]): Promise<Map<AssetId, Fingerprint>>
  /** Of an asset that is gone meanwhile nothing is kept. */
  save(id: AssetId, row: Float32Array): Promise<void>
}

const rowSchema = z.object({ asset_id: assetIdSchema, data: z.instanceof(Uint8Array) })

export function createFingerprintStore({ sql }: Pick<Database, "sql">): FingerprintStore {
  return {
    async load(ids) {
      if (ids.length === 0) return new Map()
      const rows = await sql`
        select asset_id, data from style_fingerprint
        where method = ${fingerprintMethod} and asset_id = any(${[...ids]})`
      return new Map(
        rows.flatMap((row) => {
          const { asset_id: id, data } = rowSchema.parse(row)
          // A copy begins where floats may begin.
          const fingerprint = splitFingerprint(new Float32Array(Uint8Array.from(data).buffer))
          return fingerprint === null ? [] : [[id, fingerprint] as const]
        }),
      )
    },

    async save(id, row) {
      const data = Buffer.from(row.buffer, row.byteOffset, row.byteLength)
      await sql`
        insert into style_fingerprint (asset_id, method, data)
        select id, ${fingerprintMethod}, ${data} from asset where id = ${id}
        on conflict do nothing`
    },
  }
}
