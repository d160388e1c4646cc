import type { AccountFailure, AccountOutcome } from "@panelwright/server/services"
import { redirect } from "react-router"

/** Where a person goes once they are let in; only places of this site. */
const isOwnPath = (path: string) => /^\/(?![/\\])/.test(path)

/** Lets the person in with their cookie, or gives the failure to show. */
export function finish(
  outcome: AccountOutcome,
  next: string | null = null,
): Response | { readonly failure: AccountFailure } {
  if (!outcome.ok) return { failure: outcome.failure }
  const target = next !== null && isOwnPath(next) ? next : outcome.redirectTo
  return redirect(target, { headers: { "Set-Cookie": outcome.setCookie } })
}
