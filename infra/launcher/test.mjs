// `npm test`: every check, unit test and journey, with Node 20 and npm alone.
import { fileURLToPath } from "node:url"
import { runCommand } from "./command.mjs"
import { runProgram } from "./failure.mjs"
import { installPackages } from "./packages.mjs"
import { createToolEnvironment, findNode } from "./runtime.mjs"

const root = fileURLToPath(new URL("../..", import.meta.url))

await runProgram(async () => {
  await installPackages({ root, environment: process.env })
  const environment = await createToolEnvironment({ root, environment: process.env })
  const suite = fileURLToPath(new URL("suite.mjs", import.meta.url))
  const { exitCode } = await runCommand(findNode(root), [suite], {
    cwd: root,
    environment,
    output: "shown",
  })
  return exitCode
})
