const steps = [
  { unit: "year", ms: 31_536_000_000 },
  { unit: "month", ms: 2_592_000_000 },
  { unit: "week", ms: 604_800_000 },
  { unit: "day", ms: 86_400_000 },
  { unit: "hour", ms: 3_600_000 },
  { unit: "minute", ms: 60_000 },
] as const

const words = new Intl.RelativeTimeFormat("en", { numeric: "auto" })

/** `yesterday`, `5 minutes ago`. */
export function formatAge(time: number, now: number): string {
  const age = now - time
  const step = steps.find(({ ms }) => age >= ms)
  return step ? words.format(-Math.floor(age / step.ms), step.unit) : "just now"
}
