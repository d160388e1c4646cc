import { describe, expect, it } from "vitest"
import { createMetrics } from "../../../server/src/telemetry/metrics.ts"
import { readText, readYaml } from "./environment.mjs"

const names = createMetrics({ version: "0.0.0" }).listNames()
/** Made by Prometheus itself for everything that it scrapes. */
const known = new Set([...names, "up"])

const functions = new Set(["histogram_quantile", "increase", "label_values", "max", "rate", "sum"])

/**
 * The names of metrics in an expression: words that are neither functions, nor in braces, brackets, quotes or `by (…)`.
 * @param {string} expression
 */
function listMetrics(expression) {
  const bare = expression
    .replaceAll(/"[^"]*"/gu, "")
    .replaceAll(/\{[^}]*\}/gu, "")
    .replaceAll(/\[[^\]]*\]/gu, "")
    .replaceAll(/\bby \([^)]*\)/gu, "")
  return (bare.match(/[a-zA-Z_:][\w:]*/gu) ?? []).filter((word) => !functions.has(word))
}

/** @returns {{ title: string, expr: string, gridPos: { x: number, y: number, w: number, h: number } }[]} */
function listQueries() {
  const dashboard = JSON.parse(readText("infra/dashboards/grafana.json"))
  return dashboard.panels.flatMap((/** @type {any} */ { title, targets = [], gridPos }) =>
    targets.map((/** @type {any} */ { expr }) => ({ title, expr, gridPos })),
  )
}

describe("the dashboard", () => {
  it("asks only for what the server counts", () => {
    const queries = listQueries()
    expect(queries.length).toBeGreaterThan(30)
    const unknown = queries.filter(({ expr }) => {
      const metrics = listMetrics(expr)
      return metrics.length === 0 || metrics.some((name) => !known.has(name))
    })
    expect(unknown).toEqual([])
  })

  it("shows everything that the server counts", () => {
    const shown = new Set(listQueries().flatMap(({ expr }) => listMetrics(expr)))
    const base = (/** @type {string} */ name) => name.replace(/_(bucket|sum|count)$/u, "")
    const bases = new Set([...shown].map(base))
    const unseen = names.filter((name) => !bases.has(base(name)))
    expect(unseen).toEqual(["panelwright_info", "process_start_time_seconds"])
  })

  it("has a name for each panel and lays none on another", () => {
    const { panels } = JSON.parse(readText("infra/dashboards/grafana.json"))
    const taken = new Set()
    for (const { id, title, gridPos } of panels) {
      expect([typeof id, title === ""]).toEqual(["number", false])
      for (let x = gridPos.x; x < gridPos.x + gridPos.w; x += 1) {
        for (let y = gridPos.y; y < gridPos.y + gridPos.h; y += 1) {
          expect(taken.has(`${x} ${y}`)).toBe(false)
          taken.add(`${x} ${y}`)
        }
      }
    }
  })
})

describe("the alert rules", () => {
  const [file] = readYaml("infra/dashboards/alerts.yaml")
  const rules = file.groups.flatMap((/** @type {any} */ { rules: each }) => each)

  it("ask only for what the server counts", () => {
    expect(rules.length).toBeGreaterThan(10)
    for (const { alert, expr } of rules) {
      const metrics = listMetrics(expr)
      expect([alert, metrics.length > 0, metrics.filter((name) => !known.has(name))]).toEqual([
        alert,
        true,
        [],
      ])
    }
  })

  it("say each what it means for people", () => {
    expect(new Set(rules.map((/** @type {any} */ { alert }) => alert)).size).toBe(rules.length)
    for (const { annotations, labels } of rules) {
      expect(annotations.summary.length).toBeGreaterThan(20)
      expect(["critical", "warning"]).toContain(labels.severity)
    }
  })
})
