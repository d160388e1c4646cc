import { createPersonId, personIdSchema, pickColour } from "@panelwright/core"
import type postgres from "postgres"
import { z } from "zod"
import { createIdToken } from "./secret.ts"

export const personSchema = z.object({
  id: personIdSchema,
  name: z.string(),
  /** Lower case. Null: the owner who has not given one yet. */
  email: z.string().nullable(),
  password_hash: z.string().nullable(),
  colour: z.string(),
  installation_role: z.enum(["owner", "member"]),
})

export type Person = z.infer<typeof personSchema>

export const personNameSchema = z.string().trim().min(1).max(120)
export const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .regex(/^[^\s@]+@[^\s@]+$/, "expected an e-mail address")

/** A connection or a transaction on it. */
export type Queries = postgres.Sql | postgres.TransactionSql

export async function findPersonByEmail(sql: Queries, email: string): Promise<Person | null> {
  const [row] = await sql`select * from person where email = ${email}`
  return row === undefined ? null : personSchema.parse(row)
}

export async function createPerson(
  sql: Queries,
  person: Pick<Person, "name" | "email" | "password_hash" | "installation_role">,
): Promise<Person> {
  const id = createPersonId(createIdToken())
  const [row] = await sql`
    insert into person ${sql({ ...person, id, colour: pickColour(id) })} returning *`
  return personSchema.parse(row)
}

/** The one who owns this installation; made when the database is new. */
export async function ensureOwner(sql: postgres.Sql): Promise<Person> {
  return sql.begin(async (transaction) => {
    await transaction`lock table person in share row exclusive mode`
    const [row] = await transaction`
      select * from person where installation_role = 'owner' order by created_at, id limit 1`
    if (row !== undefined) return personSchema.parse(row)
    return createPerson(transaction, {
      name: "Owner",
      email: null,
      password_hash: null,
      installation_role: "owner",
    })
  })
}
