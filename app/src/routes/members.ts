import { roleSchema, storyboardIdSchema, type StoryboardId } from "@panelwright/core"
import { data } from "react-router"
import { z } from "zod"
import { requireActor } from "../features/account/require-actor.ts"
import { toStoryboardId } from "../features/workspace/storyboard-id.ts"
import { servicesContext } from "../services-context.ts"
import type { Route } from "./+types/members"

/** What the share dialog asks for. `days`: how long a link is good; empty: until it is taken back. */
const intentSchema = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("invite"), email: z.email(), role: roleSchema }),
  z.object({
    intent: z.literal("link"),
    role: roleSchema,
    days: z.union([z.literal(""), z.coerce.number().int().min(1).max(365)]),
  }),
  z.object({ intent: z.literal("remove"), memberId: z.string().min(1).max(200) }),
])

const dayMs = 86_400_000

function getId(parameter: string): StoryboardId {
  const id = storyboardIdSchema.safeParse(toStoryboardId(parameter))
  // oxlint-disable-next-line typescript/only-throw-error -- the framework's way to end a request with a status
  if (!id.success) throw data(null, { status: 404 })
  return id.data
}

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const services = context.get(servicesContext)
  requireActor(services, request)
  return { members: await services.listMembers(getId(params.storyboardId)) }
}

export async function action({ params, request, context }: Route.ActionArgs) {
  const services = context.get(servicesContext)
  requireActor(services, request)
  const id = getId(params.storyboardId)
  const asked = intentSchema.safeParse(Object.fromEntries(await request.formData()))
  if (!asked.success) return { kind: "invalid" as const }
  switch (asked.data.intent) {
    case "invite": {
      const { email, role } = asked.data
      const { url } = await services.createInvitation(id, { email, role })
      return { kind: "invited" as const, url, email }
    }
    case "link": {
      const { role, days } = asked.data
      const expiresAt = days === "" ? null : Date.now() + days * dayMs
      const { url } = await services.createShareLink(id, { role, expiresAt })
      return { kind: "linked" as const, url, role }
    }
    case "remove":
      await services.removeMember(id, asked.data.memberId)
      return { kind: "removed" as const }
  }
}
