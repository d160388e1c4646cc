import type { RunningServer } from "./server.ts"

/** An owner's bearer token, as automation uses it: give it to a server as `PANELWRIGHT_TOKEN`. */
export const ownerToken = "owner-token-for-tests-0123456789abcdef"

export interface Api {
  get<Body>(path: string): Promise<Body>
  post<Body>(path: string, body: unknown): Promise<Body>
  postBytes<Body>(path: string, bytes: Uint8Array | string, mediaType: string): Promise<Body>
  getBytes(path: string): Promise<Uint8Array>
}

/** The HTTP API as an outside program uses it. A refusal throws with what the server said. */
export function createApi(server: Pick<RunningServer, "url">, token = ownerToken): Api {
  const send = async (
    path: string,
    init: Omit<RequestInit, "headers"> & { readonly headers?: Record<string, string> },
  ): Promise<Response> => {
    const response = await fetch(`${server.url}/api/v1${path}`, {
      ...init,
      headers: { authorization: `Bearer ${token}`, ...init.headers },
    })
    if (response.ok) return response
    throw new Error(`${init.method ?? "GET"} ${path}: ${response.status} ${await response.text()}`)
  }
  const sendBytes = (path: string, body: string | Uint8Array, mediaType: string) =>
    send(path, {
      method: "POST",
      body: typeof body === "string" ? body : Buffer.from(body),
      headers: { "content-type": mediaType },
    })
  return {
    get: async (path) => (await send(path, {})).json(),
    post: async (path, body) =>
      (await sendBytes(path, JSON.stringify(body), "application/json")).json(),
    postBytes: async (path, bytes, mediaType) => (await sendBytes(path, bytes, mediaType)).json(),
    getBytes: async (path) => new Uint8Array(await (await send(path, {})).arrayBuffer()),
  }
}
