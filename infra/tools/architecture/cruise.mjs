import { cruise } from "dependency-cruiser"
import { forbidden } from "./rules.mjs"

const roots = ["app", "server", "packages", "tests", "infra/launcher"]

/**
 * Judges a tree laid out like this repository.
 * @param {string} baseDir
 */
export async function judgeTree(baseDir) {
  const { output } = await cruise(roots, {
    baseDir,
    ruleSet: { forbidden },
    validate: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)(build|\\.react-router|\\.output)/" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default"],
    },
  })
  if (typeof output === "string") throw new Error("dependency-cruiser gave text, not a result")
  const modules = output.modules.map(({ source }) => source)
  return {
    summary: output.summary,
    // dependency-cruiser reports success where it could parse nothing, as under TypeScript 7.
    unseenRoots: roots.filter((root) => !modules.some((source) => source.startsWith(`${root}/`))),
  }
}
