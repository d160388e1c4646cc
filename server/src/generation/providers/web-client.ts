import type { GenerationFailure } from "@panelwright/core"
import { Agent, fetch, type FormData } from "undici"
import { z } from "zod"
import { ProviderError } from "../provider.ts"
import { findConnectionCode, wasNeverSent } from "./connection-code.ts"
import { readRetryAfter } from "./retry-after.ts"

export interface WebCall {
  readonly method?: "GET" | "POST"
  readonly json?: unknown
  readonly form?: FormData
  /** Aborts with the reason that the caller has; the call then rejects with it. */
  readonly signal: AbortSignal
  /** Left out: as long as the signal lets it. */
  readonly timeoutMs?: number
  /** Whether a picture is made for it, so that an answer that is lost leaves the outcome open; left out: no. */
  readonly draws?: boolean
}

/** Calls to a server of the operator's own, each made once. Whatever goes wrong is a `ProviderError`. */
export interface WebClient {
  /** Where it is, without user and password, for labels. */
  readonly host: string
  /** What every request has to carry, for connections of another kind. */
  readonly headers: Readonly<Record<string, string>>
  toUrl(path: string): URL
  callJson<Value>(path: string, schema: z.ZodType<Value>, call: WebCall): Promise<Value>
  callBytes(path: string, call: WebCall): Promise<Uint8Array>
}

/**
 * User and password may stand in the address: programs of this kind have none of their own, or take them as HTTP Basic,
 * and the proxies before them do.
 */
export function createWebClient(options: {
  /** Of the provider, for its failures. */
  readonly provider: string
  readonly url: string
}): WebClient {
  const { provider } = options
  const base = new URL(options.url.endsWith("/") ? options.url : `${options.url}/`)
  const { username, password } = base
  const secret = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  const headers: Record<string, string> =
    username === "" && password === ""
      ? {}
      : { authorization: `Basic ${Buffer.from(secret).toString("base64")}` }
  base.username = ""
  base.password = ""
  // Answers come when the picture is ready; whoever calls has a deadline.
  const dispatcher = new Agent({ headersTimeout: 0, bodyTimeout: 0, connect: { timeout: 10_000 } })
  const toUrl = (path: string) => new URL(path.replace(/^\//, ""), base)

  const callBytes = async (path: string, call: WebCall) => {
    const { json, form, draws = false, timeoutMs } = call
    const deadline = timeoutMs === undefined ? null : AbortSignal.timeout(timeoutMs)
    const signal = deadline === null ? call.signal : AbortSignal.any([call.signal, deadline])
    try {
      const response = await fetch(toUrl(path), {
        method: call.method ?? (json === undefined && form === undefined ? "GET" : "POST"),
        headers: json === undefined ? headers : { ...headers, "content-type": "application/json" },
        redirect: "error",
        signal,
        dispatcher,
        body: json === undefined ? (form ?? null) : JSON.stringify(json),
      })
      const bytes = new Uint8Array(await response.arrayBuffer())
      if (response.ok) return bytes
      const headersOfAnswer = new Headers([...response.headers])
      throw new ProviderError(
        toFailure(response.status, {
          provider,
          headers: headersOfAnswer,
          text: new TextDecoder().decode(bytes),
          draws,
        }),
      )
    } catch (error) {
      call.signal.throwIfAborted()
      if (error instanceof ProviderError) throw error
      if (deadline?.aborted)
        throw new ProviderError(toLateFailure(timeoutMs ?? 0, draws), { cause: error })
      const code = findConnectionCode(error)
      const reason = code === null ? "The connection broke." : `The connection failed: ${code}.`
      throw new ProviderError(
        { kind: "unreachable", reason, billed: draws && !wasNeverSent(code) },
        { cause: error },
      )
    }
  }

  return {
    host: base.host,
    headers,
    toUrl,
    callBytes,
    async callJson(path, schema, call) {
      const bytes = await callBytes(path, call)
      const value = parseJson(new TextDecoder().decode(bytes))
      const parsed = schema.safeParse(value)
      if (parsed.success) return parsed.data
      const reason =
        value === undefined
          ? "It answered with something else than its protocol has: a page, perhaps."
          : "Its answer is not as its protocol has it."
      throw new ProviderError({ kind: "bad-output", reason, billed: true }, { cause: parsed.error })
    },
  }
}

/** Undefined: no JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

const toLateFailure = (afterMs: number, draws: boolean): GenerationFailure =>
  draws
    ? { kind: "timeout", afterMs, billed: true }
    : {
        kind: "unreachable",
        reason: `It did not answer within ${Math.round(afterMs / 1000)} s.`,
        billed: false,
      }

const longestReason = 400

function toFailure(
  status: number,
  answer: {
    readonly provider: string
    readonly headers: Headers
    readonly text: string
    readonly draws: boolean
  },
): GenerationFailure {
  const { provider, headers, text, draws } = answer
  if (status === 401 || status === 403) return { kind: "auth", provider, billed: false }
  if (status === 429 || status === 503)
    return { kind: "rate-limited", retryAfterMs: readRetryAfter(headers), billed: false }
  if (status === 502 || status === 504)
    return { kind: "unreachable", reason: `The gateway answered ${status}.`, billed: draws }
  const reason = findReason(parseJson(text)) ?? `It answered ${status}.`
  return { kind: "invalid", reason: reason.slice(0, longestReason), billed: false }
}

const located = z.object({ loc: z.array(z.union([z.string(), z.number()])), msg: z.string() })
const inputErrors = z.object({
  class_type: z.string(),
  errors: z.array(z.object({ message: z.string(), details: z.string() })).min(1),
})

/** The ways in which FastAPI, Automatic1111 and ComfyUI say what is wrong. */
const reasonSchema = z.object({
  detail: z
    .union([z.string(), z.array(located)])
    .optional()
    .catch(undefined),
  errors: z.string().optional().catch(undefined),
  error: z
    .union([z.string(), z.object({ message: z.string(), details: z.string().optional() })])
    .optional()
    .catch(undefined),
  node_errors: z.record(z.string(), inputErrors).optional().catch(undefined),
})

function findReason(body: unknown): string | null {
  const { detail, errors, error, node_errors } = reasonSchema.safeParse(body).data ?? {}
  const [node] = Object.values(node_errors ?? {})
  const [input] = node?.errors ?? []
  if (node && input) return `${node.class_type}: ${input.message} (${input.details}).`
  if (typeof detail === "object") {
    const [first] = detail
    return first ? `${first.loc.join(".")}: ${first.msg}` : null
  }
  if (typeof error === "object")
    return [error.message, error.details].filter((part) => part).join(": ")
  return [error, detail, errors].filter((part) => part).join(": ") || null
}
