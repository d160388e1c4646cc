import {
  findRole,
  pickColour,
  roleSchema,
  storyboardIdSchema,
  type Actor,
  type Role,
  type StoryboardId,
} from "@panelwright/core"
import type postgres from "postgres"
import { z } from "zod"
import { personSchema, type Person } from "./people.ts"
import { hashSecret, isSameSecret } from "./secret.ts"

/** What a request shows of itself. A token counts before a cookie, also when it is no good. */
export interface Credentials {
  readonly token: string | null
  readonly sessionSecret: string | null
}

/** Null: nobody, or somebody who has no longer anything to show. */
export type Authenticate = (credentials: Credentials) => Promise<Actor | null>

const dateSchema = z.date().transform((date) => date.getTime())
const rolesSchema = z.record(storyboardIdSchema, roleSchema)

const personRowSchema = personSchema.extend({ roles: rolesSchema })

const guestRowSchema = z.object({
  token_hash: z.instanceof(Uint8Array),
  guest_name: z.string(),
  storyboard_id: storyboardIdSchema,
  role: roleSchema,
})

const tokenRowSchema = personRowSchema.extend({
  token_id: z.string(),
  token_name: z.string(),
  token_role: roleSchema,
  token_storyboard_id: storyboardIdSchema.nullable(),
  last_used_at: dateSchema.nullable(),
})

const seenAgainAfter = 5 * 60_000

export function createAuthenticate(options: {
  readonly sql: postgres.Sql
  readonly clock: () => number
  /** `PANELWRIGHT_TOKEN`, which stands for the owner. */
  readonly ownerToken: string | null
}): Authenticate {
  const { sql, clock, ownerToken } = options

  /** The storyboards that a person has a role in: by membership, or by a link that is still good. */
  const selectRoles = (now: Date) => sql`
    select coalesce(jsonb_object_agg(membership.storyboard_id, membership.role), '{}')
    from membership
    join storyboard on storyboard.id = membership.storyboard_id and storyboard.deleted_at is null
    left join share_link on share_link.id = membership.link_id
    where membership.person_id = person.id
      and (membership.link_id is null
        or (share_link.revoked_at is null
          and (share_link.expires_at is null or share_link.expires_at > ${now})))`

  const findPersonBySession = async (hash: Buffer, now: Date) => {
    const [row] = await sql`
      select person.*, session.last_seen_at, (${selectRoles(now)}) as roles
      from session join person on person.id = session.person_id
      where session.token_hash = ${hash} and session.expires_at > ${now}`
    if (row === undefined) return null
    if (now.getTime() - dateSchema.parse(row["last_seen_at"]) > seenAgainAfter)
      await sql`update session set last_seen_at = ${now} where token_hash = ${hash}`
    return toPersonActor(personRowSchema.parse(row))
  }

  const findGuestBySession = async (hash: Buffer, now: Date) => {
    const [row] = await sql`
      select session.token_hash, session.name as guest_name, share_link.storyboard_id, share_link.role
      from session
      join share_link on share_link.id = session.link_id
      join storyboard on storyboard.id = share_link.storyboard_id and storyboard.deleted_at is null
      where session.token_hash = ${hash} and session.expires_at > ${now}
        and share_link.revoked_at is null
        and (share_link.expires_at is null or share_link.expires_at > ${now})`
    return row === undefined ? null : toGuestActor(guestRowSchema.parse(row))
  }

  const findOwner = async (now: Date) => {
    const [row] = await sql`
      select person.*, (${selectRoles(now)}) as roles from person
      where installation_role = 'owner' order by created_at, id limit 1`
    if (row === undefined) return null
    const owner = toPersonActor(personRowSchema.parse(row))
    return { ...owner, kind: "token", id: "token:environment", name: "Automation" } as const
  }

  const findByToken = async (token: string, now: Date) => {
    if (ownerToken !== null && isSameSecret(token, ownerToken)) return findOwner(now)
    const [row] = await sql`
      select person.*, (${selectRoles(now)}) as roles, api_token.id as token_id,
        api_token.name as token_name, api_token.role as token_role,
        api_token.storyboard_id as token_storyboard_id, api_token.last_used_at
      from api_token join person on person.id = api_token.person_id
      where api_token.token_hash = ${hashSecret(token)} and api_token.revoked_at is null
        and (api_token.expires_at is null or api_token.expires_at > ${now})`
    if (row === undefined) return null
    const parsed = tokenRowSchema.parse(row)
    if (now.getTime() - (parsed.last_used_at ?? 0) > seenAgainAfter)
      await sql`update api_token set last_used_at = ${now} where id = ${parsed.token_id}`
    return toTokenActor(parsed)
  }

  return async ({ token, sessionSecret }) => {
    const now = new Date(clock())
    if (token !== null) return findByToken(token, now)
    if (sessionSecret === null) return null
    const hash = hashSecret(sessionSecret)
    return (await findPersonBySession(hash, now)) ?? findGuestBySession(hash, now)
  }
}

const toRoles = (roles: Readonly<Record<string, Role>>): ReadonlyMap<StoryboardId, Role> =>
  new Map(Object.entries(roles).map(([id, role]) => [storyboardIdSchema.parse(id), role]))

function toPersonActor(row: Person & { readonly roles: Record<string, Role> }): Actor {
  return {
    kind: "person",
    id: row.id,
    personId: row.id,
    name: row.name,
    colour: row.colour,
    installationRole: row.installation_role,
    ceiling: "owner",
    roles: toRoles(row.roles),
  }
}

/** Two guests of one link are two people, so the session makes the id. */
function toGuestActor(row: z.infer<typeof guestRowSchema>): Actor {
  const id = `guest:${Buffer.from(row.token_hash).toString("base64url").slice(0, 16)}`
  return {
    kind: "guest",
    id,
    personId: null,
    name: row.guest_name,
    colour: pickColour(id),
    installationRole: "guest",
    ceiling: row.role,
    roles: new Map([[row.storyboard_id, row.role]]),
  }
}

function toTokenActor(row: z.infer<typeof tokenRowSchema>): Actor {
  const person = toPersonActor(row)
  const token = { kind: "token", id: row.token_id, name: row.token_name, ceiling: row.token_role }
  const only = row.token_storyboard_id
  if (only === null) return { ...person, ...token, kind: "token" }
  const role = findRole(person, only)
  return {
    ...person,
    ...token,
    kind: "token",
    installationRole: "guest",
    roles: new Map(role === null ? [] : [[only, role]]),
  }
}
