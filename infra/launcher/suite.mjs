// The whole test suite, run by test.mjs once Node and the packages are there. It goes on after a
// failure, so that one run reports everything, and ends with the line `N passed, N failed`.
import { mkdirSync, rmSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { findChromium, getChromium } from "@panelwright/tests/chromium"
import { findOnPath } from "@panelwright/tests/executable"
import { findPostgresPrograms, startPostgres } from "@panelwright/tests/postgres"
import { findRedisProgram } from "@panelwright/tests/redis"
import { buildApp } from "./app-build.mjs"
import { runCommand } from "./command.mjs"
import { installDebianPackage } from "./debian.mjs"
import { LauncherFailure } from "./failure.mjs"
import { addScores, createScore, scoreCheck, scoreFailure, scoreVitest } from "./score.mjs"

/** @typedef {import("./score.mjs").Score} Score */

const root = fileURLToPath(new URL("../..", import.meta.url))
const environment = process.env
const reports = join(root, ".runtime", "reports")

const checks = ["format", "lint", "types", "architecture", "unused"]
const stepDeadlineMilliseconds = 20 * 60_000

const startedAt = performance.now()
mkdirSync(reports, { recursive: true })

const scores = []
for (const check of checks) {
  const exitCode = await runStep(check, "pnpm", ["--silent", "run", `check:${check}`])
  scores.push(scoreCheck(check, exitCode))
}
scores.push(await scoreUnits(), await scoreJourneys())
const score = scores.reduce(addScores)

const seconds = ((performance.now() - startedAt) / 1000).toFixed(0)
process.stdout.write(`\n== result after ${seconds} s\n`)
for (const failure of score.failures) process.stdout.write(`failed: ${failure}\n`)
if (score.skipped > 0) process.stdout.write(`skipped: ${score.skipped}\n`)
process.stdout.write(`${score.passed} passed, ${score.failed} failed\n`)
process.exitCode = score.failed === 0 && score.passed > 0 ? 0 : 1

async function scoreUnits() {
  const postgres = await prepare("PostgreSQL", async () => {
    if (findPostgresPrograms() === null)
      await installDebianPackage("postgresql", { root, environment })
    return startPostgres()
  })
  const redis = await prepare("Redis", async () => {
    // The journeys with several nodes start it, too.
    if (findRedisProgram() === null)
      await installDebianPackage("redis-server", { root, environment })
  })
  const poppler = await prepare("Poppler", async () => {
    // Its programs read our PDFs as a printer or a search would.
    if (findOnPath(["pdftotext"]) === null)
      await installDebianPackage("poppler-utils", { root, environment })
  })
  const databaseUrl = postgres.value?.databaseUrl
  const units = await runVitest("units", {
    folder: root,
    variables: databaseUrl === undefined ? {} : { TEST_DATABASE_URL: databaseUrl },
  })
  await postgres.value?.stop()
  return [postgres.score, redis.score, poppler.score, units].reduce(addScores)
}

async function scoreJourneys() {
  const chromium = await prepare("Chromium", async () => {
    if (findChromium() === null) await installDebianPackage("chromium", { root, environment })
    getChromium()
  })
  const app = await prepare("build", () => buildApp({ root, environment }))
  // Side by side: journeys keep a processor busy, the tests of sockets and networks mostly wait.
  const folder = join(root, "tests")
  const [journeys, outside] = await Promise.all([
    runVitest("journeys", { folder, projects: ["e2e"], variables: {} }),
    runVitest("outside", {
      folder,
      projects: ["support", "sync", "fuzz", "security"],
      variables: {},
      output: "kept",
    }),
  ])
  return [chromium.score, app.score, journeys, outside].reduce(addScores)
}

/**
 * Readies what a part of the suite needs. That part runs all the same where this fails, so that
 * whatever does not need it is still reported.
 *
 * @template Value
 * @param {string} name
 * @param {() => Promise<Value>} work
 * @returns {Promise<{ value: Value | null, score: Score }>}
 */
async function prepare(name, work) {
  try {
    return { value: await work(), score: createScore() }
  } catch (error) {
    if (error instanceof LauncherFailure) process.stdout.write(`${error.details}\n`)
    const sentence = error instanceof Error ? error.message : String(error)
    return { value: null, score: scoreFailure(`${name}: ${sentence}`) }
  }
}

/**
 * @typedef {object} StepOptions
 * @property {string} [folder]
 * @property {Record<string, string>} [variables]
 * @property {"shown" | "kept"} [output] kept: its end is shown when it has ended, for what runs beside another step
 */

/**
 * @param {string} name
 * @param {StepOptions & { projects?: string[] }} options
 */
async function runVitest(name, { projects = [], ...options }) {
  const reportFile = join(reports, `${name}.json`)
  rmSync(reportFile, { force: true })
  const args = ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${reportFile}`]
  args.push(...projects.map((project) => `--project=${project}`))
  const exitCode = await runStep(name, "vitest", args, options)
  return scoreVitest(name, { exitCode, reportFile })
}

/**
 * @param {string} name
 * @param {string} file
 * @param {string[]} args
 * @param {StepOptions} [options]
 */
async function runStep(name, file, args, options = {}) {
  const { folder = root, variables = {}, output = "shown" } = options
  process.stdout.write(`\n== ${name}${output === "kept" ? " (shown at its end)" : ""}\n`)
  const ended = await runCommand(file, args, {
    cwd: folder,
    environment: { ...environment, ...variables },
    output,
    deadlineMilliseconds: stepDeadlineMilliseconds,
  })
  if (output === "kept") process.stdout.write(`\n== ${name}\n${ended.output}\n`)
  return ended.exitCode
}
