import { problemSchema } from "@panelwright/core/protocol"
import { failure, success, type Result } from "@panelwright/core"
import type { z } from "zod"

/** Why the server did not do it; `unreachable` and `not-json` are seen from here only. */
export interface ApiFailure {
  /** What programs switch on: the `kind` of the problem details. */
  readonly kind: string
  /** 0 when there was no answer. */
  readonly status: number
  /** The server's sentence; empty when there is none. */
  readonly detail: string
  readonly retryAfterMs: number | null
}

export interface ApiRequest<Schema extends z.ZodType> {
  readonly method?: "GET" | "POST" | "PATCH" | "DELETE"
  /** Below `/api/v1`. */
  readonly path: string
  /** An object is sent as JSON, a file as it is. */
  readonly body?: object
  readonly answer: Schema
  /** The same for each time that the same thing is asked for, so that it is done once. */
  readonly key?: string
  readonly signal?: AbortSignal
}

export async function apiRequest<Schema extends z.ZodType>(
  request: ApiRequest<Schema>,
): Promise<Result<z.infer<Schema>, ApiFailure>> {
  const { method = "GET", path, body, answer, key, signal } = request
  const isFile = body instanceof Blob
  const response = await fetch(`/api/v1${path}`, {
    method,
    headers: {
      accept: "application/json",
      ...(key !== undefined && { "idempotency-key": key }),
      ...(body && {
        "content-type": isFile ? body.type || "application/octet-stream" : "application/json",
      }),
    },
    ...(body && { body: isFile ? body : JSON.stringify(body) }),
    ...(signal && { signal }),
  }).catch(() => null)
  if (!response) return failure({ kind: "unreachable", status: 0, detail: "", retryAfterMs: null })
  const content: unknown =
    response.status === 204 ? null : await response.json().catch(() => undefined)
  if (!response.ok) return failure(toFailure(response, content))
  const parsed = answer.safeParse(content)
  if (parsed.success) return success(parsed.data)
  return failure({ kind: "not-json", status: response.status, detail: "", retryAfterMs: null })
}

function toFailure(response: Response, content: unknown): ApiFailure {
  const problem = problemSchema.safeParse(content)
  const retryAfter = Number(response.headers.get("retry-after"))
  return {
    kind: problem.data?.kind ?? "unknown",
    status: response.status,
    detail: problem.data?.detail ?? "",
    retryAfterMs: retryAfter > 0 ? retryAfter * 1000 : null,
  }
}
