import { mkdir, readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { availableParallelism } from "node:os"
import { createSketchProvider } from "../../generation/providers/sketch/sketch-provider.ts"
import { createSamplePacket } from "./sample-panels.ts"
import { createSampleStyle } from "./sample-styles.ts"

/** One picture of a set: which style it is drawn in, and the PNG. */
export interface SamplePicture {
  readonly style: number
  readonly panel: number
  readonly bytes: Uint8Array
}

export interface SampleSet {
  readonly styles: readonly number[]
  readonly panels: readonly number[]
}

/** Nothing is in both: neither a style nor a panel. */
export const calibrationSet: SampleSet = { styles: range(0, 30), panels: range(0, 16) }
export const evaluationSet: SampleSet = { styles: range(30, 50), panels: range(16, 32) }

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index)
}

/** Draws every panel of the set in every style; with a folder, those that lie there are not drawn again. */
export async function drawSamples(
  { styles, panels }: SampleSet,
  folder: string | null,
): Promise<SamplePicture[]> {
  const provider = createSketchProvider({ threads: availableParallelism() })
  const signal = new AbortController().signal
  if (folder !== null) await mkdir(folder, { recursive: true })
  try {
    return await Promise.all(
      styles.flatMap((style) =>
        panels.map(async (panel): Promise<SamplePicture> => {
          const file = folder === null ? null : join(folder, `${style}-${panel}.png`)
          const kept = file === null ? null : await readFile(file).catch(() => null)
          if (kept) return { style, panel, bytes: kept }
          let bytes: Uint8Array | null = null
          for await (const event of provider.run(
            {
              operation: "generate",
              packet: { ...createSamplePacket(panel), style: createSampleStyle(style) },
              references: [],
              mask: null,
              markup: null,
              size: { width: 1024, height: 576 },
              quality: "draft",
              // Of their own in each style, as panels of two storyboards are.
              seed: style * 131 + panel,
              count: 1,
              parentState: null,
            },
            { signal, jobId: `job:${style}-${panel}` },
          ))
            if (event.type === "done") bytes = event.images[0]?.bytes ?? null
          if (bytes === null) throw new Error("nothing was drawn")
          if (file !== null) await writeFile(file, bytes)
          return { style, panel, bytes }
        }),
      ),
    )
  } finally {
    await provider.stop()
  }
}
