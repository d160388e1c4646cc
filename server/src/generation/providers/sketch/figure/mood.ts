import type { Expression } from "../scene-graph.ts"

export interface Mood {
  /** Brow heights, inner and outer end, and mouth: curve up, how open, how wide. */
  readonly inner: number
  readonly outer: number
  readonly curve: number
  readonly open: number
  readonly wide: number
  /** How open the eyes are. */
  readonly lids: number
}

export const moods: Record<Expression, Mood> = {
  neutral: { inner: 0, outer: 0, curve: 0, open: 0, wide: 1, lids: 1 },
  happy: { inner: 0.012, outer: 0.012, curve: 0.045, open: 0, wide: 1.3, lids: 0.72 },
  sad: { inner: 0.035, outer: -0.025, curve: -0.03, open: 0, wide: 0.9, lids: 0.7 },
  angry: { inner: -0.045, outer: 0.02, curve: -0.02, open: 0.02, wide: 1, lids: 0.8 },
  afraid: { inner: 0.05, outer: 0.02, curve: -0.012, open: 0.05, wide: 0.85, lids: 1.35 },
  shouting: { inner: -0.035, outer: 0.025, curve: -0.02, open: 0.125, wide: 0.95, lids: 0.95 },
  surprised: { inner: 0.05, outer: 0.05, curve: -0.004, open: 0.07, wide: 0.62, lids: 1.45 },
  tired: { inner: 0.016, outer: -0.022, curve: -0.016, open: 0, wide: 0.95, lids: 0.42 },
  asleep: { inner: 0, outer: -0.01, curve: 0, open: 0, wide: 0.85, lids: 0.04 },
}
