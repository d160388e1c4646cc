import { readFile } from "node:fs/promises"
import { resolve } from "node:path"
import type { Plugin } from "vite"

const name = "virtual:canvas-chunk"
const resolved = `\0${name}`

/**
 * Tells the server where the canvas's code is, which the board fetches only once its own code runs: it can be named
 * with the page. Null while developing, where there are no chunks.
 */
export function canvasChunk(): Plugin {
  let outDir: string | null = null
  return {
    name: "canvas-chunk",
    configResolved({ command, environments }) {
      if (command === "build") outDir = environments["client"]?.build.outDir ?? null
    },
    resolveId: (id) => (id === name ? resolved : undefined),
    async load(id) {
      if (id !== resolved) return undefined
      // The browser's side of a route is made first, and has no headers to write.
      if (outDir === null || this.environment.name === "client") return "export default null"
      const path = resolve(this.environment.config.root, outDir, ".vite", "manifest.json")
      const files: unknown = JSON.parse(await readFile(path, "utf8"))
      return `export default ${JSON.stringify(findFile(files))}`
    },
  }
}

function findFile(manifest: unknown): string {
  for (const [source, chunk] of Object.entries(manifest ?? {}) as [string, { file: string }][])
    if (source.endsWith("canvas/board-canvas.tsx")) return `/${chunk.file}`
  throw new Error("the canvas is no chunk of its own any more")
}
