/** A title as the start of a file name: ASCII letters, digits and dashes; `storyboard` when nothing is left. */
export function toFileName(title: string): string {
  const name = title
    .normalize("NFKD")
    .replaceAll(/[^A-Za-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 80)
  return name === "" ? "storyboard" : name
}
