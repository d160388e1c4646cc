import { failure, success, type Result } from "../result.ts"
import { frameRates, type FrameRateName } from "./frame-rate.ts"

export interface TimeCodeFailure {
  readonly kind: "time-code-invalid"
  readonly text: string
  readonly reason: "shape" | "range" | "dropped-label" | "drop-frame-unavailable"
}

const pattern = /^(\d{2}):(\d{2}):(\d{2})([:;])(\d{2})$/

const pad = (value: number) => String(value).padStart(2, "0")

/** Labels dropped at the start of each minute but every tenth: 2 at 29.97, 4 at 59.94 (SMPTE ST 12-1). */
const droppedPerMinute = (nominal: number) => nominal / 15

/**
 * The frame that a label names, counted from 00:00:00:00. `;` before the frames means drop frame, which exists
 * only at 29.97 and 59.94 and changes labels, never counts: 01:00:00;00 at 29.97 is frame 107892.
 */
export function parseTimeCode(text: string, name: FrameRateName): Result<number, TimeCodeFailure> {
  const { nominal, dropFrame } = frameRates[name]
  const invalid = (reason: TimeCodeFailure["reason"]) =>
    failure({ kind: "time-code-invalid" as const, text, reason })
  const match = pattern.exec(text)
  if (!match) return invalid("shape")
  const [hours, minutes, seconds, frames] = [match[1], match[2], match[3], match[5]].map(
    Number,
  ) as [number, number, number, number]
  if (hours > 23 || minutes > 59 || seconds > 59 || frames >= nominal) return invalid("range")
  const labels = ((hours * 60 + minutes) * 60 + seconds) * nominal + frames
  if (match[4] === ":") return success(labels)
  if (!dropFrame) return invalid("drop-frame-unavailable")
  const dropped = droppedPerMinute(nominal)
  if (seconds === 0 && frames < dropped && minutes % 10 !== 0) return invalid("dropped-label")
  const total = hours * 60 + minutes
  return success(labels - dropped * (total - Math.floor(total / 10)))
}

/** The label of a frame; wraps after 24 hours. `dropFrame` is honoured only where the rate has it. */
export function formatTimeCode(
  frame: number,
  name: FrameRateName,
  options: { readonly dropFrame?: boolean } = {},
): string {
  const { nominal, dropFrame: available } = frameRates[name]
  const drop = available && options.dropFrame === true
  let labels = frame
  if (drop) {
    const dropped = droppedPerMinute(nominal)
    const perMinute = nominal * 60 - dropped
    const perTen = perMinute * 10 + dropped
    const tens = Math.floor(frame / perTen)
    const rest = frame % perTen
    const minutes = rest < nominal * 60 ? 0 : 1 + Math.floor((rest - nominal * 60) / perMinute)
    labels += dropped * (tens * 9 + minutes)
  }
  const seconds = Math.floor(labels / nominal)
  const hours = Math.floor(seconds / 3600) % 24
  return `${pad(hours)}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}${drop ? ";" : ":"}${pad(labels % nominal)}`
}

/** Whole seconds and frames as storyboards print them: `2+12`. */
export function formatSecondsAndFrames(frames: number, name: FrameRateName): string {
  const { nominal } = frameRates[name]
  return `${Math.floor(frames / nominal)}+${pad(frames % nominal)}`
}
