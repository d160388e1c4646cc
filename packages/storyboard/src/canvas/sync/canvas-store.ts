import type { AssetId } from "@panelwright/core"
import type { Asset } from "@panelwright/core/protocol"
import {
  createTLStore,
  defaultAssetUtils,
  defaultBindingUtils,
  defaultShapeUtils,
  type TLAnyShapeUtilConstructor,
  type TLAsset,
  type TLAssetContext,
  type TLStore,
} from "tldraw"
import { PanelShapeUtil } from "../panel/panel-shape-util.tsx"
import { chooseRendition } from "../panel/picture-width.ts"
import { findAssetId, toAssetSource } from "./asset-source.ts"

export interface CanvasStoreOptions {
  readonly assetUrl: (assetId: AssetId, width: number | null) => string
  readonly uploadAsset: (file: Blob) => Promise<Asset>
}

/** An empty store that knows panels and our assets. */
export function createCanvasStore(options: CanvasStoreOptions): TLStore {
  return createTLStore({
    // The library's types do not fit each other under exact optional properties.
    shapeUtils: [...defaultShapeUtils, PanelShapeUtil] as unknown as TLAnyShapeUtilConstructor[],
    bindingUtils: defaultBindingUtils,
    assetUtils: defaultAssetUtils,
    assets: {
      async upload(_asset, file) {
        const { id } = await options.uploadAsset(file)
        return { src: toAssetSource(id) }
      },
      resolve(asset: TLAsset, context: TLAssetContext) {
        const id = "src" in asset.props ? findAssetId(asset.props.src) : null
        if (id === null || asset.type !== "image") return null
        if (context.shouldResolveToOriginal) return options.assetUrl(id, null)
        const pixels = asset.props.w * context.screenScale * context.dpr
        return options.assetUrl(id, chooseRendition(pixels))
      },
    },
  })
}
