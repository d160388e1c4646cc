import { paintDifference, type Variant } from "@panelwright/core"
import { useEffect, useRef, useState } from "react"
import { loadPixels } from "./load-pixels.ts"

export interface DifferenceLayerProps {
  readonly one: Variant
  readonly other: Variant
  /** Share of the pixels that differ, when it is known. */
  readonly onShare?: (share: number) => void
}

/** Where two pictures differ, as an overlay that fills its place: amber for little, red for much. */
export function DifferenceLayer({ one, other, onShare }: DifferenceLayerProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const tell = useRef(onShare)
  const [failed, setFailed] = useState<string | null>(null)
  const pair = `${one.asset} ${other.asset}`
  const { width, height } = one
  useEffect(() => {
    tell.current = onShare
  })
  useEffect(() => {
    let isCurrent = true
    const paint = async () => {
      const size = { width, height }
      const [before, after] = await Promise.all([
        loadPixels(one.asset, size),
        loadPixels(other.asset, size),
      ])
      const pen = canvas.current?.getContext("2d")
      if (!isCurrent || !pen) return
      const { pixels, share } = paintDifference(before.data, after.data)
      pen.putImageData(new ImageData(pixels, width, height), 0, 0)
      tell.current?.(share)
    }
    paint().catch(() => {
      if (isCurrent) setFailed(`${one.asset} ${other.asset}`)
    })
    return () => {
      isCurrent = false
    }
  }, [one.asset, other.asset, width, height])
  return (
    <>
      <canvas
        ref={canvas}
        width={width}
        height={height}
        aria-hidden
        className="pointer-events-none absolute inset-0 h-full w-full object-contain"
      />
      {failed === pair && (
        <span
          role="status"
          className="absolute inset-x-0 bottom-0 bg-black/75 p-1 text-xs text-white"
        >
          One of the pictures could not be read.
        </span>
      )}
    </>
  )
}
