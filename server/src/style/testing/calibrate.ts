import { writeFile } from "node:fs/promises"
import { measureFingerprint, type Calibration } from "@panelwright/core/style"
import { loadForMeasure } from "../style-picture.ts"
import { calibrationSet, drawSamples } from "./draw-samples.ts"
import { learnCalibration } from "./learn-calibration.ts"

/**
 * Draws the calibration set, learns from it and writes packages/core/src/style/measure/calibration-data.ts:
 * `node server/src/style/testing/calibrate.ts`, about a minute. Needed when a measure changes; what is kept of
 * pictures is then measured anew where `fingerprintMethod` rises with it.
 */
const target = new URL(
  "../../../../packages/core/src/style/measure/calibration-data.ts",
  import.meta.url,
)
const sides = [256, 512] as const

const samples = await drawSamples(calibrationSet, process.argv[2] ?? null)
const parts: string[] = []
for (const side of sides) {
  const measured = []
  for (const { style, panel, bytes } of samples)
    measured.push({
      style,
      panel,
      fingerprint: measureFingerprint(await loadForMeasure(bytes, side)),
    })
  parts.push(`  ${side}: ${format(learnCalibration(measured))},`)
}
const { styles, panels } = calibrationSet
await writeFile(
  target,
  `/**
 * Written by server/src/style/testing/calibrate.ts from ${styles.length} styles of ${panels.length} panels each, drawn by the
 * built-in sketch provider; not to be changed by hand.
 */
export const calibrationData = {
${parts.join("\n")}
}
`,
)

function format({ directions, turn, slope, spread }: Calibration): string {
  const numbers = [...directions].map((value) => Number(value.toPrecision(4)).toString())
  const lines: string[] = []
  let line = ""
  for (const number of numbers) {
    if (line.length + number.length > 98) {
      lines.push(line)
      line = ""
    }
    line = line === "" ? number : `${line} ${number}`
  }
  lines.push(line)
  const traits = Object.entries(spread).map(
    ([name, value]) => `${name}: ${Number(value.toPrecision(4))}`,
  )
  return `{
    turn: ${Number(turn.toPrecision(4))},
    slope: ${Number(slope.toPrecision(4))},
    spread: { ${traits.join(", ")} },
    directions: \`
${lines.join("\n")}
\`,
  }`
}
