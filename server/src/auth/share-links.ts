import {
  findRole,
  isAtLeast,
  roleSchema,
  storyboardIdSchema,
  type Actor,
  type Role,
  type StoryboardId,
} from "@panelwright/core"
import type postgres from "postgres"
import { z } from "zod"
import { createIdToken, createSecret, hashSecret } from "./secret.ts"

/** A link hands out a role to whoever has it, so never the one that may share. */
export const linkRoleSchema = roleSchema.exclude(["owner"])

const linkRowSchema = z.object({
  id: z.string(),
  storyboard_id: storyboardIdSchema,
  role: linkRoleSchema,
  expires_at: z.date().nullable(),
  revoked_at: z.date().nullable(),
  deleted_at: z.date().nullable(),
})

export type ShareLinkFound =
  | { readonly kind: "good"; readonly link: ShareLink }
  | { readonly kind: "unknown" | "expired" | "revoked" }

export interface ShareLink {
  readonly id: string
  readonly storyboardId: StoryboardId
  readonly role: Role
  readonly expiresAt: number | null
}

export async function createShareLink(
  sql: postgres.Sql,
  link: {
    readonly storyboardId: StoryboardId
    readonly role: Role
    readonly expiresAt: number | null
    readonly createdBy: string | null
  },
): Promise<{ readonly secret: string }> {
  const secret = createSecret()
  await sql`
    insert into share_link ${sql({
      id: `link:${createIdToken()}`,
      token_hash: hashSecret(secret),
      storyboard_id: link.storyboardId,
      role: linkRoleSchema.parse(link.role),
      created_by: link.createdBy,
      expires_at: link.expiresAt === null ? null : new Date(link.expiresAt),
    })}`
  return { secret }
}

export async function findShareLink(
  sql: postgres.Sql,
  secret: string,
  now: number,
): Promise<ShareLinkFound> {
  const [found] = await sql`
    select share_link.*, storyboard.deleted_at
    from share_link join storyboard on storyboard.id = share_link.storyboard_id
    where token_hash = ${hashSecret(secret)}`
  if (found === undefined) return { kind: "unknown" }
  const row = linkRowSchema.parse(found)
  if (row.revoked_at !== null || row.deleted_at !== null) return { kind: "revoked" }
  const expiresAt = row.expires_at?.getTime() ?? null
  if (expiresAt !== null && expiresAt <= now) return { kind: "expired" }
  return {
    kind: "good",
    link: { id: row.id, storyboardId: row.storyboard_id, role: row.role, expiresAt },
  }
}

/** A person with an account keeps their own name: they get the link's role where it is more than they have. */
export async function joinByLink(
  sql: postgres.Sql,
  actor: Actor & { readonly personId: NonNullable<Actor["personId"]> },
  link: ShareLink,
): Promise<void> {
  const role = findRole(actor, link.storyboardId)
  if (role !== null && isAtLeast(role, link.role)) return
  await sql`
    insert into membership (storyboard_id, person_id, role, link_id)
    values (${link.storyboardId}, ${actor.personId}, ${link.role}, ${link.id})
    on conflict (storyboard_id, person_id)
    do update set role = excluded.role, link_id = excluded.link_id`
}
