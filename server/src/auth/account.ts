import { failure, success, type PersonId, type Result } from "@panelwright/core"
import postgres from "postgres"
import type { AccountFailure } from "../services.ts"
import { hashPassword } from "./password.ts"
import { endOtherSessions } from "./sessions.ts"

const uniqueViolation = "23505"

/** Sets what is given. A new password ends every other session of the person. */
export async function updateAccount(
  sql: postgres.Sql,
  personId: PersonId,
  changes: {
    readonly name: string
    readonly email: string | undefined
    readonly password: string | undefined
    readonly keepSession: string | null
  },
): Promise<Result<null, AccountFailure>> {
  const { name, email, password, keepSession } = changes
  const row = {
    name,
    ...(email !== undefined && { email }),
    ...(password !== undefined && { password_hash: await hashPassword(password) }),
  }
  try {
    await sql`update person set ${sql(row)} where id = ${personId}`
  } catch (error) {
    if (error instanceof postgres.PostgresError && error.code === uniqueViolation)
      return failure({ kind: "email-taken" })
    throw error
  }
  if (password !== undefined) await endOtherSessions(sql, personId, keepSession)
  return success(null)
}
