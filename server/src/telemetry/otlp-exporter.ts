import type { Log } from "../log.ts"
import type { SpanAttributes, SpanKind } from "./tracer.ts"

export interface OtlpExporterOptions {
  /** Where spans are posted to, as OTLP in JSON: `http://collector:4318/v1/traces`. */
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly serviceName: string
  readonly version: string
  readonly log: Log
}

export interface FinishedSpan {
  /** 32 hexadecimal digits. */
  readonly traceId: string
  /** 16 hexadecimal digits. */
  readonly spanId: string
  readonly parentSpanId: string | null
  readonly name: string
  readonly kind: SpanKind
  /** Milliseconds since 1970, with fractions. */
  readonly startedAt: number
  readonly endedAt: number
  readonly attributes: SpanAttributes
  readonly failure: string | null
}

export interface OtlpExporter {
  add(span: FinishedSpan): void
  /** Sends what is left, once. */
  stop(): Promise<void>
}

const BATCH_SPANS = 512
const MAX_SPANS = 4096
const SEND_EVERY_MS = 2_000
const SEND_MS = 5_000

/** Of the OpenTelemetry protocol 1.x, trace.proto. */
const kinds = { internal: 1, server: 2, client: 3 } as const
const FAILED = 2

/** Sends spans in batches. A collector that is away or slow costs spans, never time or memory of anybody else. */
export function createOtlpExporter(options: OtlpExporterOptions): OtlpExporter {
  const { url, headers, serviceName, version, log } = options
  let waiting: FinishedSpan[] = []
  let dropped = 0
  let isAway = false
  let sending: Promise<void> | null = null

  const send = async () => {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, BATCH_SPANS)
      waiting = waiting.slice(BATCH_SPANS)
      try {
        const response = await fetch(url, {
          method: "POST",
          headers: { ...headers, "content-type": "application/json" },
          body: JSON.stringify(toRequest(batch, { serviceName, version })),
          signal: AbortSignal.timeout(SEND_MS),
        })
        await response.arrayBuffer()
        if (!response.ok) throw new Error(`the collector answers ${response.status}`)
        if (isAway) log.info({ dropped }, "traces-sent-again")
        isAway = false
      } catch (error) {
        dropped += batch.length
        if (!isAway) log.warn({ err: error }, "traces-not-sent")
        isAway = true
        return
      }
    }
  }
  const flush = () => {
    sending ??= send().finally(() => {
      sending = null
    })
    return sending
  }
  const timer = setInterval(() => void flush(), SEND_EVERY_MS)
  timer.unref()

  return {
    add(span) {
      if (waiting.length >= MAX_SPANS) {
        dropped += 1
        return
      }
      waiting.push(span)
      if (waiting.length >= BATCH_SPANS) void flush()
    },
    async stop() {
      clearInterval(timer)
      await sending
      await flush()
    },
  }
}

function toRequest(
  spans: readonly FinishedSpan[],
  { serviceName, version }: Pick<OtlpExporterOptions, "serviceName" | "version">,
) {
  const resource = { "service.name": serviceName, "service.version": version }
  return {
    resourceSpans: [
      {
        resource: { attributes: toAttributes(resource) },
        scopeSpans: [{ scope: { name: "panelwright", version }, spans: spans.map(toSpan) }],
      },
    ],
  }
}

const toSpan = (span: FinishedSpan) => ({
  traceId: span.traceId,
  spanId: span.spanId,
  ...(span.parentSpanId !== null && { parentSpanId: span.parentSpanId }),
  name: span.name,
  kind: kinds[span.kind],
  startTimeUnixNano: toNanoseconds(span.startedAt),
  endTimeUnixNano: toNanoseconds(span.endedAt),
  attributes: toAttributes(span.attributes),
  status: span.failure === null ? {} : { code: FAILED, message: span.failure },
})

/** As a string of digits: a number of JSON cannot hold it. */
const toNanoseconds = (milliseconds: number) =>
  String(BigInt(Math.round(milliseconds * 1000)) * 1000n)

const toAttributes = (attributes: SpanAttributes) =>
  Object.entries(attributes).map(([key, value]) => ({ key, value: toValue(value) }))

function toValue(value: string | number | boolean) {
  if (typeof value === "string") return { stringValue: value }
  if (typeof value === "boolean") return { boolValue: value }
  return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value }
}
