import { failure, success, type Result } from "@panelwright/core"

/** As somebody would type it; empty: no limit. */
export const toDollars = (microDollars: number | null): string =>
  microDollars === null ? "" : String(microDollars / 1_000_000)

const most = 1_000_000

/** `2.50`, `$2.50` and `2,5` are two and a half dollars; nothing is no limit. */
export function parseDollars(text: string): Result<number | null, "no-amount"> {
  const plain = text
    .trim()
    .replace(/^\$\s*/u, "")
    .replace(",", ".")
  if (plain === "") return success(null)
  if (!/^\d+(?:\.\d*)?$|^\.\d+$/u.test(plain)) return failure("no-amount")
  const dollars = Number(plain)
  return dollars > most ? failure("no-amount") : success(Math.round(dollars * 1_000_000))
}
