import Pdf from "pdfkit"
import sharp from "sharp"
import { createApi, ownerToken } from "../support/api.ts"
import { startServer } from "../support/server.ts"
import { measureMedian, measureMilliseconds, type Benchmark } from "./benchmark.ts"
import { createPicturedStoryboard, drawPicture, type Picture } from "./pictured-storyboard.ts"

const panelCount = 300
const printedWidth = 630

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
      const assets: Picture[] = []
      for (let index = 0; index < panelCount; index += 1) {
        const picture = await drawPicture(index).png().toBuffer()
        pictures.push(picture)
        assets.push(await api.postBytes<Picture>("/assets", picture, "image/png"))
      }
      const id = await createPicturedStoryboard(api, assets, panelCount)
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
