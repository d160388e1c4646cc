import { storyboardIdSchema } from "@panelwright/core"
import { data, type ShouldRevalidateFunction } from "react-router"
import { requireActor } from "../features/account/require-actor.ts"
import { toStoryboardId } from "../features/workspace/storyboard-id.ts"
import { WorkspacePage } from "../features/workspace/workspace.tsx"
import { servicesContext } from "../services-context.ts"
import type { Route } from "./+types/storyboard"

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `${loaderData?.title ?? "Storyboard"} · Panelwright` },
]

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const services = context.get(servicesContext)
  const actor = requireActor(services, request)
  const id = storyboardIdSchema.safeParse(toStoryboardId(params.storyboardId))
  const access = id.success ? await services.findStoryboard(id.data) : null
  // oxlint-disable-next-line typescript/only-throw-error -- the framework's way to end a page with a status
  if (!access) throw data(null, { status: 404 })
  const { kind, name, colour, installationRole } = actor
  return {
    storyboardId: access.summary.id,
    title: access.summary.title,
    role: access.role,
    person: { id: actor.id, kind, name, colour, installationRole },
    providers: services.providers,
    tldrawLicenseKey: services.tldrawLicenseKey,
  }
}

/** What the loader says changes with the storyboard only; everything else comes live. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ currentParams, nextParams }) =>
  currentParams["storyboardId"] !== nextParams["storyboardId"]

export default function Storyboard({ loaderData }: Route.ComponentProps) {
  return <WorkspacePage {...loaderData} />
}
