import { expect, it } from "vitest"
import { environmentVariables } from "../../../server/src/config.ts"
import { readText } from "./environment.mjs"

it("the README names every variable that a server reads", () => {
  const named = readText("README.md")
  expect(environmentVariables.filter((name) => !named.includes(`\`${name}\``))).toEqual([])
})
