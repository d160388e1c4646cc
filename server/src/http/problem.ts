import type { CommandFailure } from "@panelwright/core"
import type { Problem } from "@panelwright/core/protocol"
import type { AssetFailure } from "../asset/check-picture.ts"
import type { ExportFailure } from "../export/export-service.ts"
import type { RequestFailure } from "../generation/check-request.ts"
import type { RestoreFailure } from "../history/history-failure.ts"
import type { ImportFailure } from "../import/import-format.ts"
import type { ChangeFailure } from "../project/projects.ts"
import type { AccountFailure } from "../services.ts"
import type { SyncFailure } from "../sync/sync-error.ts"
import { findRequestId } from "../telemetry/request-context.ts"

/** What the door itself refuses, before any use case is asked. */
export type DoorFailure =
  | { readonly kind: "not-signed-in" }
  | { readonly kind: "forbidden"; readonly action: string }
  | { readonly kind: "cross-origin" }
  | { readonly kind: "storyboard-not-found" }
  | { readonly kind: "job-not-found" }
  /** It has ended, runs already, or is not asked about. */
  | { readonly kind: "job-not-open" }
  | { readonly kind: "asset-not-found" }
  | { readonly kind: "token-not-found" }
  | { readonly kind: "recipe-not-found" }
  | { readonly kind: "route-not-found" }
  /** `ROLES` leaves it to other nodes. */
  | { readonly kind: "not-served-here"; readonly role: string }
  | { readonly kind: "method-not-allowed"; readonly allowed: readonly string[] }
  | { readonly kind: "query-invalid"; readonly issues: readonly string[] }
  | { readonly kind: "body-invalid"; readonly issues: readonly string[] }
  | { readonly kind: "body-too-large"; readonly limit: number }
  | { readonly kind: "headers-too-large" }
  /** No request of HTTP, or one whose host or path is no address. */
  | { readonly kind: "request-malformed" }
  | { readonly kind: "request-too-slow" }
  /** The store of pictures does not answer, or not rightly. */
  | { readonly kind: "assets-unavailable" }
  | { readonly kind: "backup-running" }
  | { readonly kind: "internal" }

export type ApiFailure =
  | DoorFailure
  | AssetFailure
  | ExportFailure
  | ImportFailure
  | CommandFailure
  | ChangeFailure
  | RequestFailure
  | RestoreFailure
  | SyncFailure
  | AccountFailure

export type ProblemKind = ApiFailure["kind"]

type ProblemTable = {
  readonly [Kind in ProblemKind]: readonly [status: number, title: string]
}

/** Every failure that a caller can see, with its status. A new kind does not compile without a line here. */
export const problems = {
  "not-signed-in": [401, "Sign in, or send a bearer token."],
  "credentials-wrong": [401, "The e-mail or the password is wrong."],
  forbidden: [403, "Your role does not allow this."],
  "cross-origin": [403, "The request comes from another site."],
  "storyboard-not-found": [404, "There is no such storyboard, or none that you may see."],
  "job-not-found": [404, "There is no such job, or none that you may see."],
  "asset-not-found": [404, "There is no such asset, or none that you may see."],
  "recipe-not-found": [404, "This picture was not made here, or there is none."],
  "token-not-found": [404, "You have no such token."],
  "route-not-found": [404, "There is nothing at this address."],
  "not-served-here": [421, "This node does not serve that; others of the installation do."],
  "method-not-allowed": [405, "This address does not take that method."],
  "query-invalid": [400, "A parameter of the address cannot be used."],
  "body-invalid": [400, "The body cannot be used."],
  "body-too-large": [413, "The body is too large."],
  "headers-too-large": [431, "The headers are too large."],
  "request-malformed": [400, "The request cannot be read."],
  "request-too-slow": [408, "The request took too long to arrive."],
  "rate-limited": [429, "Too many requests."],
  "assets-unavailable": [503, "Pictures cannot be kept or read just now. Try again."],
  "backup-running": [409, "A backup is being made. Wait until it is done."],
  internal: [500, "Something went wrong here; nothing was changed."],

  "link-invalid": [410, "The link is no longer good."],
  "password-weak": [422, "The password is too short."],
  "email-taken": [409, "Somebody else has this e-mail."],

  "asset-empty": [422, "The file is empty."],
  "asset-too-large": [413, "The picture has too many bytes."],
  "asset-type": [
    415,
    "Only PNG, JPEG, WebP and GIF pictures are taken, whatever the file is called.",
  ],
  "asset-too-many-pixels": [422, "The picture has too many pixels."],
  "asset-damaged": [422, "The picture is damaged or cut off."],

  "script-empty": [422, "The script has no words."],
  "script-binary": [415, "The file is no text."],
  "script-too-large": [413, "The script is too large."],
  "script-format": [415, "The script is in a format that cannot be read here."],

  "not-found": [422, "A command names something that is not there."],
  "already-exists": [409, "A command makes something that is there already."],
  "limit-reached": [422, "The storyboard cannot hold more of these."],
  "style-locked": [409, "The style is locked."],
  "value-invalid": [422, "A command has a value that cannot be used."],
  "not-yours": [403, "Somebody else said that: only they may change it."],
  "revision-conflict": [409, "The storyboard was changed by somebody else meanwhile."],

  "format-unknown": [400, "There is no such format."],
  "options-invalid": [400, "An option of the export cannot be used."],

  "panel-not-found": [422, "There is no such panel."],
  "panel-locked": [409, "An approved panel takes no pictures; take the approval back first."],
  "no-picture": [409, "The panel has no picture to edit yet."],
  "instruction-missing": [422, "An edit needs an instruction."],
  "mask-without-edit": [422, "A mask belongs to the edit of one panel."],
  "mask-invalid": [422, "The mask cannot be used."],
  "mask-size": [422, "The mask does not have the size of the picture."],
  "base-not-found": [422, "The panel has no such picture to start from."],
  "markup-invalid": [422, "The drawing cannot be used."],
  "markup-not-followed": [
    422,
    "This provider cannot follow a drawing. Say in words what should change, or take another one.",
  ],
  "provider-unknown": [422, "There is no such provider."],
  "key-reused": [422, "This Idempotency-Key was sent with another request."],
  "rerun-impossible": [409, "This picture cannot be made again."],
  "job-not-open": [409, "The job is in no state in which this can be done."],

  "moment-not-found": [404, "The storyboard was never at this point, or it is not kept any more."],
  "version-not-found": [404, "There is no such version."],
  "version-limit": [422, "The storyboard cannot hold more versions."],

  "update-refused": [422, "The change is none that the shared document could take."],
  "update-gap": [409, "The change builds on something that is not there."],
  unavailable: [503, "The database cannot be reached. Nothing was changed; try again."],
  "storyboard-gone": [404, "The storyboard was deleted."],
} as const satisfies ProblemTable

