import { readFile } from "node:fs/promises"
import { join } from "node:path"
import type { Camera } from "@panelwright/core"
import type { PanelCell } from "./panel.ts"

const scripts = join(import.meta.dirname, "../../../../../../../tests/fixtures/scripts")

/** Scene headings, paragraphs and speeches of a script as panels, sizes and angles going round; only for looking. */
export async function readScript(name: string): Promise<PanelCell[]> {
  const text = await readFile(join(scripts, `${name}.fountain`), "utf8").catch(() => "")
  const round: Partial<Camera>[] = [
    { size: "wide" },
    { size: "medium" },
    { size: "close-up" },
    { size: "full", angle: "low" },
    { size: "medium", angle: "over-the-shoulder" },
    { size: "medium-close-up" },
    { size: "cowboy", angle: "high" },
  ]
  const cells: PanelCell[] = []
  let heading = ""
  let known: string[] = []
  for (const block of text.split(/\n\s*\n/).map((part) => part.trim())) {
    const scene = /^(INT|EXT)[^\n#]*/.exec(block)?.[0]
    if (scene) {
      heading = scene.trim()
      known = []
      cells.push({ heading, action: "", camera: { size: "establishing" } })
      continue
    }
    if (heading === "" || /^(>|FADE|CUT)/.test(block)) continue
    const speech = /^([A-Z][A-Z .']+?)( \(.*\))?\n([\s\S]+)$/.exec(block)
    const camera = round[cells.length % round.length] ?? {}
    if (speech?.[1]) {
      const speaker = speech[1].trim()
      known = [speaker, ...known.filter((each) => each !== speaker)].slice(0, 2)
      cells.push({ heading, action: "", dialogue: `${speaker}: ${speech[3]}`, cast: known, camera })
    } else {
      const named = [...block.matchAll(/\b(?:THE )?([A-Z]{3,})\b(?= \()/g)].map(
        (match) => match[1] ?? "",
      )
      known = [...named, ...known.filter((each) => !named.includes(each))].slice(0, 2)
      const cast = known.filter((each) => new RegExp(`\\b${each}\\b`, "i").test(block))
      cells.push({
        heading,
        action: block,
        cast: cast.length > 0 ? cast : /\b(she|he|her|his)\b/i.test(block) ? known.slice(0, 1) : [],
        camera,
      })
    }
  }
  return cells
}
