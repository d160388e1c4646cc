import { getFrameRate, maxPanelFrames, toFrames, type FrameRateName } from "@panelwright/core"

/** Frames for a length as people write it: `2+12`, `2.5s`, `60f`, `2`. Null when it is none. */
export function parseLength(text: string, rate: FrameRateName): number | null {
  const words = text.trim().toLowerCase().replace(",", ".")
  const both = /^(\d+)\s*\+\s*(\d+)$/.exec(words)
  const frames = /^(\d+)\s*f(?:rames?)?$/.exec(words)
  const seconds = /^(\d+(?:\.\d+)?)\s*s?(?:ec(?:onds?)?)?$/.exec(words)
  const count = both
    ? Number(both[1]) * getFrameRate(rate).nominal + Number(both[2])
    : frames
      ? Number(frames[1])
      : seconds && Number(seconds[1]) > 0
        ? toFrames(Number(seconds[1]), rate)
        : null
  return count !== null && count >= 1 && count <= maxPanelFrames ? count : null
}
