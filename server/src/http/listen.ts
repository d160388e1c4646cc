import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { createRefusal, toRefusal } from "./refused-connection.ts"

export type ListenFailure =
  | { readonly kind: "port-in-use"; readonly host: string; readonly port: number }
  | { readonly kind: "port-forbidden"; readonly host: string; readonly port: number }
  | { readonly kind: "host-unknown"; readonly host: string; readonly port: number }

/** The server cannot take its place. */
export class ListenError extends Error {
  readonly failure: ListenFailure

  constructor(failure: ListenFailure, options?: ErrorOptions) {
    const place = `${failure.host}:${failure.port}`
    super(
      {
        "port-in-use": `${place} is in use by another program. End it, or set PORT to another one.`,
        "port-forbidden": `This user may not listen on ${place}. Set PORT to one above 1023.`,
        "host-unknown": `This machine has no address ${failure.host}. Set HOST to one that it has.`,
      }[failure.kind],
      options,
    )
    this.name = "ListenError"
    this.failure = failure
  }
}

const kinds: Readonly<Record<string, ListenFailure["kind"]>> = {
  EADDRINUSE: "port-in-use",
  EACCES: "port-forbidden",
  EADDRNOTAVAIL: "host-unknown",
  ENOTFOUND: "host-unknown",
}

/**
 * Takes the port, before anything that lasts is opened. Until somebody listens for requests they are answered with
 * 503. Port 0: any free one. The limits are against clients that send slowly or without end.
 */
export async function listen(options: {
  readonly host: string
  readonly port: number
}): Promise<{ readonly server: Server; readonly port: number }> {
  const { host, port } = options
  const server = createServer(
    {
      headersTimeout: 15_000,
      requestTimeout: 120_000,
      keepAliveTimeout: 65_000,
      connectionsCheckingInterval: 5_000,
      maxHeaderSize: 16_384,
    },
    (_request, response) => {
      response
        .writeHead(503, { "retry-after": "1", "content-type": "text/plain" })
        .end("starting\n")
    },
  )
  server.on("clientError", (error, socket) => {
    if (socket.writable) socket.end(createRefusal(toRefusal(error)))
    else socket.destroy()
  })
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) => {
      const kind = kinds[cause.code ?? ""]
      reject(kind ? new ListenError({ kind, host, port }, { cause }) : cause)
    })
    server.listen(port, host, resolve)
  })
  return { server, port: (server.address() as AddressInfo).port }
}
