export const pdfGrids = [
  { value: "3x2", label: "3 × 2, landscape" },
  { value: "2x3", label: "2 × 3, portrait" },
  { value: "2x2", label: "2 × 2, landscape" },
  { value: "3x3", label: "3 × 3, landscape" },
  { value: "1x1", label: "1 on a page" },
] as const

export const papers = [
  { value: "a4", label: "A4" },
  { value: "letter", label: "Letter" },
] as const

export const wordOptions = [
  { field: "dialogue", label: "Dialogue" },
  { field: "action", label: "Action" },
  { field: "sound", label: "Sound" },
  { field: "notes", label: "Notes" },
] as const

export interface PdfOptions {
  readonly paper: (typeof papers)[number]["value"]
  readonly grid: (typeof pdfGrids)[number]["value"]
  readonly sceneStartsPage: boolean
  readonly dialogue: boolean
  readonly action: boolean
  readonly sound: boolean
  readonly notes: boolean
  readonly footer: string
}

/** What a production expects of a picture this wide: two columns for widescreen, three for television. */
export const suggestPdfOptions = (ratio: number): PdfOptions => ({
  paper: "a4",
  grid: ratio >= 1.84 ? "2x3" : "3x2",
  sceneStartsPage: false,
  dialogue: true,
  action: true,
  sound: true,
  notes: false,
  footer: "",
})

/** Where the PDF is fetched. */
export function formatPdfAddress(storyboardId: string, options: PdfOptions): string {
  const search = new URLSearchParams({ format: "pdf" })
  for (const [name, value] of Object.entries(options))
    if (value !== "") search.set(name, String(value))
  return `/api/v1/storyboards/${storyboardId}/export?${search}`
}
