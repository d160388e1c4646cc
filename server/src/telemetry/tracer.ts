import type { OtlpExporterOptions } from "./otlp-exporter.ts"

export type SpanAttributes = Readonly<Record<string, string | number | boolean>>

export type SpanKind = "internal" | "server" | "client"

export interface SpanDescription {
  readonly name: string
  readonly kind?: SpanKind
  readonly attributes?: SpanAttributes
  /** W3C `traceparent` of a caller; what is malformed is as none. */
  readonly traceparent?: string | null
  /** 0–1: how many of those that begin a trace are kept. 1 when left out. */
  readonly share?: number
}

export interface Span {
  set(attributes: SpanAttributes): void
  /** It did not do what it was for. */
  fail(kind: string): void
  end(): void
}

/**
 * Where time went, across what one request or job sets off. A span that starts while another runs is its child. It
 * must carry nothing that a log must not.
 */
export interface Tracer {
  /** The span is over when `work` returns or its promise settles; a throw fails it. */
  trace<Value>(description: SpanDescription, work: (span: Span) => Value): Value
  /** Something that is over already, on its own. */
  note(description: SpanDescription & { readonly seconds: number }): void
  /** Sends what is left. */
  stop(): Promise<void>
}

const noSpan: Span = { set: () => {}, fail: () => {}, end: () => {} }

/** For who has not asked for traces: nothing is kept, loaded or sent. */
export const noTracer: Tracer = {
  trace: (_description, work) => work(noSpan),
  note: () => {},
  stop: () => Promise.resolve(),
}

/** Null: no endpoint is named, so there are no traces. */
export async function openTracer(options: OtlpExporterOptions | null): Promise<Tracer> {
  if (options === null) return noTracer
  const { createOtlpTracer } = await import("./otlp-tracer.ts")
  return createOtlpTracer(options)
}
