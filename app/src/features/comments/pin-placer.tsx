import type { PinPosition } from "@panelwright/core"
import { useEffect, useRef, useState, type KeyboardEvent, type MouseEvent } from "react"

const step = 0.04
const middle: PinPosition = { x: 0.5, y: 0.5 }

const clamp = (share: number) => Math.min(1, Math.max(0, share))

const steps: Record<string, PinPosition> = {
  ArrowLeft: { x: -step, y: 0 },
  ArrowRight: { x: step, y: 0 },
  ArrowUp: { x: 0, y: -step },
  ArrowDown: { x: 0, y: step },
}

export interface PinPlacerProps {
  readonly onPlace: (position: PinPosition) => void
  readonly onCancel: () => void
}

/** Lies over a picture until a place on it is pointed at, by the mouse, a finger or the arrow keys. */
export function PinPlacer({ onPlace, onCancel }: PinPlacerProps) {
  const area = useRef<HTMLButtonElement>(null)
  const [byKeys, setByKeys] = useState<PinPosition | null>(null)
  useEffect(() => area.current?.focus({ preventScroll: true }), [])

  const handleClick = (event: MouseEvent<HTMLButtonElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    // A press of Enter is a click without a place.
    if (event.detail === 0) onPlace(byKeys ?? middle)
    else
      onPlace({
        x: clamp((event.clientX - box.left) / box.width),
        y: clamp((event.clientY - box.top) / box.height),
      })
  }
  const handleKey = (event: KeyboardEvent) => {
    const by = steps[event.key]
    if (event.key === "Escape") onCancel()
    else if (by) {
      const from = byKeys ?? middle
      setByKeys({ x: clamp(from.x + by.x), y: clamp(from.y + by.y) })
    } else if (event.key !== "c") return
    event.preventDefault()
    event.stopPropagation()
  }
  const shown = byKeys ?? middle
  return (
    <button
      ref={area}
      type="button"
      aria-label="Put the pin: click on the picture, or move it with the arrow keys and press Enter. Escape cancels."
      className="group/place pointer-events-auto absolute inset-0 cursor-crosshair bg-accent/10 outline-2 -outline-offset-2 outline-accent"
      onPointerDown={(event) => event.stopPropagation()}
      onClick={handleClick}
      onKeyDown={handleKey}
    >
      <span
        aria-hidden
        className="pointer-events-none absolute hidden size-6 -translate-1/2 rounded-full border-2 border-dashed border-white bg-accent-fill/70 group-focus-visible/place:block"
        style={{ left: `${shown.x * 100}%`, top: `${shown.y * 100}%` }}
      />
    </button>
  )
}
