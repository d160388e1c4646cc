import { failure, success, type Result } from "@panelwright/core"

const longest = 200

/** The request's `Idempotency-Key`; null: it has none. */
export function readRequestKey(
  request: Request,
): Result<string | null, { readonly kind: "body-invalid"; readonly issues: readonly string[] }> {
  const key = request.headers.get("idempotency-key")
  if (key === null || (key.length > 0 && key.length <= longest)) return success(key)
  return failure({
    kind: "body-invalid",
    issues: [`Idempotency-Key: expected 1 to ${longest} characters`],
  })
}
