/** One figure of the board and of the stock canvas. */
export interface Comparison {
  readonly what: string
  readonly ours: number
  readonly theirs: number
  readonly unit: "ms" | "MB" | "beats"
  /** What the ratio must not pass; null: reported only. */
  readonly bound: number | null
}

const toRatio = ({ ours, theirs }: Comparison) => ours / theirs

export const isWithin = (comparison: Comparison): boolean =>
  comparison.bound === null || toRatio(comparison) <= comparison.bound

export function toTable(comparisons: readonly Comparison[]): string {
  const rows = comparisons.map((comparison) => {
    const { what, ours, theirs, unit, bound } = comparison
    const show = (value: number) => `${value.toFixed(value < 20 ? 1 : 0)} ${unit}`
    const limit = bound === null ? "–" : `≤ ${bound} ×`
    const verdict = isWithin(comparison) ? "yes" : "**no**"
    return `| ${what} | ${show(ours)} | ${show(theirs)} | ${toRatio(comparison).toFixed(2)} × | ${limit} | ${verdict} |`
  })
  return `| what | board | stock canvas | ratio | bound | within |\n| --- | --- | --- | --- | --- | --- |\n${rows.join("\n")}\n`
}
