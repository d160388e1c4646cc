import { roles, roleSchema } from "@panelwright/core"
import { z } from "zod"
import type { ApiClient } from "./client.ts"
import { CommandError } from "./command-error.ts"

/** Prints a new bearer token of the owner's, with at most this role. */
export async function createToken(
  client: ApiClient,
  options: { readonly role: string; readonly name: string; readonly print: (line: string) => void },
): Promise<void> {
  const role = roleSchema.safeParse(options.role)
  if (!role.success) throw new CommandError(`--role wants one of ${roles.join(", ")}.`)
  const body = { name: options.name, role: role.data }
  const { secret } = await client.post("/tokens", body, z.object({ secret: z.string() }))
  options.print(secret)
}
