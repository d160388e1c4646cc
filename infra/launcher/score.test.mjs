import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, describe, expect, it } from "vitest"
import { addScores, scoreCheck, scoreVitest } from "./score.mjs"

const folder = mkdtempSync(join(tmpdir(), "panelwright-score-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const passing = { fullName: "draws a panel", status: "passed" }
const failing = { fullName: "keeps the ink", status: "failed" }

/**
 * @param {object} run
 * @param {number} run.exitCode
 * @param {object[]} run.files
 * @param {number} [run.passed]
 */
function score({ exitCode, files, passed = 0 }) {
  const reportFile = join(folder, "report.json")
  const report = { numPassedTests: passed, numPendingTests: 2, numTodoTests: 1, testResults: files }
  writeFileSync(reportFile, JSON.stringify(report))
  return scoreVitest("units", { exitCode, reportFile })
}

describe("scoreVitest", () => {
  it("counts what passed, failed and was skipped, and names what failed", () => {
    const files = [{ name: "ink.test.ts", status: "failed", assertionResults: [passing, failing] }]
    expect(score({ exitCode: 1, files, passed: 1 })).toEqual({
      passed: 1,
      failed: 1,
      skipped: 3,
      failures: ["units: ink.test.ts: keeps the ink"],
    })
  })

  it("counts a file that does not load as a failure", () => {
    const files = [{ name: "ink.test.ts", status: "failed", assertionResults: [] }]
    expect(score({ exitCode: 1, files, passed: 5 })).toMatchObject({ passed: 5, failed: 1 })
  })

  it("counts an error outside of any test as a failure", () => {
    const files = [{ name: "ink.test.ts", status: "passed", assertionResults: [passing] }]
    expect(score({ exitCode: 1, files, passed: 1 })).toMatchObject({ passed: 1, failed: 1 })
  })

  it("counts a run without tests as a failure", () => {
    expect(score({ exitCode: 0, files: [] })).toMatchObject({ passed: 0, failed: 1 })
  })

  it("counts a run without a report as a failure", () => {
    const run = { exitCode: 0, reportFile: join(folder, "none.json") }
    expect(scoreVitest("units", run)).toMatchObject({ passed: 0, failed: 1 })
  })
})

it("counts a check as one test", () => {
  expect(addScores(scoreCheck("format", 0), scoreCheck("lint", 2))).toEqual({
    passed: 1,
    failed: 1,
    skipped: 0,
    failures: ["lint: exit code 2"],
  })
})