export const getProblemStatus = (kind: ProblemKind): number => problems[kind][0]

/** RFC 9457: the failure's own fields come along as extension members. */
export function createProblem(
  failure: ApiFailure,
  instance?: string,
): Problem & Readonly<Record<string, unknown>> {
  const { kind, ...fields } = failure
  const [status, title] = problems[kind]
  return {
    ...fields,
    type: `urn:panelwright:problem:${kind}`,
    title,
    status,
    detail: describe(failure, title),
    kind,
    ...(instance !== undefined && { instance }),
  }
}

/** Without another instance, that of the request that is being answered. */
export function createProblemResponse(
  failure: ApiFailure,
  instance: string | undefined = findRequestId(),
): Response {
  const headers = new Headers({
    "content-type": "application/problem+json",
    "cache-control": "no-store",
  })
  if (failure.kind === "rate-limited")
    headers.set("retry-after", String(Math.max(1, Math.ceil(failure.retryAfterMs / 1000))))
  if (failure.kind === "not-signed-in") headers.set("www-authenticate", "Bearer")
  if (failure.kind === "method-not-allowed") headers.set("allow", failure.allowed.join(", "))
  return new Response(JSON.stringify(createProblem(failure, instance)), {
    status: getProblemStatus(failure.kind),
    headers,
  })
}

type Describe = {
  readonly [Kind in ProblemKind]?: (failure: Extract<ApiFailure, { kind: Kind }>) => string
}

const megabytes = ({ limit }: { readonly limit: number }) => `At most ${limit / 1_000_000} MB.`
const about = ({ looksLike }: { readonly looksLike: string }) =>
  looksLike === "unknown" ? "" : `This is ${looksLike}.`
const known = (failure: { readonly known: readonly string[] }) =>
  `There are: ${failure.known.join(", ")}.`

/** What a failure's figures add to its title. */
const details: Describe = {
  "query-invalid": ({ issues }) => `${issues.join("; ")}.`,
  "body-invalid": ({ issues }) => `${issues.join("; ")}.`,
  "options-invalid": (failure) => `${failure.problems.join("; ")}.`,
  "body-too-large": megabytes,
  "asset-too-large": megabytes,
  "script-too-large": megabytes,
  "asset-too-many-pixels": ({ width, height, limit }) =>
    `It has ${width} × ${height}; at most ${limit / 1_000_000} million are taken.`,
  "asset-type": about,
  "script-binary": about,
  "script-format": ({ found }) => `This is ${found}.`,
  "not-found": ({ index, id }) => `Command ${index} names ${id}.`,
  "already-exists": ({ index, id }) => `Command ${index} makes ${id}.`,
  "limit-reached": ({ index, what, limit }) => `Command ${index}: at most ${limit} ${what}.`,
  "value-invalid": ({ index, reason }) => `Command ${index}: ${reason}.`,
  "not-yours": ({ index, id }) => `Command ${index} names ${id}.`,
  "revision-conflict": ({ revision }) => `It is at revision ${revision} now.`,
  "panel-not-found": ({ panelId }) => `Asked for ${panelId}.`,
  "moment-not-found": ({ earliest, latest }) => `There are the revisions ${earliest} to ${latest}.`,
  "version-limit": ({ limit }) => `At most ${limit}.`,
  "mask-invalid": ({ reason }) => `${reason}.`,
  "markup-invalid": ({ reason }) => `${reason}.`,
  "mask-size": ({ expected, actual }) => `Expected ${expected}, got ${actual}.`,
  "provider-unknown": known,
  "format-unknown": known,
  "password-weak": ({ least }) => `At least ${least} characters.`,
}

function describe(failure: ApiFailure, title: string): string {
  // The table is keyed by the failure's own kind, which the compiler cannot follow.
  const describeThis = details[failure.kind] as ((failure: ApiFailure) => string) | undefined
  return `${title} ${describeThis?.(failure) ?? ""}`.trim()
}
