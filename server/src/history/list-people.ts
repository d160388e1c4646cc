import { pickColour, type HistoryPerson } from "@panelwright/core"
import type postgres from "postgres"
import { z } from "zod"

const rowSchema = z.object({ id: z.string(), name: z.string(), colour: z.string().nullable() })

const guestSchema = z.object({ token_hash: z.instanceof(Uint8Array), name: z.string().nullable() })

const nameUnknown = (id: string): string =>
  id === "token:environment"
    ? "Automation"
    : id.startsWith("guest:")
      ? "Guest"
      : id.startsWith("token:")
        ? "Program"
        : "Somebody"

/** Names and colours of those who have changed a storyboard; who is gone is called by what they were. */
export async function listPeople(
  sql: postgres.Sql,
  storyboardId: string,
  ids: readonly string[],
): Promise<HistoryPerson[]> {
  const rows = await sql`
    select id, name, colour from person where id = any(${[...ids]})
    union all select id, name, null from api_token where id = any(${[...ids]})`
  const known = new Map(rows.map((row) => rowSchema.parse(row)).map((row) => [row.id, row]))
  const guests = ids.some((id) => id.startsWith("guest:"))
    ? await sql`
        select session.token_hash, session.name from session
        join share_link on share_link.id = session.link_id
        where share_link.storyboard_id = ${storyboardId}`
    : []
  for (const row of guests) {
    const { token_hash, name } = guestSchema.parse(row)
    const id = `guest:${Buffer.from(token_hash).toString("base64url").slice(0, 16)}`
    known.set(id, { id, name: name ?? nameUnknown(id), colour: null })
  }
  return ids.map((id) => {
    const row = known.get(id)
    return { id, name: row?.name ?? nameUnknown(id), colour: row?.colour ?? pickColour(id) }
  })
}
