import { problemSchema } from "@panelwright/core/protocol"
import type { z } from "zod"
import { CommandError } from "./command-error.ts"
import type { RunningServer } from "./running-server.ts"

/** The API as a command uses it: an answer, or a sentence that ends the command. */
export interface ApiClient {
  get<Schema extends z.ZodType>(path: string, answer: Schema): Promise<z.infer<Schema>>
  post<Schema extends z.ZodType>(
    path: string,
    body: Uint8Array<ArrayBuffer> | object,
    answer: Schema,
  ): Promise<z.infer<Schema>>
  download(path: string): Promise<Response>
}

export function createApiClient({ url, token }: Pick<RunningServer, "url" | "token">): ApiClient {
  const call = async (path: string, init: RequestInit, contentType?: string) => {
    const response = await fetch(`${url}/api/v1${path}`, {
      ...init,
      headers: {
        authorization: `Bearer ${token}`,
        ...(contentType && { "content-type": contentType }),
      },
    })
    if (response.ok) return response
    const problem = problemSchema.safeParse(await response.json().catch(() => null))
    throw new CommandError(problem.data?.detail ?? `The server answered ${response.status}.`)
  }
  return {
    get: async (path, answer) => answer.parse(await (await call(path, {})).json()),
    async post(path, body, answer) {
      const bytes = body instanceof Uint8Array
      const response = await call(
        path,
        { method: "POST", body: bytes ? body : JSON.stringify(body) },
        bytes ? "application/octet-stream" : "application/json",
      )
      return answer.parse(await response.json())
    },
    download: (path) => call(path, {}),
  }
}
