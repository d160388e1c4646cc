import { failure, success, type Result } from "@panelwright/core"
import type { DoorFailure } from "./problem.ts"
import { readBody } from "./read-body.ts"

/** A form of ours is a few lines; scripts and pictures go to the API. */
const formLimit = 64_000

/**
 * The request as pages may see it. What they send is a small form, read to its end here, because an action takes in
 * whatever comes and fails as a whole when it is no form.
 */
export async function readPageRequest(request: Request): Promise<Result<Request, DoorFailure>> {
  if (request.method === "GET" || request.method === "HEAD") return success(request)
  if (request.method !== "POST")
    return failure({ kind: "method-not-allowed", allowed: ["GET", "HEAD", "POST"] })
  const body = await readBody(request, formLimit)
  if (!body.ok) return body
  const headers = new Headers(request.headers)
  if (body.value.length === 0) headers.set("content-type", "application/x-www-form-urlencoded")
  if (!(await isForm(body.value, headers.get("content-type") ?? "")))
    return failure({ kind: "body-invalid", issues: ["expected a form"] })
  const { url, signal } = request
  return success(new Request(url, { method: "POST", headers, body: body.value, signal }))
}

async function isForm(bytes: Uint8Array<ArrayBuffer>, contentType: string): Promise<boolean> {
  try {
    await new Response(bytes, { headers: { "content-type": contentType } }).formData()
    return true
  } catch {
    return false
  }
}
