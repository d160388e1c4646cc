import { z } from "zod"
import { jobSchema } from "../generation/job.ts"
import { jobIdSchema, panelIdSchema } from "../identity/identity.ts"

/** Message types of the socket beyond the four of y-websocket; sent only to those who ask for them. */
export const acknowledgementMessage = 100
export const eventMessage = 101

/** Somebody asks those who are here to look at a panel. Nobody is moved by it. */
export const callSchema = z.object({
  panelId: panelIdSchema,
  /** Always as the server knows them: no client can call in another's name. */
  by: z.object({ id: z.string().max(200), name: z.string().max(200) }),
  /** Milliseconds since 1970, by the server's clock. */
  at: z.number(),
})

/** What the server tells everybody in a room and stores nowhere. */
export const syncEventSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("job"), job: jobSchema }),
  z.object({
    type: z.literal("partial"),
    jobId: jobIdSchema,
    panelId: panelIdSchema,
    /** A small picture as a data URL. */
    picture: z.string().startsWith("data:image/").max(600_000),
  }),
  z.object({ type: z.literal("call"), call: callSchema }),
])

export type Call = z.infer<typeof callSchema>
export type SyncEvent = z.infer<typeof syncEventSchema>
