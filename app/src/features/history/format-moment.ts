const dayMs = 86_400_000

const clock = new Intl.DateTimeFormat("en", {
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
})
const date = new Intl.DateTimeFormat("en", { weekday: "short", day: "numeric", month: "short" })

const startOfDay = (time: number) => new Date(time).setHours(0, 0, 0, 0)

/** `14:32` */
export const formatClock = (time: number): string => clock.format(time)

/** `Today`, `Yesterday`, `Mon, Nov 23` */
export function formatDay(time: number, now: number): string {
  // Half a day more, because days are 23 or 25 hours long where clocks change.
  const days = Math.floor((startOfDay(now) - startOfDay(time) + dayMs / 2) / dayMs)
  if (days === 0) return "Today"
  return days === 1 ? "Yesterday" : date.format(time)
}

/** `Today 14:32` */
export const formatMoment = (time: number, now: number): string =>
  `${formatDay(time, now)} ${formatClock(time)}`
