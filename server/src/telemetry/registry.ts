/** A value that only grows, one for each set of label values, which come in the order of the label names. */
export interface Counter {
  add(amount: number, ...labelValues: readonly string[]): void
}

export interface Histogram {
  observe(value: number, ...labelValues: readonly string[]): void
}

/** What a gauge shows: one value, or one for each set of label values. */
export type GaugeValue =
  | number
  | readonly (readonly [labelValues: readonly string[], value: number])[]

export interface MetricDescription {
  /** In Prometheus' words: base units, `_total` for counters. */
  readonly name: string
  readonly help: string
  /** Their values must be few and known beforehand: never an id, a name or a path that somebody typed. */
  readonly labels?: readonly string[]
}

/** The figures of one process, in the text format of Prometheus 0.0.4. */
export interface Registry {
  createCounter(description: MetricDescription): Counter
  createHistogram(
    description: MetricDescription & { readonly buckets: readonly number[] },
  ): Histogram
  /** `read` is called for each scrape and has to answer at once. */
  addGauge(description: MetricDescription, read: () => GaugeValue): void
  /** A counter that somebody else keeps. */
  addCounter(description: MetricDescription, read: () => number): void
  /** Of everything that there is, also what has no value yet; for comparing with those who read them. */
  listNames(): string[]
  format(): string
}

type MetricType = "counter" | "gauge" | "histogram"

interface Metric extends MetricDescription {
  readonly type: MetricType
  readonly formatValues: () => string[]
}

/** Should a label ever get values without end, what is beyond this counts under `other`. */
const MAX_SERIES = 1000
const OTHER = "other"

export function createRegistry(): Registry {
  const metrics: Metric[] = []

  const add = (type: MetricType, description: MetricDescription, formatValues: () => string[]) => {
    if (metrics.some(({ name }) => name === description.name))
      throw new Error(`two metrics are called ${description.name}`)
    metrics.push({ ...description, type, formatValues })
  }

  return {
    createCounter(description) {
      const { name, labels = [] } = description
      const series = createSeries(labels, () => ({ value: 0 }))
      add("counter", description, () =>
        series.list().map(([text, { value }]) => formatLine(name, text, value)),
      )
      return {
        add: (amount, ...labelValues) => {
          series.get(labelValues).value += amount
        },
      }
    },

    createHistogram(description) {
      const { name, labels = [], buckets } = description
      const series = createSeries(labels, () => ({
        counts: new Float64Array(buckets.length + 1),
        sum: 0,
      }))
      add("histogram", description, () =>
        series.list().flatMap(([text, { counts, sum }]) => {
          let count = 0
          const lines = [...counts].map((inBucket, index) => {
            count += inBucket
            const limit = `le="${buckets[index] ?? "+Inf"}"`
            return formatLine(`${name}_bucket`, text === "" ? limit : `${text},${limit}`, count)
          })
          return [
            ...lines,
            formatLine(`${name}_sum`, text, sum),
            formatLine(`${name}_count`, text, count),
          ]
        }),
      )
      return {
        observe: (value, ...labelValues) => {
          const { counts } = series.get(labelValues)
          let index = 0
          while (index < buckets.length && value > (buckets[index] ?? 0)) index += 1
          counts[index] = (counts[index] ?? 0) + 1
          series.get(labelValues).sum += value
        },
      }
    },

    addGauge(description, read) {
      const { name, labels = [] } = description
      add("gauge", description, () => {
        const value = read()
        if (typeof value === "number") return [formatLine(name, "", value)]
        return value.map(([labelValues, each]) =>
          formatLine(name, formatLabels(labels, labelValues), each),
        )
      })
    },

    addCounter(description, read) {
      add("counter", description, () => [formatLine(description.name, "", read())])
    },

    listNames: () =>
      metrics.flatMap(({ name, type }) =>
        type === "histogram" ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
      ),

    format: () =>
      `${metrics
        .flatMap(({ name, type, help, formatValues }) => [
          `# HELP ${name} ${help}`,
          `# TYPE ${name} ${type}`,
          ...formatValues(),
        ])
        .join("\n")}\n`,
  }
}

function createSeries<Value>(labels: readonly string[], create: () => Value) {
  const known = new Map<string, readonly [text: string, value: Value]>()
  const start = (key: string, labelValues: readonly string[]) => {
    const entry = [formatLabels(labels, labelValues), create()] as const
    known.set(key, entry)
    return entry
  }
  // Without labels there is a value from the start, so that nobody takes "never" for "not measured".
  const only = labels.length === 0 ? start("", []) : null
  const others = labels.map(() => OTHER)
  return {
    get: (labelValues: readonly string[]): Value => {
      if (only) return only[1]
      const key = labelValues.join("\0")
      const found = known.get(key)
      if (found) return found[1]
      if (known.size < MAX_SERIES) return start(key, labelValues)[1]
      return (known.get(others.join("\0")) ?? start(others.join("\0"), others))[1]
    },
    list: () => [...known.values()],
  }
}

const formatLabels = (labels: readonly string[], values: readonly string[]) =>
  labels.map((label, index) => `${label}="${escapeLabel(values[index] ?? "")}"`).join(",")

const escapeLabel = (value: string) =>
  value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")

const formatLine = (name: string, labels: string, value: number) =>
  `${name}${labels === "" ? "" : `{${labels}}`} ${value}`
