import { readFileSync, writeFileSync } from "node:fs"

const file = new URL("RESULTS.md", import.meta.url)

/** The part under a `##` heading, without what stands beside it in the file. */
interface Section {
  readonly title: string
  readonly text: string
}

const readFile = (): string => {
  try {
    return readFileSync(file, "utf8")
  } catch {
    return ""
  }
}

/** Splits at headings of so many hashes; what stands before the first has an empty title. */
function split(text: string, hashes: string): Section[] {
  return text.split(new RegExp(`^(?=${hashes} )`, "mu")).map((part) => ({
    title: new RegExp(`^${hashes} (.*)$`, "mu").exec(part)?.[1] ?? "",
    text: part,
  }))
}

const join = (sections: readonly Section[]): string =>
  sections.map(({ text }) => `${text.trimEnd()}\n`).join("\n")

/** Writes the table that opens the file; the sections after it stay. */
export function replaceOpening(text: string): void {
  const [, ...rest] = split(readFile(), "##")
  writeFileSync(file, join([{ title: "", text }, ...rest]))
}

/** Writes one `###` part of a `##` section; every other part stays as it was measured before. */
export function replaceSection(title: string, partTitle: string, text: string): void {
  changeSection(title, (parts) => {
    const part = { title: partTitle, text }
    const at = parts.findIndex((candidate) => candidate.title === partTitle)
    return at < 0 ? [...parts, part] : parts.with(at, part)
  })
}

/** Writes what stands between a section's heading and its first part. */
export function describeSection(title: string, about: string): void {
  changeSection(title, (parts) => parts.with(0, { title: "", text: `## ${title}\n\n${about}\n` }))
}

/** A section's parts begin with its heading. */
function changeSection(title: string, change: (parts: Section[]) => Section[]): void {
  const sections = split(readFile(), "##")
  const known = sections.find((section) => section.title === title)
  const written = { title, text: join(change(split(known?.text ?? `## ${title}\n`, "###"))) }
  writeFileSync(
    file,
    join(
      known === undefined
        ? [...sections, written]
        : sections.map((section) => (section === known ? written : section)),
    ),
  )
}
