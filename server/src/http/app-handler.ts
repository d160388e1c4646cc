import { existsSync } from "node:fs"
import { pathToFileURL } from "node:url"
import type { createRequestHandler, RouterContextProvider, ServerBuild } from "react-router"
import type { Services } from "../services.ts"

/** Answers requests for pages, and the data that pages load. */
export type HandlePage = (request: Request, services: Services) => Promise<Response>

type CreateLoadContext = (services: Services) => RouterContextProvider

/** The app's server entry exports, beside what the framework asks for, how services get into router context. */
function getCreateLoadContext(build: ServerBuild): CreateLoadContext {
  const { createLoadContext } = build.entry.module as { createLoadContext?: CreateLoadContext }
  if (typeof createLoadContext !== "function")
    throw new Error("the app's entry.server exports no createLoadContext")
  return createLoadContext
}

export class AppNotBuiltError extends Error {
  constructor(path: string) {
    super(
      `The app is not built (${path} is missing). Run \`pnpm build\` first, or \`serve --dev\`.`,
    )
    this.name = "AppNotBuiltError"
  }
}

/** From what `pnpm build` left in `folder`. React reads NODE_ENV when it is loaded, so it is loaded only here. */
export async function loadBuiltApp(folder: string): Promise<HandlePage> {
  const path = `${folder}/server/index.js`
  if (!existsSync(path)) throw new AppNotBuiltError(path)
  const build = (await import(pathToFileURL(path).href)) as ServerBuild
  const createLoadContext = getCreateLoadContext(build)
  const router = await import("react-router")
  const handle = router.createRequestHandler(build, "production")
  return (request, services) => handle(request, createLoadContext(services))
}

/**
 * From sources that are loaded anew when they change. The router comes from where they come from: its development
 * build is another module than ours, and neither takes the other's objects.
 */
export function createDevelopmentApp(load: {
  readonly build: () => Promise<ServerBuild>
  readonly router: () => Promise<{ createRequestHandler: typeof createRequestHandler }>
}): HandlePage {
  return async (request, services) => {
    const [build, router] = await Promise.all([load.build(), load.router()])
    const handle = router.createRequestHandler(build, "development")
    return handle(request, getCreateLoadContext(build)(services))
  }
}
