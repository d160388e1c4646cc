const tilde = 0x7e
const zero = 0x30
const digits = 7
const length = digits + 2

/** A number that can be found in whatever a server makes of the update that carries it. */
export const toMark = (index: number): string => `~${String(index).padStart(digits, "0")}~`

/** Calls with each mark between `from` and `to`. */
export function findMarks(
  bytes: Buffer,
  from: number,
  to: number,
  found: (index: number) => void,
): void {
  let at = from
  while (at + length <= to) {
    if (bytes[at] !== tilde || bytes[at + length - 1] !== tilde) {
      at += 1
      continue
    }
    const index = readIndex(bytes, at + 1)
    if (index < 0) {
      at += 1
      continue
    }
    found(index)
    at += length
  }
}

function readIndex(bytes: Buffer, at: number): number {
  let index = 0
  for (let place = at; place < at + digits; place += 1) {
    const digit = (bytes[place] ?? 0) - zero
    if (digit < 0 || digit > 9) return -1
    index = index * 10 + digit
  }
  return index
}
