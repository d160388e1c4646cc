import { z } from "zod"
import { jobSchema } from "../generation/job.ts"
import { jobIdSchema, panelIdSchema } from "../identity/identity.ts"

/** Message types of the socket beyond the four of y-websocket; sent only to those who ask for them. */
export const acknowledgementMessage = 100
export const eventMessage = 101

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
])

export type SyncEvent = z.infer<typeof syncEventSchema>
