/**
 * Millionths of a US dollar for people: `$1.20`, `$0.07`, `$0.004`. Whole cents from one cent on, rounded up, so that nothing ever
 * costs more than it says.
 */
export function formatMicroDollars(microDollars: number): string {
  if (microDollars === 0) return "$0"
  const digits = microDollars >= 10_000 ? 2 : 4
  const unit = 10 ** (6 - digits)
  const text = ((Math.ceil(microDollars / unit) * unit) / 1_000_000).toFixed(digits)
  return `$${digits === 2 ? text : text.replace(/0+$/u, "")}`
}

/** What is spent or left, to the hundredth of a cent below a dollar: `$0.0244`, `$0.07`, `$12.50`. Never rounded up. */
export function formatBalance(microDollars: number): string {
  const digits = microDollars >= 1_000_000 ? 2 : 4
  const unit = 10 ** (6 - digits)
  const text = ((Math.floor(microDollars / unit) * unit) / 1_000_000).toFixed(digits)
  return `$${text.replace(/(\.\d\d\d*?)0+$/u, "$1")}`
}

/** The sum; null, not known, as soon as one is not. */
export function addMicroDollars(amounts: readonly (number | null)[]): number | null {
  let sum = 0
  for (const amount of amounts) {
    if (amount === null) return null
    sum += amount
  }
  return sum
}
