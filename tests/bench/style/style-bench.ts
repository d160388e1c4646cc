import { execFile } from "node:child_process"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { z } from "zod"
import { describeSection, replaceSection } from "../results-file.ts"

const program = fileURLToPath(
  new URL("../../../server/src/style/testing/evaluate.ts", import.meta.url),
)

const evaluationSchema = z.object({
  pictures: z.number(),
  styles: z.number(),
  sides: z.array(
    z.object({ side: z.number(), auc: z.number(), decodeMs: z.number(), measureMs: z.number() }),
  ),
  spoilt: z.array(z.object({ name: z.string(), found: z.number(), named: z.number() })),
})

/** What the product promises of pictures measured at each side. */
const bars: Readonly<Record<number, { readonly auc: number; readonly ms: number | null }>> = {
  256: { auc: 0.9, ms: 50 },
  512: { auc: 0.93, ms: null },
}

const section = "Style"
const about =
  "Written by `pnpm bench style`. The pictures are made for it: the built-in sketch provider draws panels in styles that the calibration has not seen, and some are spoilt on purpose. No other provider is in them, so this says how well hands of one kind are told apart, and not how well photographs are."

const percent = (share: number) => `${Math.round(share * 100)} %`

/** Tells styles apart on pictures made for it, beside the cost of decoding alone. True: every bar is reached. */
export async function benchStyle(): Promise<boolean> {
  process.stdout.write("style: drawing …\n")
  const { stdout } = await promisify(execFile)(process.execPath, [program], {
    maxBuffer: 1_000_000,
  })
  const { pictures, styles, sides, spoilt } = evaluationSchema.parse(JSON.parse(stdout))
  const rows = sides.map(({ side, auc, decodeMs, measureMs }) => {
    const bar = bars[side]
    const reached =
      bar === undefined || (auc >= bar.auc && (bar.ms === null || measureMs <= bar.ms))
    return {
      reached,
      row: `| ${side} px | ${auc.toFixed(3)} | ${bar?.auc ?? "–"} | ${measureMs.toFixed(1)} ms | ${bar?.ms ?? "–"} | ${decodeMs.toFixed(1)} ms | ${(measureMs / decodeMs).toFixed(1)} × | ${reached ? "yes" : "**no**"} |`,
    }
  })
  const text = `### Styles told apart

${pictures} panels in ${styles} styles, a quarter of each style's as anchors in turn. AUC: how often a picture of the style is nearer to it than one of another.

| longer side | AUC | at least | measuring a picture | at most | decoding it alone | against decoding | reached |
| --- | --- | --- | --- | --- | --- | --- | --- |
${rows.map(({ row }) => row).join("\n")}

One picture in sixteen spoilt on purpose:

| spoilt | among the three that belong least | said why |
| --- | --- | --- |
${spoilt.map(({ name, found, named }) => `| ${name} | ${percent(found)} | ${percent(named)} |`).join("\n")}
`
  process.stdout.write(text)
  describeSection(section, about)
  replaceSection(section, "Styles told apart", text)
  return rows.every(({ reached }) => reached)
}
