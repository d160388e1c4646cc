import type postgres from "postgres"
import { createSecret, hashSecret } from "./secret.ts"
import type { Queries } from "./people.ts"

const day = 86_400_000
const sessionLength = 30 * day

/** A session that was just started; its secret goes into the cookie and is kept nowhere. */
export interface StartedSession {
  readonly secret: string
  /** Milliseconds since 1970, UTC. */
  readonly expiresAt: number
}

export type SessionHolder =
  | { readonly personId: string }
  | { readonly linkId: string; readonly name: string; readonly linkExpiresAt: number | null }

/** A guest's session ends with the link at the latest. */
export async function startSession(
  sql: Queries,
  holder: SessionHolder,
  now: number,
): Promise<StartedSession> {
  const secret = createSecret()
  const guest = "linkId" in holder ? holder : null
  const expiresAt = Math.min(now + sessionLength, guest?.linkExpiresAt ?? Number.POSITIVE_INFINITY)
  await sql`
    insert into session ${sql({
      token_hash: hashSecret(secret),
      person_id: "personId" in holder ? holder.personId : null,
      link_id: guest?.linkId ?? null,
      name: guest?.name ?? null,
      created_at: new Date(now),
      last_seen_at: new Date(now),
      expires_at: new Date(expiresAt),
    })}`
  return { secret, expiresAt }
}

export async function endSession(sql: postgres.Sql, secret: string): Promise<void> {
  await sql`delete from session where token_hash = ${hashSecret(secret)}`
}

/** A changed password ends every other session of the person. */
export async function endOtherSessions(
  sql: postgres.Sql,
  personId: string,
  keep: string | null,
): Promise<void> {
  const kept = keep === null ? Buffer.alloc(0) : hashSecret(keep)
  await sql`delete from session where person_id = ${personId} and token_hash <> ${kept}`
}

export async function deleteExpiredSessions(sql: postgres.Sql, now: number): Promise<void> {
  await sql`delete from session where expires_at < ${new Date(now)}`
}
