// `pnpm bench [name…]`: measures what the product costs and writes RESULTS.md.
// `pnpm bench canvas [--quick] [panels…]`: measures the board beside the stock canvas.
// `pnpm bench style`: how well styles are told apart, and what it costs.
// `pnpm bench sync [--quick] [scenario…]`: measures the sync server beside others.
import { arch, cpus, platform } from "node:os"
import { isWithin, type Benchmark, type Figure } from "./benchmark.ts"
import { benchCanvas } from "./canvas/canvas-bench.ts"
import { generation } from "./generation.ts"
import { javascriptSize } from "./javascript-size.ts"
import { mainJob } from "./main-job.ts"
import { pdf } from "./pdf.ts"
import { replaceOpening } from "./results-file.ts"
import { startTime } from "./start-time.ts"
import { benchStyle } from "./style/style-bench.ts"
import { benchSync } from "./sync/sync-bench.ts"

const benchmarks: readonly Benchmark[] = [javascriptSize, startTime, mainJob, pdf, generation]

const chosen = process.argv.slice(2)
if (chosen[0] === "canvas") process.exit((await benchCanvas(chosen.slice(1))) ? 0 : 1)
if (chosen[0] === "style") process.exit((await benchStyle()) ? 0 : 1)
if (chosen[0] === "sync") process.exit((await benchSync(chosen.slice(1))) ? 0 : 1)

const figures: Figure[] = []
for (const benchmark of benchmarks) {
  if (chosen.length > 0 && !chosen.includes(benchmark.name)) continue
  process.stdout.write(`${benchmark.name} …\n`)
  for (const figure of await benchmark.run()) {
    figures.push(figure)
    process.stdout.write(`  ${toRow(figure)}\n`)
  }
}

function toRow(figure: Figure): string {
  const value = `${figure.value.toFixed(figure.value < 20 ? 2 : 0)} ${figure.unit}`
  const bound = figure.bound === null ? "–" : `≤ ${figure.bound} ${figure.unit}`
  return `| ${figure.what} | ${value} | ${bound} | ${isWithin(figure) ? "yes" : "**no**"} |`
}

if (chosen.length === 0) {
  const machine = `${cpus().length} cores, ${platform()} ${arch()}, Node ${process.versions.node}`
  replaceOpening(
    `# What it costs\n\nWritten by \`pnpm bench\`. ${machine}.\n\n| what | measured | bound | within |\n| --- | --- | --- | --- |\n${figures.map(toRow).join("\n")}\n`,
  )
}
process.exitCode = figures.every(isWithin) ? 0 : 1
