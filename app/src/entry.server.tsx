import { PassThrough } from "node:stream"
import type { Services } from "@panelwright/server/services"
import { createReadableStreamFromReadable } from "@react-router/node"
import { isbot } from "isbot"
import { renderToPipeableStream } from "react-dom/server"
import { RouterContextProvider, ServerRouter, type EntryContext } from "react-router"
import { servicesContext } from "./services-context.ts"

const abortAfterMs = 10_000

/** What the server gives to the request handler for one request. */
export function createLoadContext(services: Services): RouterContextProvider {
  const context = new RouterContextProvider()
  context.set(servicesContext, services)
  return context
}

// oxlint-disable-next-line import/no-default-export -- the framework calls the default export
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  routerContext: EntryContext,
  loadContext: RouterContextProvider,
): Promise<Response> {
  const { nonce } = loadContext.get(servicesContext)
  const ready = isbot(request.headers.get("user-agent")) ? "onAllReady" : "onShellReady"
  return new Promise((resolve, reject) => {
    let responseStatus = status
    const { pipe, abort } = renderToPipeableStream(
      <ServerRouter context={routerContext} url={request.url} nonce={nonce} />,
      {
        nonce,
        [ready]() {
          const body = new PassThrough({
            final(callback) {
              clearTimeout(timeout)
              callback()
            },
          })
          headers.set("Content-Type", "text/html; charset=utf-8")
          pipe(body)
          resolve(
            new Response(createReadableStreamFromReadable(body), {
              headers,
              status: responseStatus,
            }),
          )
        },
        onShellError: reject,
        onError() {
          responseStatus = 500
        },
      },
    )
    const timeout = setTimeout(abort, abortAfterMs)
  })
}
