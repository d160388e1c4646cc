import {
  formatSecondsAndFrames,
  frameRates,
  toRatio,
  type Panel,
  type Storyboard,
} from "@panelwright/core"
import Pdf from "pdfkit"
import { z } from "zod"
import type { ExportFormat, ExportSubject } from "../../export-format.ts"
import { toFileName } from "../../file-name.ts"
import { PageDrawer, type Picture, type RunningText } from "./draw-page.ts"
import { createPages } from "./flow.ts"
import {
  createPageLayout,
  grids,
  papers,
  type Grid,
  type PageLayout,
  type Paper,
} from "./page-layout.ts"
import { loadPanelPicture } from "./panel-picture.ts"
import { PdfCanvas } from "./pdf-canvas.ts"
import { createLines, type Line } from "./text-lines.ts"
import { TextMeasure } from "./text-measure.ts"

const flag = (initial: boolean) =>
  z
    .enum(["true", "false"])
    .optional()
    .transform((text) => (text === undefined ? initial : text === "true"))

const optionsSchema = z.strictObject({
  paper: z.enum(Object.keys(papers) as [Paper, ...Paper[]]).default("a4"),
  grid: z.enum(Object.keys(grids) as [Grid, ...Grid[]]).default("3x2"),
  /** Whether each scene starts a page. */
  sceneStartsPage: flag(false),
  dialogue: flag(true),
  action: flag(true),
  sound: flag(true),
  notes: flag(false),
  /** Printed at the foot of each page: a company, a notice. */
  footer: z.string().max(200).default(""),
  /** Print `scene:…` only. */
  sceneId: z.string().max(80).optional(),
})

export type PdfOptions = z.infer<typeof optionsSchema>

/** Pictures are made this fine for the size at which they are printed. */
const dotsPerInch = 200
const picturesAhead = 6

const wordFields = ["action", "dialogue", "sound", "notes"] as const

function createSetLines(measure: TextMeasure, layout: PageLayout, options: PdfOptions) {
  const getWidth = measure.getWidth.bind(measure)
  return (panel: Panel, size: number): Line[] =>
    wordFields.flatMap((field) => {
      const text = panel[field].trim()
      if (!options[field] || text === "") return []
      const label = field === "dialogue" ? null : field === "action" ? null : field.toUpperCase()
      return createLines({ label, text }, { width: layout.cellWidth, size, getWidth })
    })
}

function composeRunningText(
  subject: ExportSubject,
  panels: readonly Panel[],
  options: PdfOptions,
): RunningText {
  const { settings, shots } = subject.storyboard
  const shotIds = new Set(panels.map((panel) => panel.shotId))
  const frames = panels.reduce((sum, panel) => sum + panel.frames, 0)
  const facts = [
    `${panels.length} ${panels.length === 1 ? "panel" : "panels"}`,
    `${shots.filter((shot) => shotIds.has(shot.id)).length} shots`,
    `${formatSecondsAndFrames(frames, settings.frameRate)} s+f`,
    settings.aspectRatio,
    `${frameRates[settings.frameRate].label} fps`,
  ]
  const providers = new Set(
    panels
      .flatMap((panel) => panel.variants.filter((variant) => variant.id === panel.picture))
      .map((variant) => variant.recipe.provider),
  )
  providers.delete("upload")
  const origin = providers.has("sketch")
    ? providers.size > 1
      ? "Contains AI-generated images and rule-drawn sketches"
      : "Pictures are rule-drawn sketches"
    : providers.size > 0
      ? "Contains AI-generated images"
      : ""
  const footer = [options.footer, origin, `Revision ${subject.revision}`]
  return {
    title: settings.title,
    facts: facts.join("  ·  "),
    date: new Date(subject.now).toISOString().slice(0, 10),
    footer: footer.filter((text) => text !== "").join("  ·  "),
  }
}

/** Pictures in order, a few being made ahead of the page that is drawn. */
async function* loadInOrder(
  panels: readonly Panel[],
  load: (panel: Panel) => Promise<Picture>,
): AsyncIterable<Picture> {
  const ahead = panels.slice(0, picturesAhead).map(load)
  for (const [index] of panels.entries()) {
    const next = panels[index + picturesAhead]
    const picture = await ahead.shift()
    if (next) ahead.push(load(next))
    if (picture) yield picture
  }
}

function selectPanels(storyboard: Storyboard, options: PdfOptions): readonly Panel[] {
  return storyboard.panels.filter(
    (panel) =>
      panel.status !== "omitted" &&
      (options.sceneId === undefined || panel.sceneId === options.sceneId),
  )
}

async function* writePdf(
  subject: ExportSubject,
  options: PdfOptions,
  signal: AbortSignal,
): AsyncIterable<Uint8Array> {
  const { storyboard } = subject
  const { title, aspectRatio } = storyboard.settings
  const layout = createPageLayout(options.paper, options.grid, toRatio(aspectRatio))
  const doc = new Pdf({
    size: [layout.width, layout.height],
    margin: 0,
    autoFirstPage: false,
    tagged: true,
    displayTitle: true,
    pdfVersion: "1.7",
    lang: "und",
    info: { Title: title, Creator: "Panelwright", CreationDate: new Date(subject.now) },
  })
  const measure = new TextMeasure(doc)
  const panels = selectPanels(storyboard, options)
  const pages = createPages(
    { panels, scenes: storyboard.scenes, layout, sceneStartsPage: options.sceneStartsPage },
    createSetLines(measure, layout, options),
  )
  const running = composeRunningText(subject, panels, options)
  const drawer = new PageDrawer(new PdfCanvas(doc, measure), layout, storyboard, running)
  const root = doc.struct("Document")
  doc.addStructure(root)
  const pixels = {
    width: Math.round((layout.picture.width / 72) * dotsPerInch),
    height: Math.round((layout.picture.height / 72) * dotsPerInch),
  }
  const order = pages.flatMap(({ rows }) =>
    rows.flatMap(({ cells }) => cells.filter((cell) => !cell.continued).map(({ panel }) => panel)),
  )
  const loaded = loadInOrder(order, (panel) => loadPanelPicture(panel, subject, pixels))[
    Symbol.asyncIterator
  ]()
  for (const [index, page] of pages.entries()) {
    signal.throwIfAborted()
    const pictures = new Map<string, Picture>()
    for (const { panel, continued } of page.rows.flatMap(({ cells }) => cells)) {
      if (continued) continue
      const { value, done } = await loaded.next()
      if (done !== true) pictures.set(panel.id, value)
    }
    doc.addPage()
    drawer.draw(page, { index, count: pages.length }, root, pictures)
    yield* takeChunks(doc)
  }
  root.end()
  doc.end()
  for await (const chunk of doc) yield chunk as Uint8Array
}

function* takeChunks(doc: PDFKit.PDFDocument): Iterable<Uint8Array> {
  for (let chunk: unknown = doc.read(); chunk !== null; chunk = doc.read())
    if (chunk instanceof Uint8Array) yield chunk
}

/** Panels on paper, as productions hand them round: see the layouts and the overflow rule in `flow.ts`. */
export const pdfFormat: ExportFormat<PdfOptions> = {
  id: "pdf",
  options: optionsSchema,
  export: (subject, options, signal) => ({
    mediaType: "application/pdf",
    name: `${toFileName(subject.storyboard.settings.title)}.pdf`,
    chunks: writePdf(subject, options, signal),
  }),
}
