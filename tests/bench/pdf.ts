import Pdf from "pdfkit"
import sharp from "sharp"
import { createApi, ownerToken, type Api } from "../support/api.ts"
import { startServer } from "../support/server.ts"
import { measureMedian, measureMilliseconds, type Benchmark } from "./benchmark.ts"

const panelCount = 300
const printedWidth = 630

interface UploadedAsset {
  readonly id: string
  readonly width: number
  readonly height: number
}

/** A picture with as much detail as a drawn one, different for each seed. */
async function createPicture(seed: number): Promise<Uint8Array> {
  const lines = Array.from({ length: 120 }, (_, index) => {
    const at = (factor: number, limit: number) => ((index + 1) * factor * (seed + 7)) % limit
    return `<path d="M${at(37, 1536)} ${at(53, 864)} Q${at(71, 1536)} ${at(89, 864)} ${at(97, 1536)} ${at(41, 864)}" stroke="#222" stroke-width="${1 + at(3, 5)}" fill="none"/>`
  })
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1536" height="864"><rect width="1536" height="864" fill="#f7f4ec"/>${lines.join("")}</svg>`
  return sharp(Buffer.from(svg)).png().toBuffer()
}

async function createStoryboard(api: Api, assets: readonly UploadedAsset[]): Promise<string> {
  const { id } = await api.post<{ id: string }>("/storyboards", { title: "Three hundred" })
  const commands: object[] = [{ kind: "scene.create", id: "scene:1", heading: "INT. HALL - DAY" }]
  for (const [index, asset] of assets.entries()) {
    commands.push(
      { kind: "shot.create", id: `shot:${index}`, sceneId: "scene:1" },
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
          asset: asset.id,
          width: asset.width,
          height: asset.height,
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
    )
  }
  await api.post(`/storyboards/${id}/commands`, { commands })
  return id
}

/** The least that puts the same pictures and words on paper: no layout, no tags, no order of words. */
async function writeBarePdf(pictures: readonly Uint8Array[]): Promise<number> {
  const doc = new Pdf({ size: "A4", layout: "landscape", margin: 34, autoFirstPage: false })
  let byteLength = 0
  doc.on("data", (chunk: Uint8Array) => (byteLength += chunk.byteLength))
  const ended = new Promise((resolve) => doc.once("end", resolve))
  for (const [index, picture] of pictures.entries()) {
    if (index % 6 === 0) doc.addPage()
    const x = 34 + (index % 3) * 260
    const y = 68 + (Math.floor(index / 3) % 2) * 240
    const jpeg = await sharp(picture)
      .resize({ width: printedWidth })
      .jpeg({ quality: 82 })
      .toBuffer()
    doc.image(jpeg, x, y, { width: 240 })
    doc
      .fontSize(8)
      .text("She crosses the hall and stops at the window. Rain.", x, y + 140, { width: 240 })
  }
  doc.end()
  await ended
  return byteLength
}

/** A long storyboard on paper, beside a bare program that embeds the same pictures. */
export const pdf: Benchmark = {
  name: "pdf",
  async run() {
    const server = await startServer({ environment: { PANELWRIGHT_TOKEN: ownerToken } })
    try {
      const api = createApi(server)
      const pictures: Uint8Array[] = []
      const assets: UploadedAsset[] = []
      for (let index = 0; index < panelCount; index += 1) {
        const picture = await createPicture(index)
        pictures.push(picture)
        assets.push(await api.postBytes<UploadedAsset>("/assets", picture, "image/png"))
      }
      const id = await createStoryboard(api, assets)
      let byteLength = 0
      const ours = await measureMedian(3, () =>
        measureMilliseconds(async () => {
          const file = await api.getBytes(`/storyboards/${id}/export?format=pdf&grid=3x2`)
          byteLength = file.byteLength
        }),
      )
      const bare = await measureMedian(3, () => measureMilliseconds(() => writeBarePdf(pictures)))
      return [
        { what: "PDF of 300 panels", value: ours / 1000, unit: "s", bound: null },
        { what: "PDF of 300 panels, size", value: byteLength / 1e6, unit: "MB", bound: null },
        {
          what: "PDF of 300 panels against bare pdfkit",
          value: ours / bare,
          unit: "×",
          bound: 1.5,
        },
      ]
    } finally {
      await server.discard()
    }
  },
}
