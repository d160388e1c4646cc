import { z } from "zod"

/** From most to least. Guests come by a link that carries one of them. */
export const roles = ["owner", "editor", "commenter", "viewer"] as const
export const roleSchema = z.enum(roles)
export type Role = z.infer<typeof roleSchema>
