/** Shot letters skip I and O, which read as digits on a slate. */
const letters = "ABCDEFGHJKLMNPQRSTUVWXYZ"

/** `A` … `Z`, then `AA`, `AB` … for the n-th shot of a scene, from 0. */
export function formatShotLetter(index: number): string {
  const letter = letters.charAt(index % letters.length)
  const rest = Math.floor(index / letters.length)
  return rest === 0 ? letter : formatShotLetter(rest - 1) + letter
}

/** `12` + 0 → `12A`; a scene that ends in a letter gets a dash, so that scene 12A is not shot A of 12. */
export function formatShotNumber(sceneNumber: string, index: number): string {
  const letter = formatShotLetter(index)
  return /[A-Za-z]$/.test(sceneNumber) ? `${sceneNumber}-${letter}` : `${sceneNumber}${letter}`
}

/** `12A`, or `12A-2` when the shot has several panels. */
export function formatPanelNumber(shotNumber: string, index: number, panelCount: number): string {
  return panelCount > 1 ? `${shotNumber}-${index + 1}` : shotNumber
}

/**
 * Numbers for scenes in order: a scene keeps its own; one without gets the next whole number after the last
 * one in use, provisionally.
 */
export function numberScenes(
  own: readonly (string | null)[],
): { readonly number: string; readonly provisional: boolean }[] {
  const taken = new Set(own.filter((number) => number !== null))
  let last = 0
  return own.map((number) => {
    if (number !== null) {
      last = Math.max(last, Number.parseInt(number, 10) || last)
      return { number, provisional: false }
    }
    do last += 1
    while (taken.has(String(last)))
    return { number: String(last), provisional: true }
  })
}
