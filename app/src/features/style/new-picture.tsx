import { Loader } from "lucide-react"
import { assetUrl } from "../../api/asset-url.ts"

export interface NewPictureProps {
  readonly label: string
  /** Width by height. */
  readonly ratio: number
  /** Null: it is being drawn, or it failed. */
  readonly asset: string | null
  readonly failed: boolean
}

/** A place of the size that the picture will have, so that nothing moves when it comes. */
export function NewPicture({ label, ratio, asset, failed }: NewPictureProps) {
  return (
    <div
      className="mt-1.5 flex w-full items-center justify-center overflow-hidden rounded-sm border bg-bg"
      style={{ aspectRatio: ratio }}
    >
      {asset !== null && <img src={assetUrl(asset, 640)} alt={label} className="w-full" />}
      {asset === null && (
        <span className="flex items-center gap-1.5 px-2 text-xs text-text-3">
          {!failed && <Loader aria-hidden size={14} className="motion-safe:animate-spin" />}
          {failed ? "Not drawn: the queue says why" : "Drawing"}
        </span>
      )}
    </div>
  )
}
