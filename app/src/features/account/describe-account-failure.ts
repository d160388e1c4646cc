import type { AccountFailure } from "@panelwright/server/services"

const minutes = (ms: number) => Math.max(1, Math.ceil(ms / 60_000))

export function describeAccountFailure(failure: AccountFailure): string {
  switch (failure.kind) {
    case "credentials-wrong":
      return "The e-mail or the password is not right."
    case "rate-limited": {
      const wait = minutes(failure.retryAfterMs)
      return `Too many tries. Wait ${wait} ${wait === 1 ? "minute" : "minutes"} and try again.`
    }
    case "password-weak":
      return `Use a password of at least ${failure.least} characters.`
    case "email-taken":
      return "Somebody else has an account with this e-mail."
    case "link-invalid":
      return describeLink(failure.reason)
  }
}

function describeLink(reason: "unknown" | "expired" | "used" | "revoked"): string {
  switch (reason) {
    case "unknown":
      return "This link is not complete or was never made. Copy it again, from beginning to end."
    case "expired":
      return "This link has expired. Ask for a new one."
    case "used":
      return "This link has been used. Each works once; ask for a new one, or sign in."
    case "revoked":
      return "This link was taken back by its owner. Ask for a new one."
  }
}
