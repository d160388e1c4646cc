import { storyboardIdSchema } from "@panelwright/core"
// oxlint-disable-next-line import/no-unassigned-import -- a style sheet exports nothing
import "@panelwright/storyboard/styles.css"
import canvasStylesUrl from "@panelwright/storyboard/styles.css?url"
import { data, type ShouldRevalidateFunction } from "react-router"
import { requireActor } from "../features/account/require-actor.ts"
import { toStoryboardId } from "../features/workspace/storyboard-id.ts"
import { useInBrowser } from "../features/workspace/use-in-browser.ts"
import { WorkspaceSkeleton } from "../features/workspace/workspace-skeleton.tsx"
import { WorkspacePage } from "../features/workspace/workspace.client.tsx"
import { servicesContext } from "../services-context.ts"
import type { Route } from "./+types/storyboard"

/** The canvas and the region tool, which opens over every view. */
export const links: Route.LinksFunction = () => [{ rel: "stylesheet", href: canvasStylesUrl }]

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

/** What is written live needs the browser; the server sends the frame that it stands in. */
export default function Storyboard({ loaderData }: Route.ComponentProps) {
  if (!useInBrowser())
    return <WorkspaceSkeleton storyboardId={loaderData.storyboardId} title={loaderData.title} />
  return <WorkspacePage {...loaderData} />
}
