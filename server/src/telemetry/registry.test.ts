import { expect, it } from "vitest"
import { createRegistry } from "./registry.ts"

it("counts by label values, and shows what has none from the start", () => {
  const registry = createRegistry()
  const plain = registry.createCounter({ name: "plain_total", help: "Plain." })
  const labelled = registry.createCounter({ name: "ends_total", help: "Ends.", labels: ["why"] })
  expect(registry.format()).toBe(
    "# HELP plain_total Plain.\n# TYPE plain_total counter\nplain_total 0\n# HELP ends_total Ends.\n# TYPE ends_total counter\n",
  )
  plain.add(2)
  labelled.add(1, 'a "b" \\')
  labelled.add(3, 'a "b" \\')
  expect(registry.format()).toContain("plain_total 2\n")
  expect(registry.format()).toContain('ends_total{why="a \\"b\\" \\\\"} 4\n')
})

it("counts into buckets that hold those before them", () => {
  const registry = createRegistry()
  const seconds = registry.createHistogram({
    name: "wait_seconds",
    help: "Wait.",
    labels: ["kind"],
    buckets: [0.1, 1],
  })
  for (const value of [0.1, 0.2, 5]) seconds.observe(value, "a")
  const text = registry.format()
  expect(text).toContain('wait_seconds_bucket{kind="a",le="0.1"} 1\n')
  expect(text).toContain('wait_seconds_bucket{kind="a",le="1"} 2\n')
  expect(text).toContain('wait_seconds_bucket{kind="a",le="+Inf"} 3\n')
  expect(text).toContain('wait_seconds_count{kind="a"} 3\n')
  expect(text).toMatch(/wait_seconds_sum\{kind="a"\} 5\.3/)
  expect(registry.listNames()).toEqual([
    "wait_seconds_bucket",
    "wait_seconds_sum",
    "wait_seconds_count",
  ])
})

it("holds on to its memory when a label gets values without end", () => {
  const registry = createRegistry()
  const counter = registry.createCounter({ name: "wild_total", help: "Wild.", labels: ["id"] })
  for (let index = 0; index < 5000; index += 1) counter.add(1, `${index}`)
  const lines = registry.format().trim().split("\n")
  expect(lines.length).toBeLessThan(1010)
  expect(lines).toContain('wild_total{id="other"} 4000')
})
