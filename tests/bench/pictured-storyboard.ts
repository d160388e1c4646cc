import sharp, { type Sharp } from "sharp"
import type { Api } from "../support/api.ts"

const pictureWidth = 1536
const pictureHeight = 864
const lineCount = 120
const scenePanels = 20

export interface Picture {
  readonly id: string
  readonly width: number
  readonly height: number
}

/** A picture with as much detail as a drawn one, different for each seed. */
export function drawPicture(seed: number): Sharp {
  const at = (index: number, factor: number, limit: number) =>
    ((index + 1) * factor * (seed + 7)) % limit
  const x = (index: number, factor: number) => at(index, factor, pictureWidth)
  const y = (index: number, factor: number) => at(index, factor, pictureHeight)
  const lines = Array.from(
    { length: lineCount },
    (_, index) =>
      `<path d="M${x(index, 37)} ${y(index, 53)} Q${x(index, 71)} ${y(index, 89)} ${x(index, 97)} ${y(index, 41)}" stroke="#222" stroke-width="${1 + at(index, 3, 5)}" fill="none"/>`,
  )
  const tint = `hsl(${(seed * 47) % 360} 30% 82%)`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${pictureWidth}" height="${pictureHeight}"><rect width="100%" height="100%" fill="${tint}"/>${lines.join("")}</svg>`
  return sharp(Buffer.from(svg))
}

/** A storyboard whose panels all have words and one of the pictures, in turn; gives its id. */
export async function createPicturedStoryboard(
  api: Api,
  pictures: readonly Picture[],
  panelCount: number,
): Promise<string> {
  const { id } = await api.post<{ id: string }>("/storyboards", { title: `${panelCount} panels` })
  for (let start = 0; start < panelCount; start += scenePanels) {
    const scene = start / scenePanels
    const commands: object[] = [
      { kind: "scene.create", id: `scene:${scene}`, heading: `INT. HALL ${scene} - DAY` },
    ]
    for (let index = start; index < Math.min(start + scenePanels, panelCount); index += 1)
      commands.push(...createPanel(scene, index, pictures))
    await api.post(`/storyboards/${id}/commands`, { commands })
  }
  return id
}

function createPanel(scene: number, index: number, pictures: readonly Picture[]): object[] {
  const picture = pictures[index % pictures.length]
  if (picture === undefined) throw new Error("there are no pictures")
  return [
    { kind: "shot.create", id: `shot:${index}`, sceneId: `scene:${scene}` },
    {
      kind: "panel.create",
      id: `panel:${index}`,
      shotId: `shot:${index}`,
      action: "She crosses the hall and stops at the window. Rain.",
      dialogue: "MARA\nYou should have lit it an hour ago.",
    },
    {
      kind: "variant.add",
      choose: true,
      variant: {
        id: `variant:${index}`,
        panelId: `panel:${index}`,
        asset: picture.id,
        width: picture.width,
        height: picture.height,
        parentId: null,
        jobId: null,
        createdBy: "bench",
        createdAt: index,
        recipe: {
          provider: "upload",
          model: "upload",
          operation: "upload",
          instruction: null,
          seed: null,
          styleVersion: 1,
          warnings: [],
          change: null,
        },
      },
    },
  ]
}
