import {
  findRole,
  isAtLeast,
  roleSchema,
  storyboardIdSchema,
  type Actor,
  type PersonId,
  type Role,
  type StoryboardId,
} from "@panelwright/core"
import type postgres from "postgres"
import { z } from "zod"
import { createIdToken, createSecret, hashSecret } from "./secret.ts"

export interface NewApiToken {
  readonly name: string
  readonly role: Role
  /** Null: every storyboard that its person may come to. */
  readonly storyboardId: StoryboardId | null
  readonly expiresAt: number | null
}

export const apiTokenSchema = z.object({
  id: z.string(),
  name: z.string(),
  role: roleSchema,
  storyboardId: storyboardIdSchema.nullable(),
  createdAt: z.number(),
  expiresAt: z.number().nullable(),
  lastUsedAt: z.number().nullable(),
})

export type ApiToken = z.infer<typeof apiTokenSchema>

/** Nobody hands on more than they have: a token is no stronger than its maker, there and in all. */
export function mayMakeToken(actor: Actor, token: Pick<NewApiToken, "role" | "storyboardId">) {
  if (actor.personId === null || !isAtLeast(actor.ceiling, token.role)) return false
  return token.storyboardId === null || findRole(actor, token.storyboardId) !== null
}

const toMilliseconds = (date: unknown) => (date instanceof Date ? date.getTime() : null)

const toApiToken = (row: postgres.Row): ApiToken =>
  apiTokenSchema.parse({
    id: row["id"],
    name: row["name"],
    role: row["role"],
    storyboardId: row["storyboard_id"],
    createdAt: toMilliseconds(row["created_at"]),
    expiresAt: toMilliseconds(row["expires_at"]),
    lastUsedAt: toMilliseconds(row["last_used_at"]),
  })

/** `secret` is shown once: only its hash is kept. */
export async function createApiToken(
  sql: postgres.Sql,
  personId: PersonId,
  token: NewApiToken,
): Promise<{ readonly token: ApiToken; readonly secret: string }> {
  const secret = `pw_${createSecret()}`
  const [row] = await sql`
    insert into api_token ${sql({
      id: `token:${createIdToken()}`,
      token_hash: hashSecret(secret),
      name: token.name,
      person_id: personId,
      role: token.role,
      storyboard_id: token.storyboardId,
      expires_at: token.expiresAt === null ? null : new Date(token.expiresAt),
    })} returning *`
  if (row === undefined) throw new Error("a token was inserted and not returned")
  return { token: toApiToken(row), secret }
}

export async function listApiTokens(sql: postgres.Sql, personId: PersonId): Promise<ApiToken[]> {
  const rows = await sql`
    select * from api_token where person_id = ${personId} and revoked_at is null
    order by created_at desc, id`
  return rows.map(toApiToken)
}

/** False: the person has no such token. */
export async function revokeApiToken(
  sql: postgres.Sql,
  personId: PersonId,
  id: string,
): Promise<boolean> {
  const rows = await sql`
    update api_token set revoked_at = now()
    where id = ${id} and person_id = ${personId} and revoked_at is null returning id`
  return rows.length > 0
}
