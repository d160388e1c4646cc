import type { Services } from "@panelwright/server/services"
import { redirect } from "react-router"

/** Who is signed in; otherwise the page gives way to the sign-in page, which leads back. */
export function requireActor(services: Services, request: Request) {
  if (services.actor) return services.actor
  const { pathname, search } = new URL(request.url)
  // oxlint-disable-next-line typescript/only-throw-error -- the framework's way to end a page elsewhere
  throw redirect(`/sign-in?next=${encodeURIComponent(pathname + search)}`)
}
