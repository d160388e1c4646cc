import type { Variant } from "@panelwright/core"
import {
  useEffect,
  useState,
  type CSSProperties,
  type KeyboardEvent,
  type PointerEvent,
} from "react"
import { assetUrl } from "../../api/asset-url.ts"
import { DifferenceLayer } from "./difference-layer.tsx"
import { formatShare } from "./describe-verdict.ts"

export const compareModes = ["wipe", "side-by-side", "blink", "difference"] as const
export type CompareMode = (typeof compareModes)[number]

export interface CompareViewProps {
  readonly one: Variant
  readonly other: Variant
  readonly mode: CompareMode
  /** "3. closer": for who can't see them, and as their marks. */
  readonly oneName: string
  readonly otherName: string
}

const Picture = ({ variant, alt }: { readonly variant: Variant; readonly alt: string }) => (
  <img
    src={assetUrl(variant.asset, null)}
    alt={alt}
    draggable={false}
    className="absolute inset-0 h-full w-full object-contain"
  />
)

const Mark = ({ children, right }: { readonly children: string; readonly right?: boolean }) => (
  <span
    aria-hidden
    className={`absolute bottom-1.5 max-w-[45%] truncate rounded-sm bg-black/75 px-1.5 text-xs text-white ${right ? "right-1.5" : "left-1.5"}`}
  >
    {children}
  </span>
)

const frame = "relative mx-auto overflow-hidden rounded-sm bg-bg"

/** As large as its place lets it be, whatever its shape. */
const fit = (ratio: number): CSSProperties => ({
  aspectRatio: ratio,
  width: `min(100cqw, 100cqh * ${ratio})`,
})

/** Two pictures of one panel against each other. */
export function CompareView(props: CompareViewProps) {
  const { one, other, mode, oneName, otherName } = props
  const ratio = one.width / one.height
  return (
    <div className="grid min-h-0 flex-1 place-items-center" style={{ containerType: "size" }}>
      {mode === "wipe" && <Wipe {...props} ratio={ratio} />}
      {mode === "side-by-side" && (
        <div
          className="grid w-full grid-cols-2 gap-2 max-sm:grid-cols-1"
          style={{ maxWidth: `calc(100cqh * ${ratio * 2})` }}
        >
          {[
            { variant: one, name: `A · ${oneName}` },
            { variant: other, name: `B · ${otherName}` },
          ].map(({ variant, name }) => (
            <div key={name} className={`${frame} w-full`} style={{ aspectRatio: ratio }}>
              <Picture variant={variant} alt={name} />
              <Mark>{name}</Mark>
            </div>
          ))}
        </div>
      )}
      {mode === "blink" && <Blink {...props} ratio={ratio} />}
      {mode === "difference" && <HeatMap {...props} ratio={ratio} />}
    </div>
  )
}

function Wipe(props: CompareViewProps & { readonly ratio: number }) {
  const { one, other, ratio, oneName, otherName } = props
  const [at, setAt] = useState(0.5)
  const move = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect()
    setAt(Math.min(1, Math.max(0, (event.clientX - box.x) / box.width)))
  }
  const handleKey = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -0.05, ArrowRight: 0.05, Home: -1, End: 1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    setAt((value) => Math.min(1, Math.max(0, value + step)))
  }
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={`Wipe between ${oneName} and ${otherName}`}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(at * 100)}
      className={`${frame} touch-none cursor-ew-resize select-none`}
      style={fit(ratio)}
      onKeyDown={handleKey}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        move(event)
      }}
      onPointerMove={(event) => {
        if (event.buttons > 0) move(event)
      }}
    >
      <Picture variant={other} alt="" />
      <span className="absolute inset-0" style={{ clipPath: `inset(0 ${(1 - at) * 100}% 0 0)` }}>
        <Picture variant={one} alt="" />
      </span>
      <span
        aria-hidden
        className="absolute inset-y-0 w-0.5 -translate-x-1/2 bg-white shadow-[0_0_0_1px_rgb(0_0_0/50%)]"
        style={{ left: `${at * 100}%` }}
      />
      <Mark>{`A · ${oneName}`}</Mark>
      <Mark right>{`B · ${otherName}`}</Mark>
    </div>
  )
}

const blinkMs = 700

/** By itself, or by hand where a person wants no motion. */
function Blink(props: CompareViewProps & { readonly ratio: number }) {
  const { one, other, ratio, oneName, otherName } = props
  const [second, setSecond] = useState(false)
  useEffect(() => {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return undefined
    const timer = setInterval(() => setSecond((value) => !value), blinkMs)
    return () => clearInterval(timer)
  }, [])
  const name = second ? `B · ${otherName}` : `A · ${oneName}`
  return (
    <button
      type="button"
      aria-label={`${name}. Press for the other one`}
      className={frame}
      style={fit(ratio)}
      onClick={() => setSecond(!second)}
    >
      <Picture variant={one} alt="" />
      <span className={second ? "" : "invisible"}>
        <Picture variant={other} alt="" />
      </span>
      <Mark>{name}</Mark>
    </button>
  )
}

function HeatMap(props: CompareViewProps & { readonly ratio: number }) {
  const { one, other, ratio, oneName, otherName } = props
  const [share, setShare] = useState<number | null>(null)
  return (
    <div className={frame} style={fit(ratio)}>
      <span className="absolute inset-0 opacity-35 grayscale">
        <Picture variant={other} alt={`What differs between ${oneName} and ${otherName}`} />
      </span>
      <DifferenceLayer one={one} other={other} onShare={setShare} />
      <span
        role="status"
        className="absolute bottom-1.5 left-1.5 rounded-sm bg-black/75 px-1.5 text-xs text-white"
      >
        {share === null
          ? "Comparing"
          : share === 0
            ? "No visible difference"
            : `${formatShare(share)} of the picture differs`}
      </span>
    </div>
  )
}
