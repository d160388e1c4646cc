import { failure, storyboardIdSchema, success, type Result, type Role } from "@panelwright/core"
import { roleSchema } from "@panelwright/core"
import type postgres from "postgres"
import { z } from "zod"
import type { AccountFailure } from "../services.ts"
import { hashPassword, verifyPassword } from "./password.ts"
import { createPerson, findPersonByEmail, type Person, type Queries } from "./people.ts"
import { createIdToken, createSecret, hashSecret } from "./secret.ts"

const invitationLength = 14 * 86_400_000

const invitationRowSchema = z.object({
  id: z.string(),
  email: z.string(),
  storyboard_id: storyboardIdSchema.nullable(),
  role: roleSchema,
  expires_at: z.date(),
  accepted_at: z.date().nullable(),
  title: z.string().nullable(),
  deleted_at: z.date().nullable(),
})

const invalid = (reason: "unknown" | "expired" | "used" | "revoked") =>
  failure({ kind: "link-invalid", reason } as const)

export interface Invitation {
  readonly id: string
  readonly email: string
  readonly storyboardId: string | null
  readonly storyboardTitle: string | null
  readonly role: Role
}

export async function createInvitation(
  sql: postgres.Sql,
  invitation: {
    readonly email: string
    readonly storyboardId: string
    readonly role: Role
    readonly createdBy: string | null
  },
  now: number,
): Promise<{ readonly secret: string }> {
  const secret = createSecret()
  await sql`
    insert into invitation ${sql({
      id: `invitation:${createIdToken()}`,
      token_hash: hashSecret(secret),
      email: invitation.email,
      storyboard_id: invitation.storyboardId,
      role: invitation.role,
      created_by: invitation.createdBy,
      expires_at: new Date(now + invitationLength),
    })}`
  return { secret }
}

export async function findInvitation(
  sql: Queries,
  secret: string,
  now: number,
): Promise<Result<Invitation, AccountFailure>> {
  const [found] = await sql`
    select invitation.*, storyboard.title, storyboard.deleted_at
    from invitation left join storyboard on storyboard.id = invitation.storyboard_id
    where invitation.token_hash = ${hashSecret(secret)}`
  if (found === undefined) return invalid("unknown")
  const row = invitationRowSchema.parse(found)
  if (row.accepted_at !== null) return invalid("used")
  if (row.deleted_at !== null) return invalid("revoked")
  if (row.expires_at.getTime() <= now) return invalid("expired")
  return success({
    id: row.id,
    email: row.email,
    storyboardId: row.storyboard_id,
    storyboardTitle: row.title,
    role: row.role,
  })
}

const rankOf = (sql: Queries, table: "membership" | "excluded") => sql`
  array_position(array['viewer', 'commenter', 'editor', 'owner'], ${sql(table)}.role)`

/** Makes the account, or takes the one that has this e-mail when the password is its own. Works once. */
export async function acceptInvitation(
  sql: postgres.Sql,
  invitation: Invitation,
  account: { readonly name: string; readonly password: string },
  now: number,
): Promise<Result<Person, AccountFailure>> {
  const known = await findPersonByEmail(sql, invitation.email)
  if (known !== null && !(await verifyPassword(account.password, known.password_hash)))
    return failure({ kind: "credentials-wrong" })
  const passwordHash = known === null ? await hashPassword(account.password) : null
  return sql.begin(async (transaction) => {
    const accepted = await transaction`
      update invitation set accepted_at = ${new Date(now)}
      where id = ${invitation.id} and accepted_at is null returning id`
    if (accepted.length === 0) return failure({ kind: "link-invalid", reason: "used" } as const)
    const person =
      known ??
      (await createPerson(transaction, {
        name: account.name,
        email: invitation.email,
        password_hash: passwordHash,
        installation_role: "member",
      }))
    if (invitation.storyboardId !== null)
      await transaction`
        insert into membership (storyboard_id, person_id, role)
        values (${invitation.storyboardId}, ${person.id}, ${invitation.role})
        on conflict (storyboard_id, person_id)
        do update set link_id = null, role = case
          when membership.link_id is null and ${rankOf(transaction, "membership")}
            > ${rankOf(transaction, "excluded")}
          then membership.role else excluded.role end`
    return success(person)
  })
}
