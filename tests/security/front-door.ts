import { WebSocket } from "ws"
import { toPath } from "../support/address.ts"
import { ownerToken } from "../support/api.ts"
import type { RunningServer } from "../support/server.ts"

export type Role = "owner" | "editor" | "commenter" | "viewer"

/** What somebody shows at the door: a session's cookie, a bearer token, or nothing. */
export interface Caller {
  readonly cookie?: string
  readonly token?: string
}

export interface Sent {
  readonly body?: BodyInit
  readonly mediaType?: string
  readonly headers?: Readonly<Record<string, string>>
}

export const password = "a lamp in the night 7"
export const operator: Caller = { token: ownerToken }

/** The server as people, programs and attackers reach it: over HTTP and its socket, and in no other way. */
export interface FrontDoor {
  readonly url: string
  send(caller: Caller, method: string, path: string, sent?: Sent): Promise<Response>
  sendJson(caller: Caller, method: string, path: string, body: unknown): Promise<Response>
  sendForm(caller: Caller, path: string, fields: Record<string, string>): Promise<Response>
  /** Follows what an answer sets. */
  enter(path: string, fields?: Record<string, string>): Promise<Caller>
  createStoryboard(caller?: Caller): Promise<string>
  /** The path of a link or an invitation that the owner makes. */
  createLink(owner: Caller, storyboardId: string, role: Role): Promise<string>
  createInvitation(owner: Caller, storyboardId: string, role: Role, email: string): Promise<string>
  createToken(caller: Caller, body: object): Promise<{ id: string; token: string }>
  openSocket(
    caller: Caller,
    storyboardId: string,
    options?: { readonly origin?: string | null; readonly search?: string },
  ): WebSocket
}

export function openFrontDoor({ url }: Pick<RunningServer, "url">): FrontDoor {
  const send: FrontDoor["send"] = (caller, method, path, { body, mediaType, headers } = {}) =>
    fetch(url + path, {
      method,
      redirect: "manual",
      ...(body !== undefined && { body }),
      headers: {
        ...(caller.cookie !== undefined && { cookie: caller.cookie, origin: url }),
        ...(caller.token !== undefined && { authorization: `Bearer ${caller.token}` }),
        ...(mediaType !== undefined && { "content-type": mediaType }),
        ...headers,
      },
    })
  const sendJson: FrontDoor["sendJson"] = (caller, method, path, body) =>
    send(caller, method, path, { body: JSON.stringify(body), mediaType: "application/json" })
  const sendForm: FrontDoor["sendForm"] = (caller, path, fields) =>
    send(caller, "POST", path, {
      body: new URLSearchParams(fields).toString(),
      mediaType: "application/x-www-form-urlencoded",
      headers: { origin: url },
    })
  const share = async (owner: Caller, storyboardId: string, fields: Record<string, string>) => {
    const answer = await sendForm(owner, toPath(storyboardId, "members"), fields)
    if (answer.status !== 200) throw new Error(`members: ${answer.status}`)
    return new URL(((await answer.json()) as { url: string }).url).pathname
  }
  return {
    url,
    send,
    sendJson,
    sendForm,
    async enter(path, fields) {
      const answer = fields ? await sendForm({}, path, fields) : await send({}, "GET", path)
      const [cookie] = answer.headers.getSetCookie()
      if (cookie === undefined) throw new Error(`${path} let nobody in: ${answer.status}`)
      return { cookie: cookie.split(";")[0] ?? "" }
    },
    async createStoryboard(caller = operator) {
      const answer = await sendJson(caller, "POST", "/api/v1/storyboards", { title: "Test" })
      return ((await answer.json()) as { id: string }).id
    },
    createLink: (owner, id, role) => share(owner, id, { intent: "link", role, days: "" }),
    createInvitation: (owner, id, role, email) =>
      share(owner, id, { intent: "invite", role, email }),
    async createToken(caller, body) {
      const answer = await sendJson(caller, "POST", "/api/v1/tokens", { name: "Test", ...body })
      const { id, secret } = (await answer.json()) as { id: string; secret: string }
      return { id, token: secret }
    },
    openSocket(caller, storyboardId, { origin = url, search = "" } = {}) {
      return new WebSocket(`${url.replace(/^http/u, "ws")}/sync/${storyboardId}${search}`, {
        headers: {
          ...(origin !== null && { origin }),
          ...(caller.cookie !== undefined && { cookie: caller.cookie }),
          ...(caller.token !== undefined && { authorization: `Bearer ${caller.token}` }),
        },
      })
    },
  }
}

/** `open`, or the status that refused the upgrade. */
export function waitForOpen(socket: WebSocket): Promise<"open" | number> {
  if (socket.readyState === WebSocket.OPEN) return Promise.resolve("open")
  return new Promise((resolve, reject) => {
    socket.once("open", () => resolve("open"))
    socket.once("unexpected-response", (_request, response) => resolve(response.statusCode ?? 0))
    socket.once("error", reject)
  })
}

export const waitForClose = (socket: WebSocket): Promise<number> =>
  new Promise((resolve) => {
    socket.once("close", (code) => resolve(code))
  })
