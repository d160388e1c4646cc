import type { IncomingMessage } from "node:http"
import { BlockList, isIP } from "node:net"
import type { Credentials } from "../auth/authenticate.ts"
import type { SessionCookie } from "./session-cookie.ts"

/** Where a request comes from and what it shows, whichever kind of request it is. */
export interface Visitor {
  readonly address: string
  readonly credentials: Credentials
  /** The origin that the visitor's browser knows this server by: `https://boards.example`. */
  readonly origin: string
}

export type ReadVisitor = (request: IncomingMessage) => Visitor

const near = new BlockList()
near.addSubnet("127.0.0.0", 8)
near.addSubnet("10.0.0.0", 8)
near.addSubnet("172.16.0.0", 12)
near.addSubnet("192.168.0.0", 16)
near.addAddress("::1", "ipv6")
near.addSubnet("fc00::", 7, "ipv6")

const first = (header: string | string[] | undefined) =>
  typeof header === "string" ? header : (header?.[0] ?? null)

/**
 * `publicUrl` says that a proxy stands before this server; then, and only from an address nearby, the last entry
 * of X-Forwarded-For counts, which that proxy has written itself.
 */
export function createReadVisitor(options: {
  readonly publicUrl: string | null
  readonly cookie: SessionCookie
}): ReadVisitor {
  const { publicUrl, cookie } = options
  return (request) => {
    const { headers, socket } = request
    const direct = (socket.remoteAddress ?? "unknown").replace(/^::ffff:/, "")
    const forwarded = first(headers["x-forwarded-for"])?.split(",").at(-1)?.trim() ?? ""
    const trusted = publicUrl !== null && isNear(direct) && isIP(forwarded) !== 0
    return {
      address: trusted ? forwarded : direct,
      credentials: {
        token: readBearer(headers.authorization ?? null),
        sessionSecret: cookie.read(headers.cookie ?? null),
      },
      origin: publicUrl ?? `http://${headers.host ?? "localhost"}`,
    }
  }
}

function isNear(address: string): boolean {
  const family = isIP(address)
  return family !== 0 && near.check(address, family === 6 ? "ipv6" : "ipv4")
}

/** An authorization of another kind counts as a bad token, so that it never falls back to the cookie. */
function readBearer(header: string | null): string | null {
  if (header === null) return null
  return /^bearer +(\S+)$/i.exec(header.trim())?.[1] ?? ""
}
