import { failure, success, type Result } from "@panelwright/core"
import type postgres from "postgres"
import { z } from "zod"
import type { AccountFailure } from "../services.ts"
import { verifyPassword } from "./password.ts"
import { findPersonByEmail, type Person } from "./people.ts"
import { createSecret, hashSecret } from "./secret.ts"
import { startSession, type StartedSession } from "./sessions.ts"
import { createTokenBuckets, type SharedBuckets } from "./token-bucket.ts"

const signInLinkLength = 86_400_000

export interface SignIn {
  /** By e-mail and password, slowed down per address and per e-mail. */
  withPassword(input: {
    readonly email: string
    readonly password: string
    readonly address: string
  }): Promise<Result<StartedSession, AccountFailure>>
  /** A new link for the owner; links made before and not used are no good any more. */
  createOwnerLink(owner: Person): Promise<string>
  /** Works once. */
  withOwnerLink(secret: string): Promise<Result<StartedSession, AccountFailure>>
  /** Counts a try at guessing something secret from an address. Null: go ahead. */
  slowDown(address: string): Promise<AccountFailure | null>
}

const linkRowSchema = z.object({
  person_id: z.string(),
  expires_at: z.date(),
  used_at: z.date().nullable(),
})

const invalid = (reason: "unknown" | "expired" | "used") =>
  failure({ kind: "link-invalid", reason } as const)

export function createSignIn(options: {
  readonly sql: postgres.Sql
  readonly clock: () => number
  /** Where several nodes count tries together. */
  readonly bus?: SharedBuckets["bus"]
}): SignIn {
  const { sql, clock, bus } = options
  const share = (name: string) => (bus ? { bus, name } : null)
  const addresses = createTokenBuckets(
    { capacity: 20, refillPerSecond: 1 / 15 },
    clock,
    share("sign-in-address"),
  )
  const emails = createTokenBuckets(
    { capacity: 8, refillPerSecond: 1 / 60 },
    clock,
    share("sign-in-email"),
  )

  const slowDown = async (address: string): Promise<AccountFailure | null> => {
    const retryAfterMs = await addresses.take(address)
    return retryAfterMs === 0 ? null : { kind: "rate-limited", retryAfterMs }
  }

  return {
    slowDown,

    async withPassword({ email, password, address }) {
      const slowed = await slowDown(address)
      if (slowed) return failure(slowed)
      const retryAfterMs = await emails.take(email)
      if (retryAfterMs > 0) return failure({ kind: "rate-limited", retryAfterMs })
      const person = await findPersonByEmail(sql, email)
      const right = await verifyPassword(password, person?.password_hash ?? null)
      if (person === null || !right) return failure({ kind: "credentials-wrong" })
      return success(await startSession(sql, { personId: person.id }, clock()))
    },

    async createOwnerLink(owner) {
      const secret = createSecret()
      await sql`delete from sign_in_link where person_id = ${owner.id} and used_at is null`
      await sql`
        insert into sign_in_link (token_hash, person_id, expires_at)
        values (${hashSecret(secret)}, ${owner.id}, ${new Date(clock() + signInLinkLength)})`
      return secret
    },

    async withOwnerLink(secret) {
      const now = clock()
      return sql.begin(async (transaction) => {
        const [found] = await transaction`
          select person_id, expires_at, used_at from sign_in_link
          where token_hash = ${hashSecret(secret)} for update`
        if (found === undefined) return invalid("unknown")
        const row = linkRowSchema.parse(found)
        if (row.used_at !== null) return invalid("used")
        if (row.expires_at.getTime() <= now) return invalid("expired")
        await transaction`
          update sign_in_link set used_at = ${new Date(now)} where token_hash = ${hashSecret(secret)}`
        return success(await startSession(transaction, { personId: row.person_id }, now))
      })
    },
  }
}
