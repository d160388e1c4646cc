import { roleSchema, type StoryboardId } from "@panelwright/core"
import { storyboardPersonSchema, type StoryboardPerson } from "@panelwright/core/protocol"
import type postgres from "postgres"
import { z } from "zod"
import type { Member } from "../services.ts"

const memberRowSchema = z.object({
  id: z.string(),
  kind: z.enum(["person", "invitation", "link"]),
  name: z.string(),
  email: z.string().nullable(),
  role: roleSchema,
  expires_at: z.date().nullable(),
})

/** Everybody who may come to a storyboard: people first, then open invitations and links that are still good. */
export async function listMembers(
  sql: postgres.Sql,
  storyboardId: StoryboardId,
  now: number,
): Promise<Member[]> {
  const at = new Date(now)
  const rows = await sql`
    select person.id, 'person' as kind, person.name, person.email, membership.role,
      share_link.expires_at, 1 as place, membership.created_at
    from membership
    join person on person.id = membership.person_id
    left join share_link on share_link.id = membership.link_id
    where membership.storyboard_id = ${storyboardId}
      and (membership.link_id is null
        or (share_link.revoked_at is null
          and (share_link.expires_at is null or share_link.expires_at > ${at})))
    union all
    select id, 'invitation', email, email, role, expires_at, 2, created_at from invitation
    where storyboard_id = ${storyboardId} and accepted_at is null and expires_at > ${at}
    union all
    select id, 'link', 'Anyone with the link', null, role, expires_at, 3, created_at
    from share_link
    where storyboard_id = ${storyboardId} and revoked_at is null
      and (expires_at is null or expires_at > ${at})
    order by place, created_at, id`
  return rows.map((row) => {
    const { expires_at: expiresAt, ...member } = memberRowSchema.parse(row)
    return { ...member, expiresAt: expiresAt?.getTime() ?? null }
  })
}

/** Everybody with an account who may come to a storyboard, by name: its members, and owners of the installation. */
export async function listPeople(
  sql: postgres.Sql,
  storyboardId: StoryboardId,
  now: number,
): Promise<StoryboardPerson[]> {
  const rows = await sql`
    select person.id, person.name, person.colour from person
    where person.installation_role = 'owner' or exists (
      select 1 from membership
      left join share_link on share_link.id = membership.link_id
      where membership.storyboard_id = ${storyboardId} and membership.person_id = person.id
        and (membership.link_id is null
          or (share_link.revoked_at is null
            and (share_link.expires_at is null or share_link.expires_at > ${new Date(now)}))))
    order by person.name, person.id`
  return rows.map((row) => storyboardPersonSchema.parse(row))
}

/** Takes back a membership, an open invitation or a link, with every guest who came by it. Twice is once. */
export async function removeMember(
  sql: postgres.Sql,
  storyboardId: StoryboardId,
  memberId: string,
): Promise<void> {
  await sql.begin(async (transaction) => {
    await transaction`
      delete from membership where storyboard_id = ${storyboardId} and person_id = ${memberId}`
    await transaction`
      delete from invitation
      where storyboard_id = ${storyboardId} and id = ${memberId} and accepted_at is null`
    await transaction`
      update share_link set revoked_at = now()
      where storyboard_id = ${storyboardId} and id = ${memberId} and revoked_at is null`
    await transaction`delete from session where link_id in (
      select id from share_link where id = ${memberId} and storyboard_id = ${storyboardId})`
  })
}
