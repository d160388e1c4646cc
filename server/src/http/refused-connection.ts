import { createProblem, type DoorFailure } from "./problem.ts"
import { closedPolicy, createSecurityHeaders } from "./security-headers.ts"

/** A whole answer as text, for sockets that have no response object, or none any more. */
export function createRefusal(
  failure: DoorFailure | { readonly kind: "rate-limited"; readonly retryAfterMs: number },
): string {
  const problem = createProblem(failure)
  const body = JSON.stringify(problem)
  const headers = {
    ...createSecurityHeaders(null),
    "content-security-policy": closedPolicy,
    "content-type": "application/problem+json",
    "content-length": Buffer.byteLength(body),
    "cache-control": "no-store",
    connection: "close",
    ...(failure.kind === "rate-limited" && {
      "retry-after": Math.max(1, Math.ceil(failure.retryAfterMs / 1000)),
    }),
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  return [`HTTP/1.1 ${problem.status} Refused`, ...lines, "", body].join("\r\n")
}

const failures: Readonly<Record<string, DoorFailure>> = {
  HPE_HEADER_OVERFLOW: { kind: "headers-too-large" },
  ERR_HTTP_REQUEST_TIMEOUT: { kind: "request-too-slow" },
}

/** Why Node gave up on what a client sent, as a failure of ours. */
export const toRefusal = ({ code = "" }: NodeJS.ErrnoException): DoorFailure =>
  failures[code] ?? { kind: "request-malformed" }
