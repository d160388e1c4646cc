import type { IncomingMessage, Server, ServerResponse } from "node:http"
import type { createRequestHandler, ServerBuild } from "react-router"
import { createDevelopmentApp, type HandlePage } from "./app-handler.ts"

export interface DevelopmentApp {
  readonly handlePage: HandlePage
  /** Modules and assets; calls `next` for what is none of them. */
  readonly handleModule: (
    request: IncomingMessage,
    response: ServerResponse,
    next: (error?: unknown) => void,
  ) => void
  close(): Promise<void>
}

/** Vite in middleware mode on our own server, so that pages, sockets and the API share one origin as in production. */
export async function startDevelopmentApp(options: {
  readonly folder: string
  readonly server: Server
}): Promise<DevelopmentApp> {
  const { createServer } = await import("vite")
  const vite = await createServer({
    root: options.folder,
    configFile: `${options.folder}/vite.config.ts`,
    server: { middlewareMode: true, hmr: { server: options.server } },
    clearScreen: false,
    logLevel: "warn",
  })
  const load = <Module>(id: string) => vite.ssrLoadModule(id) as Promise<unknown> as Promise<Module>
  return {
    handlePage: createDevelopmentApp({
      build: () => load<ServerBuild>("virtual:react-router/server-build"),
      router: () => load<{ createRequestHandler: typeof createRequestHandler }>("react-router"),
    }),
    handleModule: vite.middlewares,
    close: () => vite.close(),
  }
}
