import { execFileSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import {
  assetIdSchema,
  createPanelId,
  createSceneId,
  createShotId,
  createVariantId,
  type AssetId,
  type Command,
  type Panel,
} from "@panelwright/core"
import { applyCommands, createStoryboardDoc, readStoryboard } from "@panelwright/document"
import sharp from "sharp"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { ExportSubject } from "../../export-format.ts"
import { createPages } from "./flow.ts"
import { createPageLayout } from "./page-layout.ts"
import { pdfFormat } from "./pdf-format.ts"

const asset = assetIdSchema.parse("a".repeat(64))
const ink = assetIdSchema.parse("b".repeat(64))
const scene = createSceneId("one")
const longWords = Array.from({ length: 2000 }, (_, index) => `word${index}`).join(" ")
const unbroken = "x".repeat(500)

let folder = ""
const pictures = new Map<AssetId, Uint8Array>()

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "panelwright-pdf-"))
  const size = { width: 320, height: 180 }
  pictures.set(
    asset,
    await sharp({ create: { ...size, channels: 3, background: "#336699" } })
      .png()
      .toBuffer(),
  )
  const stroke = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="320" height="180"><rect x="0" y="0" width="320" height="40" fill="#ff0000"/></svg>`,
  )
  pictures.set(ink, await sharp(stroke).png().toBuffer())
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface PanelInput {
  readonly action?: string
  readonly dialogue?: string
  readonly notes?: string
  readonly picture?: boolean
  readonly ink?: boolean
}

function createSubject(panels: readonly PanelInput[]): ExportSubject {
  const doc = createStoryboardDoc({ title: "The Lighthouse", frameRate: "25" })
  const commands: Command[] = [
    { kind: "scene.create", id: scene, number: "12", heading: "INT. LAMP ROOM - NIGHT" },
  ]
  for (const [index, panel] of panels.entries()) {
    const shot = createShotId(`s${index}`)
    const id = createPanelId(`p${index}`)
    commands.push({ kind: "shot.create", id: shot, sceneId: scene })
    commands.push({
      kind: "panel.create",
      id,
      shotId: shot,
      frames: 50,
      camera: { size: "close-up", angle: "low" },
      ...(panel.action !== undefined && { action: panel.action }),
      ...(panel.dialogue !== undefined && { dialogue: panel.dialogue }),
      ...(panel.notes !== undefined && { notes: panel.notes }),
    })
    if (panel.picture)
      commands.push({
        kind: "variant.add",
        choose: true,
        variant: {
          id: createVariantId(`v${index}`),
          panelId: id,
          asset,
          width: 320,
          height: 180,
          parentId: null,
          jobId: null,
          createdBy: "person:x",
          createdAt: 1,
          recipe: {
            provider: "sketch",
            model: "sketch-1",
            operation: "generate",
            instruction: null,
            seed: 1,
            styleVersion: 1,
            warnings: [],
            change: null,
          },
        },
      })
    if (panel.ink) commands.push({ kind: "panel.set-ink", id, ink: { asset: ink, revision: "1" } })
  }
  expect(applyCommands(doc, commands, "test").ok).toBe(true)
  return {
    storyboard: readStoryboard(doc),
    revision: 7,
    loadAsset: async (id) => pictures.get(id) ?? null,
    now: Date.UTC(2026, 0, 2),
  }
}

async function savePdf(
  subject: ExportSubject,
  parameters: Record<string, string> = {},
): Promise<string> {
  const file = pdfFormat.export(
    subject,
    pdfFormat.options.parse(parameters),
    AbortSignal.timeout(60_000),
  )
  const chunks: Uint8Array[] = []
  for await (const chunk of file.chunks) chunks.push(chunk)
  const path = join(
    folder,
    `${Object.values(parameters).join("-") || "default"}-${chunks.length}.pdf`,
  )
  writeFileSync(path, Buffer.concat(chunks))
  return path
}

/** Poppler's programs read the file as a printer or a search would. */
const run = (program: string, ...parameters: string[]) =>
  execFileSync(program, parameters, { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 })

const readText = (path: string) => run("pdftotext", "-raw", path, "-")

describe("the PDF", () => {
  it.each([
    ["a4", "3x2", "841.89 x 595.28"],
    ["letter", "3x2", "792 x 612"],
    ["a4", "2x3", "595.28 x 841.89"],
    ["letter", "2x3", "612 x 792"],
  ])("prints %s in %s with number, camera, length and time code", async (paper, grid, size) => {
    const panels = Array.from({ length: 7 }, () => ({
      action: "Mara climbs.",
      dialogue: "MARA\nHello?",
      picture: true,
    }))
    const path = await savePdf(createSubject(panels), { paper, grid })
    const info = run("pdfinfo", path)
    expect(info).toContain(` ${size} pts`)
    expect(info).toMatch(/Pages: +2\n/)
    expect(info).toMatch(/Tagged: +yes/)
    const text = readText(path)
    for (const expected of [
      "The Lighthouse",
      "12A",
      "12G",
      "CU LA",
      "2+00",
      "01:00:00:00",
      "01:00:12:00",
      "Mara climbs.",
      "MARA",
      "1 / 2",
      "12 INT. LAMP ROOM - NIGHT",
    ])
      expect(text.replaceAll(/ +/g, " ")).toContain(expected)
  })

  it("loses none of 2,000 words, and nothing of an unbroken string", async () => {
    const path = await savePdf(
      createSubject([
        { action: longWords, picture: true },
        { action: unbroken, picture: true },
        { action: "After." },
      ]),
    )
    const text = readText(path).replaceAll(/\s/g, "")
    const found = new Set(readText(path).match(/word\d+/g))
    expect(found.size).toBe(2000)
    expect(text).toContain("12A(cont.)")
    expect(text.match(/x+/g)?.reduce((sum, part) => sum + part.length, 0)).toBe(500)
    expect(text).toContain("After.")
  })

  it("keeps all marks inside the margins of every page", async () => {
    const path = await savePdf(
      createSubject([
        { action: longWords },
        { action: unbroken, notes: unbroken },
        { dialogue: longWords },
      ]),
      { notes: "true" },
    )
    const box = run("pdftotext", "-bbox", path, "-")
    const pages = [...box.matchAll(/<page width="([\d.]+)" height="([\d.]+)">/g)]
    expect(pages.length).toBeGreaterThan(1)
    const words = [
      ...box.matchAll(/xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)"/g),
    ]
    expect(words.length).toBeGreaterThan(4000)
    const [, width, height] = (pages[0] ?? []).map(Number)
    for (const [, xMin, yMin, xMax, yMax] of words.map((word) => word.map(Number))) {
      expect(xMin).toBeGreaterThan(30)
      expect(yMin).toBeGreaterThan(30)
      expect(xMax).toBeLessThan((width ?? 0) - 30)
      expect(yMax).toBeLessThan((height ?? 0) - 20)
    }
  })

  it("embeds every font with a Unicode map, for every script", async () => {
    const path = await savePdf(
      createSubject([{ action: "Łódź Ελλάδα Москва مرحبا بالعالم שלום 日本のホスト 😀" }]),
    )
    const fonts = run("pdffonts", path)
      .split("\n")
      .slice(2)
      .filter((line) => line !== "")
    expect(fonts.length).toBeGreaterThan(4)
    for (const font of fonts) expect(font).toMatch(/yes yes yes/)
    const text = readText(path)
    for (const word of ["Łódź", "Ελλάδα", "Москва", "日本のホスト"]) expect(text).toContain(word)
  })

  it("sets right-to-left words from the right, in their order", async () => {
    const path = await savePdf(createSubject([{ action: "שלום עולם טוב" }]))
    const box = run("pdftotext", "-bbox", path, "-")
    const places = ["שלום", "עולם", "טוב"].map((word) => {
      const line = box
        .split("\n")
        .find(
          (item) =>
            item.includes(`>${word}<`) ||
            item.includes(`>${Array.from(word).toReversed().join("")}<`),
        )
      return Number(/xMin="([\d.]+)"/.exec(line ?? "")?.[1])
    })
    expect(places.every(Number.isFinite)).toBe(true)
    expect(places).toEqual(places.toSorted((one, other) => other - one))
  })

  it("prints the ink over the picture, and says where a picture is missing", async () => {
    const path = await savePdf(createSubject([{ picture: true, ink: true }, {}]))
    run("pdftoppm", "-r", "60", "-png", "-f", "1", "-l", "1", path, join(folder, "ink"))
    const { data, info } = await sharp(readFileSync(join(folder, "ink-1.png")))
      .raw()
      .toBuffer({ resolveWithObject: true })
    let red = 0
    let blue = 0
    for (let index = 0; index < data.length; index += info.channels) {
      const [r = 0, g = 0, b = 0] = data.subarray(index, index + 3)
      if (r > 220 && g < 60 && b < 60) red += 1
      if (r < 80 && g > 80 && b > 130) blue += 1
    }
    expect(red).toBeGreaterThan(500)
    expect(blue).toBeGreaterThan(red)
    expect(readText(path)).toContain("No picture yet")
  })

  it("refuses options that it does not know", () => {
    expect(pdfFormat.options.safeParse({ paper: "a9" }).success).toBe(false)
    expect(pdfFormat.options.safeParse({ colour: "red" }).success).toBe(false)
  })

  it("lays every panel on some page once, in order, and no row past the end of a page", () => {
    const { storyboard } = createSubject(Array.from({ length: 40 }, () => ({})))
    const layout = createPageLayout("a4", "3x2", 16 / 9)
    const setLines = (panel: Panel) =>
      Array.from({ length: (panel.index * 37) % 160 }, () => ({
        tokens: [],
        width: 0,
        rightToLeft: false,
      }))
    const pages = createPages(
      { panels: storyboard.panels, scenes: storyboard.scenes, layout, sceneStartsPage: false },
      setLines,
    )
    const cells = pages.flatMap((page) => page.rows.flatMap((row) => row.cells))
    expect(cells.filter((cell) => !cell.continued).map((cell) => cell.panel.index)).toEqual(
      storyboard.panels.map((panel) => panel.index),
    )
    for (const panel of storyboard.panels) {
      const lines = cells.filter((cell) => cell.panel === panel).flatMap((cell) => cell.lines)
      expect(lines).toHaveLength((panel.index * 37) % 160)
    }
    for (const row of pages.flatMap((page) => page.rows)) {
      expect(row.y + row.height).toBeLessThanOrEqual(layout.content.height + 0.01)
      for (const cell of row.cells) expect(cell.height).toBeLessThanOrEqual(row.height + 0.01)
    }
  })
})
