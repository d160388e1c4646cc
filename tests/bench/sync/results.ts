import { isOurs, type PeerName } from "./peer.ts"
import type { Figures, Row, Scenario } from "./scenario.ts"

export type Measured = ReadonlyMap<PeerName, Figures>

/** The middle of the rounds, figure by figure. */
export function toMedians(rounds: readonly Figures[]): Figures {
  const names = Object.keys(rounds[0] ?? {})
  return Object.fromEntries(
    names.map((name) => [name, findMedian(rounds.map((round) => round[name] ?? Number.NaN))]),
  )
}

/** Not a number when one of them is none. */
export function findMedian(values: readonly number[]): number {
  if (values.some(Number.isNaN)) return Number.NaN
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

/** Which of ours miss the bar. */
function listMisses({ figure, bar }: Row, measured: Measured): PeerName[] {
  if (bar === null) return []
  const relay = measured.get("bare relay")?.[figure] ?? Number.NaN
  return [...measured]
    .filter(([name, figures]) => isOurs(name) && !bar.holds(figures[figure] ?? Number.NaN, relay))
    .map(([name]) => name)
}

export const isWithinBars = ({ rows }: Scenario, measured: Measured): boolean =>
  rows.every((row) => listMisses(row, measured).length === 0)

/** A scenario's part of the results, in Markdown. */
export function toMarkdown(scenario: Scenario, measured: Measured): string {
  const names = [...measured.keys()]
  const lines = scenario.rows.map((row) => {
    const cells = names.map((name) => toCell(measured.get(name)?.[row.figure], row.decimals))
    const misses = listMisses(row, measured)
    const within =
      row.bar === null || !names.some(isOurs)
        ? ""
        : misses.length === 0
          ? "yes"
          : `**no** (${misses.join("; ")})`
    return toLine([row.what, ...cells, row.bar?.text ?? "–", within])
  })
  const head = ["", ...names, "bar for ours", "within"]
  return [
    `### ${scenario.name}`,
    "",
    scenario.about,
    "",
    toLine(head),
    toLine(head.map(() => "---")),
    ...lines,
    "",
  ].join("\n")
}

const toLine = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`

function toCell(value: number | undefined, decimals: number): string {
  if (value === undefined || Number.isNaN(value)) return "–"
  return value.toLocaleString("en", {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  })
}
