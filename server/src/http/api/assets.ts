import {
  assetIdSchema,
  can,
  failure,
  storyboardIdSchema,
  type Actor,
  type AssetId,
} from "@panelwright/core"
import { assetSchema } from "@panelwright/core/protocol"
import { z } from "zod"
import type { AssetService } from "../../asset/asset-service.ts"
import { maxAssetBytes } from "../../asset/check-picture.ts"
import type { Follower } from "../../project/follower.ts"
import { fitRenditionWidth } from "../../asset/rendition.ts"
import { createRoute, type ApiRoute } from "./route.ts"

const pictureTypes = ["image/png", "image/jpeg", "image/webp", "image/gif"]

/** Assets never change, but who may see them does: so browsers keep them and proxies do not. */
const forever = "private, max-age=31536000, immutable"

export function createAssetRoutes(options: {
  readonly assets: AssetService
  readonly follower: Follower
}): ApiRoute[] {
  const { assets, follower } = options

  /** A storyboard may have begun to use it a moment ago, when somebody pasted it from another one. */
  const mayRead = async (actor: Actor, id: AssetId) => {
    if (await assets.mayRead(actor, id)) return true
    await follower.followMoved([...actor.roles.keys()])
    return assets.mayRead(actor, id)
  }

  return [
    createRoute(
      {
        method: "POST",
        path: "/assets",
        cost: 10,
        summary:
          "Takes a picture, checked by its content. `storyboard` names the one that will use it, so that its readers may see it.",
        access: { installation: "asset.upload" },
        query: z.object({ storyboard: storyboardIdSchema.optional() }),
        body: { kind: "bytes", mediaTypes: pictureTypes, limit: maxAssetBytes },
        answer: { status: 201, schema: assetSchema },
        problems: [
          "storyboard-not-found",
          "forbidden",
          "asset-empty",
          "asset-too-large",
          "asset-type",
          "asset-too-many-pixels",
          "asset-damaged",
        ],
      },
      async ({ actor, query, body }) => {
        const storyboardId = query.storyboard ?? findOnlyStoryboard(actor)
        if (storyboardId !== null && !can(actor, "storyboard.edit", storyboardId))
          return can(actor, "storyboard.read", storyboardId)
            ? failure({ kind: "forbidden", action: "storyboard.edit" })
            : failure({ kind: "storyboard-not-found" })
        return assets.saveAsset({
          bytes: body,
          createdBy: actor.personId ?? actor.id,
          storyboardId,
        })
      },
    ),
    createRoute(
      {
        method: "GET",
        path: "/assets/{id}",
        summary: "The bytes of an asset, or a WebP of it that is at least `width` pixels wide.",
        access: "signed-in",
        query: z.object({ width: z.coerce.number().int().min(1).max(100_000).optional() }),
        answer: { status: 200, mediaTypes: pictureTypes },
        problems: ["asset-not-found"],
      },
      async ({ actor, parameters, query, request }) => {
        const missing = failure({ kind: "asset-not-found" } as const)
        const id = assetIdSchema.safeParse(parameters["id"])
        if (!id.success) return missing
        const asset = await assets.findAsset(id.data)
        if (asset === null || !(await mayRead(actor, id.data))) return missing
        const width = query.width === undefined ? null : fitRenditionWidth(query.width)
        const etag = width === null ? `"${asset.id}"` : `"${asset.id}-${width}"`
        const headers = { etag, "cache-control": forever, vary: "cookie, authorization" }
        if (request.headers.get("if-none-match")?.includes(etag))
          return new Response(null, { status: 304, headers })
        const bytes =
          width === null
            ? await assets.loadAsset(asset.id)
            : await assets.loadRendition(asset.id, width)
        if (bytes === null) return missing
        return new Response(new Uint8Array(bytes), {
          headers: {
            ...headers,
            "content-type": width === null ? asset.mediaType : "image/webp",
            "content-security-policy": "sandbox; default-src 'none'",
            "content-disposition": "inline",
          },
        })
      },
    ),
  ]
}

/** A guest has one storyboard, so what a guest uploads is for it. */
const findOnlyStoryboard = (actor: Actor) =>
  actor.installationRole === "guest" && actor.roles.size === 1
    ? ([...actor.roles.keys()][0] ?? null)
    : null
