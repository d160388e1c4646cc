import { AsyncLocalStorage } from "node:async_hooks"
import { randomBytes } from "node:crypto"
import { createOtlpExporter, type OtlpExporterOptions } from "./otlp-exporter.ts"
import type { Span, SpanAttributes, SpanDescription, Tracer } from "./tracer.ts"

interface Place {
  readonly traceId: string
  readonly spanId: string
  readonly isKept: boolean
  /** What goes on after the end of a span (a timer, a queue) is no part of it. */
  isOver: boolean
}

const SAMPLED = 1

export function createOtlpTracer(options: OtlpExporterOptions): Tracer {
  const exporter = createOtlpExporter(options)
  const places = new AsyncLocalStorage<Place>()

  const findParent = ({ traceparent }: SpanDescription) => {
    const inside = places.getStore()
    if (inside && !inside.isOver) return inside
    return parseTraceparent(traceparent ?? null)
  }

  const startSpan = (description: SpanDescription) => {
    const { name, kind = "internal", share = 1 } = description
    const parent = findParent(description)
    const place: Place = {
      traceId: parent?.traceId ?? randomBytes(16).toString("hex"),
      spanId: randomBytes(8).toString("hex"),
      isKept: parent?.isKept ?? Math.random() < share,
      isOver: false,
    }
    let attributes: SpanAttributes = description.attributes ?? {}
    let failure: string | null = null
    const startedAt = performance.timeOrigin + performance.now()
    const span: Span = {
      set: (more) => {
        attributes = { ...attributes, ...more }
      },
      fail: (failed) => {
        failure = failed
      },
      end: () => {
        if (place.isOver) return
        place.isOver = true
        if (!place.isKept) return
        exporter.add({
          traceId: place.traceId,
          spanId: place.spanId,
          parentSpanId: parent?.spanId ?? null,
          name,
          kind,
          startedAt,
          endedAt: performance.timeOrigin + performance.now(),
          attributes,
          failure,
        })
      },
    }
    return { place, span }
  }

  return {
    trace(description, work) {
      const { place, span } = startSpan(description)
      try {
        const value = places.run(place, () => work(span))
        if (!(value instanceof Promise)) {
          span.end()
          return value
        }
        value
          .catch((error: unknown) => span.fail(nameOf(error)))
          .finally(() => span.end())
          .catch(() => undefined)
        return value
      } catch (error) {
        span.fail(nameOf(error))
        span.end()
        throw error
      }
    },
    note({ seconds, name, kind = "internal", share = 1, attributes = {} }) {
      if (Math.random() >= share) return
      const endedAt = performance.timeOrigin + performance.now()
      exporter.add({
        traceId: randomBytes(16).toString("hex"),
        spanId: randomBytes(8).toString("hex"),
        parentSpanId: null,
        name,
        kind,
        startedAt: endedAt - seconds * 1000,
        endedAt,
        attributes,
        failure: null,
      })
    },
    stop: () => exporter.stop(),
  }
}

/** Never its message, which may hold what somebody wrote. */
const nameOf = (error: unknown) => (error instanceof Error ? error.name : "thrown")

/** W3C Trace Context, version 00. */
function parseTraceparent(header: string | null) {
  const [, traceId, spanId, flags] =
    /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/u.exec(header ?? "") ?? []
  if (traceId === undefined || spanId === undefined || flags === undefined) return null
  if (/^0+$/u.test(traceId) || /^0+$/u.test(spanId)) return null
  return { traceId, spanId, isKept: (Number.parseInt(flags, 16) & SAMPLED) === SAMPLED }
}
