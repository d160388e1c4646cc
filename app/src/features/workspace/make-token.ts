/** The random part of a new id: 96 bits in letters and digits. */
export function makeToken(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(18))
  return Array.from(bytes, (byte) => (byte % 36).toString(36)).join("")
}
