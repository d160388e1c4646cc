import type { Change } from "@panelwright/core"

/** Small changes must not read as none: anything above 0 says at least this. */
const leastShown = 0.1

function formatShare(share: number): string {
  if (share === 0) return "0"
  const percent = share * 100
  if (percent < leastShown) return `< ${leastShown} %`
  return percent < 10 ? `${percent.toFixed(1)} %` : `${Math.round(percent)} %`
}

/** `inside 38 % · outside 0` after an edit in a region, `changed 38 %` after one of the whole picture. */
export const describeChange = ({ inside, outside, masked }: Change): string =>
  masked
    ? `inside ${formatShare(inside)} · outside ${formatShare(outside)}`
    : `changed ${formatShare(inside)}`
