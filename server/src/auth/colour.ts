/** Told apart on dark and light, and readable under white letters. */
const colours = [
  "#c2410c",
  "#0f766e",
  "#7c3aed",
  "#be185d",
  "#1d4ed8",
  "#4d7c0f",
  "#a16207",
  "#0e7490",
  "#b91c1c",
  "#6d28d9",
] as const

/** The same id always gets the same colour. */
export function pickColour(id: string): string {
  let sum = 0
  for (const letter of id) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0
  return colours[sum % colours.length] ?? colours[0]
}
