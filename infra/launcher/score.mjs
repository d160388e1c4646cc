import { readFileSync } from "node:fs"

/**
 * What a part of the suite came to. `failures` are sentences for the end of the report; there is
 * at least one whenever `failed` is not 0.
 *
 * @typedef {{ passed: number, failed: number, skipped: number, failures: string[] }} Score
 */

/** @returns {Score} */
export function createScore() {
  return { passed: 0, failed: 0, skipped: 0, failures: [] }
}

/**
 * @param {Score} a
 * @param {Score} b
 * @returns {Score}
 */
export function addScores(a, b) {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
    failures: [...a.failures, ...b.failures],
  }
}

/**
 * @param {string} sentence
 * @returns {Score}
 */
export function scoreFailure(sentence) {
  return { ...createScore(), failed: 1, failures: [sentence] }
}

/**
 * The score of a command that counts as one test.
 * @param {string} name
 * @param {number} exitCode
 * @returns {Score}
 */
export function scoreCheck(name, exitCode) {
  return exitCode === 0
    ? { ...createScore(), passed: 1 }
    : scoreFailure(`${name}: exit code ${exitCode}`)
}

/**
 * The score of a vitest run, from the report of its JSON reporter. What vitest counts as no test
 * (a file that does not load or whose hooks fail, an error outside of any test, a run that ended before its report,
 * a run in which nothing ran) is a failure here.
 *
 * @param {string} name
 * @param {{ exitCode: number, reportFile: string }} run
 * @returns {Score}
 */
export function scoreVitest(name, { exitCode, reportFile }) {
  const report = readReport(reportFile)
  if (report === null) return scoreFailure(`${name}: exit code ${exitCode} and no report`)
  const failures = report.testResults.flatMap((file) => listFailures(name, file))
  const passed = report.numPassedTests
  if (passed === 0 && failures.length === 0) failures.push(`${name}: no test ran`)
  if (exitCode !== 0 && failures.length === 0)
    failures.push(`${name}: exit code ${exitCode} though no test failed`)
  return {
    passed,
    failed: failures.length,
    skipped: report.numPendingTests + report.numTodoTests,
    failures,
  }
}

/**
 * @typedef {{ fullName: string, status: string }} TestReport
 * @typedef {{ name: string, status: string, assertionResults: TestReport[] }} FileReport
 * @typedef {{ numPassedTests: number, numPendingTests: number, numTodoTests: number, testResults: FileReport[] }} VitestReport
 */

/**
 * @param {string} reportFile
 * @returns {VitestReport | null}
 */
function readReport(reportFile) {
  try {
    return JSON.parse(readFileSync(reportFile, "utf8"))
  } catch {
    return null
  }
}

/**
 * @param {string} name
 * @param {FileReport} file
 */
function listFailures(name, file) {
  const tests = file.assertionResults
    .filter(({ status }) => status === "failed")
    .map(({ fullName }) => `${name}: ${file.name}: ${fullName}`)
  return tests.length === 0 && file.status === "failed"
    ? [`${name}: ${file.name}: failed outside of its tests`]
    : tests
}
