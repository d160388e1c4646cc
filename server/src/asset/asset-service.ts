import { createHash } from "node:crypto"
import {
  assetIdSchema,
  findRole,
  storyboardIdSchema,
  success,
  type Actor,
  type AssetId,
  type Result,
} from "@panelwright/core"
import { assetSchema, type Asset } from "@panelwright/core/protocol"
import { z } from "zod"
import type { Database } from "../database/database.ts"
import type { AssetStore } from "./asset-store.ts"
import { checkPicture, type AssetFailure } from "./check-picture.ts"
import type { Renditions, RenditionWidth } from "./rendition.ts"

export interface NewAsset {
  readonly bytes: Uint8Array
  /** The id of the actor who made it. Only a `person:…` is remembered as its maker. */
  readonly createdBy: string
  /** The storyboard that uses it, whose readers may then see it. Null: only its maker may, for now. */
  readonly storyboardId: string | null
}

export interface AssetService {
  /**
   * Checks bytes by content and keeps them under their SHA-256; the same bytes twice are one asset. Durable when it
   * resolves. `bytes` are kept as they are, except for what `checkPicture` has to write anew.
   */
  saveAsset(asset: NewAsset): Promise<Result<Asset, AssetFailure>>
  /** The bytes as kept; null: there is no such asset. */
  loadAsset(id: AssetId): Promise<Uint8Array | null>
  loadRendition(id: AssetId, width: RenditionWidth): Promise<Uint8Array | null>
  findAsset(id: AssetId): Promise<Asset | null>
  /** Lets the readers of a storyboard see assets that are used in it. Unknown ids are passed over. */
  useAssets(storyboardId: string, ids: readonly AssetId[]): Promise<void>
  /** Whoever may read a storyboard that uses it, or has uploaded it (but not by a token for one storyboard). */
  mayRead(actor: Actor, id: AssetId): Promise<boolean>
}

const rowSchema = z.object({
  id: assetIdSchema,
  media_type: z.string(),
  width: z.number().nullable(),
  height: z.number().nullable(),
  byte_length: z.number(),
})

const toAsset = (row: z.infer<typeof rowSchema>): Asset =>
  assetSchema.parse({
    id: row.id,
    mediaType: row.media_type,
    width: row.width,
    height: row.height,
    byteLength: row.byte_length,
  })

export function createAssetService(options: {
  readonly database: Database
  readonly store: AssetStore
  readonly renditions: Renditions
}): AssetService {
  const { database, store, renditions } = options
  const { sql } = database

  const useAssets = async (storyboardId: string, ids: readonly AssetId[]) => {
    if (ids.length === 0) return
    await sql`
      insert into asset_use (storyboard_id, asset_id)
      select ${storyboardId}, id from asset where id = any(${[...ids]})
      on conflict do nothing`
  }

  return {
    async saveAsset({ bytes, createdBy, storyboardId }) {
      const checked = await checkPicture(bytes)
      if (!checked.ok) return checked
      const picture = checked.value
      const id = assetIdSchema.parse(createHash("sha256").update(picture.bytes).digest("hex"))
      await store.save(id, picture.bytes)
      const [row] = await sql`
        insert into asset (id, media_type, width, height, byte_length, created_by)
        values (
          ${id}, ${picture.mediaType}, ${picture.width}, ${picture.height}, ${picture.bytes.length},
          (select id from person where id = ${createdBy})
        )
        on conflict (id) do update set media_type = asset.media_type
        returning id, media_type, width, height, byte_length`
      await sql`
        insert into asset_upload (asset_id, person_id)
        select ${id}, id from person where id = ${createdBy}
        on conflict do nothing`
      if (storyboardId !== null) await useAssets(storyboardId, [id])
      return success(toAsset(rowSchema.parse(row)))
    },

    loadAsset: (id) => store.load(id),
    loadRendition: (id, width) => renditions.load(id, width),

    async findAsset(id) {
      const [row] = await sql`
        select id, media_type, width, height, byte_length from asset where id = ${id}`
      return row === undefined ? null : toAsset(rowSchema.parse(row))
    },

    useAssets,

    async mayRead(actor, id) {
      if (actor.installationRole === "owner") return true
      const [upload] =
        actor.personId === null || actor.installationRole === "guest"
          ? []
          : await sql`
              select 1 from asset_upload where asset_id = ${id} and person_id = ${actor.personId}`
      if (upload) return true
      const rows = await sql`select storyboard_id from asset_use where asset_id = ${id}`
      return rows.some((row) => {
        const storyboardId = storyboardIdSchema.safeParse(row["storyboard_id"])
        return storyboardId.success && findRole(actor, storyboardId.data) !== null
      })
    },
  }
}
