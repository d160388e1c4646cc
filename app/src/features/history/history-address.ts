import { formatPoint, parsePoint, type HistoryPoint } from "@panelwright/core"

/** What the history shows, as its address says it. */
export interface HistoryAddress {
  readonly at: HistoryPoint
  /** What it is held against. */
  readonly against: HistoryPoint
}

const now: HistoryPoint = { kind: "now" }

export const parseHistoryAddress = (search: URLSearchParams): HistoryAddress => ({
  at: parsePoint(search.get("at") ?? "") ?? now,
  against: parsePoint(search.get("with") ?? "") ?? now,
})

/** The search of an address with these points in it; everything else in it stays. */
export function formatHistoryAddress(search: URLSearchParams, address: HistoryAddress): string {
  const next = new URLSearchParams(search)
  for (const [name, point] of [
    ["at", address.at],
    ["with", address.against],
  ] as const)
    if (point.kind === "now") next.delete(name)
    else next.set(name, formatPoint(point))
  const text = next.toString()
  return text === "" ? "" : `?${text}`
}
