import { fileURLToPath } from "node:url"
import { judgeTree } from "./cruise.mjs"

const { summary, unseenRoots } = await judgeTree(
  fileURLToPath(new URL("../../..", import.meta.url)),
)
for (const { rule, from, to } of summary.violations)
  process.stderr.write(`${rule.name}: ${from} → ${to}\n`)
for (const root of unseenRoots) process.stderr.write(`the check saw no module of ${root}\n`)
process.stdout.write(
  `architecture: ${summary.totalCruised} modules, ${summary.totalDependenciesCruised} imports, ${summary.violations.length} violations\n`,
)
process.exitCode = summary.violations.length > 0 || unseenRoots.length > 0 ? 1 : 0
