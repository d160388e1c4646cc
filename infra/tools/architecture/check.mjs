// Runs the dependency rule. dependency-cruiser reports success when it could parse nothing
// (it does so under TypeScript 7), so an empty cruise is a failure here.
import { cruise } from "dependency-cruiser"
import { chdir } from "node:process"
import { forbidden } from "./rules.mjs"

chdir(new URL("../../..", import.meta.url).pathname)

const { output } = await cruise(["app/src", "server/src", "packages"], {
  ruleSet: { forbidden },
  validate: true,
  doNotFollow: { path: "node_modules" },
  tsPreCompilationDeps: true,
  enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "default"] },
})

const { summary } = output
for (const violation of summary.violations) {
  process.stderr.write(`${violation.rule.name}: ${violation.from} → ${violation.to}\n`)
}
if (summary.totalCruised < 10)
  throw new Error(`cruised only ${summary.totalCruised} modules: the check saw nothing`)
process.stdout.write(
  `architecture: ${summary.totalCruised} modules, ${summary.totalDependenciesCruised} imports, ${summary.violations.length} violations\n`,
)
process.exitCode = summary.violations.length > 0 ? 1 : 0
