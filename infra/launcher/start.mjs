// `npm start`: from a fresh clone to a running Panelwright, with Node 20 and npm alone.
import { fileURLToPath } from "node:url"
import { buildApp } from "./app-build.mjs"
import { runProgram } from "./failure.mjs"
import { installPackages } from "./packages.mjs"
import { serve } from "./server.mjs"

const root = fileURLToPath(new URL("../..", import.meta.url))

await runProgram(async () => {
  const environment = process.env
  await installPackages({ root, environment })
  await buildApp({ root, environment })
  return serve({ root, environment, extraArguments: process.argv.slice(2) })
})
