import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { storyboardIdSchema, type Role, type StoryboardId } from "@panelwright/core"
import sharp from "sharp"
import { vi } from "vitest"
import { WebSocket } from "ws"
import type { AssetStore } from "../../asset/asset-store.ts"
import { createMemoryAssetStore } from "../../asset/backends/memory.ts"
import { openTestDatabase } from "../../database/testing/test-database.ts"
import {
  createMemoryProvider,
  type MemoryProvider,
} from "../../generation/testing/memory-provider.ts"
import { startInstallation } from "../../installation.ts"
import { silentLog } from "../../log.ts"
import type { AccountOutcome, Services } from "../../services.ts"
import { listen } from "../listen.ts"

/** What a caller shows: nothing, a session's cookie, or a bearer token. */
export interface Caller {
  readonly cookie?: string
  readonly token?: string
}

export interface TestServer {
  readonly url: string
  readonly owner: Caller
  readonly provider: MemoryProvider
  /** Moved by hand; starts at the time of the test. */
  readonly clock: { now: number }
  readonly sql: Awaited<ReturnType<typeof openTestDatabase>>["sql"]
  call(
    caller: Caller,
    method: string,
    path: string,
    body?: CallBody,
    headers?: Record<string, string>,
  ): Promise<Response>
  /** A call of the services as a page's loader or action makes it, over HTTP. */
  service(caller: Caller, name: keyof Services, ...args: readonly unknown[]): Promise<Response>
  /** Follows an outcome's cookie. */
  enter(caller: Caller, name: keyof Services, ...args: readonly unknown[]): Promise<Caller>
  createStoryboard(caller?: Caller, title?: string): Promise<StoryboardId>
  /** A storyboard with a scene, a shot and a panel. */
  createPanel(caller?: Caller): Promise<{ storyboardId: StoryboardId; panelId: string }>
  createPerson(email: string, at: StoryboardId, role: Role): Promise<Caller>
  createGuest(at: StoryboardId, role: Role): Promise<Caller>
  openSocket(caller: Caller, storyboardId: string, options?: SocketOptions): WebSocket
  close(): Promise<void>
}

export type CallBody = object | Uint8Array<ArrayBuffer> | string
export interface SocketOptions {
  readonly origin?: string | null
  readonly query?: string
}

// A database is started for each file, which on a busy machine takes its time.
vi.setConfig({ hookTimeout: 90_000, testTimeout: 60_000 })

export const ownerToken = "the-owner-of-the-test-server"
export const password = "a long enough password"

export async function startTestServer(
  options: {
    readonly publicUrl?: string
    readonly assetStore?: AssetStore
    readonly socketsPerAddress?: number
  } = {},
): Promise<TestServer> {
  const database = await openTestDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), "panelwright-http-"))
  const { server, port } = await listen({ host: "127.0.0.1", port: 0 })
  const provider = createMemoryProvider({ id: "sketch" })
  const clock = { now: Date.now() }
  const installation = await startInstallation({
    database,
    dataDir,
    assetStore: options.assetStore ?? createMemoryAssetStore(),
    renditionStore: createMemoryAssetStore(),
    providers: [provider],
    server,
    port,
    publicUrl: options.publicUrl ?? null,
    ownerToken,
    tldrawLicenseKey: null,
    version: "0.0.0-test",
    log: silentLog,
    clock: () => clock.now,
    recheckEveryMs: 50,
    ...(options.socketsPerAddress !== undefined && {
      socketsPerAddress: options.socketsPerAddress,
    }),
  })
  installation.front.setApp({
    handleFile: (_request, _response, next) => next(),
    handlePage: answerWithServices,
  })
  const url = `http://127.0.0.1:${port}`

  const call: TestServer["call"] = (caller, method, path, body, headers) => {
    const bytes = body instanceof Uint8Array || typeof body === "string"
    return fetch(url + path, {
      method,
      redirect: "manual",
      ...(body !== undefined && { body: bytes ? body : JSON.stringify(body) }),
      headers: {
        ...(caller.cookie && { cookie: caller.cookie, origin: url }),
        ...(caller.token && { authorization: `Bearer ${caller.token}` }),
        "content-type": bytes ? "application/octet-stream" : "application/json",
        ...headers,
      },
    })
  }
  const service: TestServer["service"] = (caller, name, ...args) =>
    call(
      caller,
      "POST",
      "/test-services",
      new URLSearchParams({ call: JSON.stringify({ name, args }) }).toString(),
      { "content-type": "application/x-www-form-urlencoded" },
    )
  const enter: TestServer["enter"] = async (caller, name, ...args) => {
    const response = await service(caller, name, ...args)
    const cookie = response.headers.get("set-cookie")?.split(";")[0]
    if (!cookie) throw new Error(`${name} gave no cookie: ${await response.text()}`)
    return { cookie }
  }

  const secret = await installation.createSignInSecret()
  const owner = await enter({}, "useSignInLink", secret)

  const createStoryboard: TestServer["createStoryboard"] = async (
    caller = owner,
    title = "Test",
  ) => {
    const response = await call(caller, "POST", "/api/v1/storyboards", { title })
    return storyboardIdSchema.parse(((await response.json()) as { id: unknown }).id)
  }

  return {
    url,
    owner,
    provider,
    clock,
    sql: database.sql,
    call,
    service,
    enter,
    createStoryboard,
    async createPanel(caller = owner) {
      const storyboardId = await createStoryboard(caller)
      const response = await call(caller, "POST", `/api/v1/storyboards/${storyboardId}/commands`, {
        commands: [
          { kind: "scene.create", id: "scene:1", heading: "INT. ROOM - DAY" },
          { kind: "shot.create", id: "shot:1", sceneId: "scene:1" },
          { kind: "panel.create", id: "panel:1", shotId: "shot:1", action: "Somebody waits." },
        ],
      })
      if (!response.ok) throw new Error(await response.text())
      return { storyboardId, panelId: "panel:1" }
    },
    async createPerson(email, at, role) {
      const invited = await service(owner, "createInvitation", at, { email, role })
      const account = { name: email.split("@")[0], password }
      return enter({}, "acceptInvitation", await secretOf(invited), account)
    },
    async createGuest(at, role) {
      const link = await service(owner, "createShareLink", at, { role, expiresAt: null })
      return enter({}, "useShareLink", await secretOf(link), { name: "Guest" })
    },
    openSocket(caller, storyboardId, { origin = url, query = "" } = {}) {
      return new WebSocket(
        `${url.replace("http", "ws")}/sync/${storyboardId}${query === "" ? "" : `?${query}`}`,
        {
          headers: {
            ...(origin !== null && { origin }),
            ...(caller.cookie && { cookie: caller.cookie }),
            ...(caller.token && { authorization: `Bearer ${caller.token}` }),
          },
        },
      )
    },
    async close() {
      await installation.stop()
      await database.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

const secretOf = async (response: Response) =>
  new URL(((await response.json()) as { url: string }).url).pathname.split("/").at(-1) ?? ""

/** Stands for the app: its loaders and actions do nothing else with services. */
async function answerWithServices(request: Request, services: Services): Promise<Response> {
  const form = new URLSearchParams(await request.text())
  const { name, args } = JSON.parse(form.get("call") ?? "") as {
    name: keyof Services
    args: unknown[]
  }
  const member: unknown = services[name]
  try {
    const value: unknown = typeof member === "function" ? await member(...args) : member
    const cookie = (value as Partial<AccountOutcome & { setCookie: string }> | null)?.setCookie
    return Response.json(value ?? null, cookie ? { headers: { "set-cookie": cookie } } : {})
  } catch (thrown) {
    if (thrown instanceof Response) return thrown
    throw thrown
  }
}

export const picture = (background = "#336699", width = 64, height = 32) =>
  sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer()
    .then((bytes) => new Uint8Array(bytes))

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
  new Promise((resolve) => socket.once("close", (code) => resolve(code)))

/** Until it holds, within 40 s. */
export async function waitUntil(condition: () => Promise<boolean> | boolean): Promise<void> {
  const deadline = Date.now() + 40_000
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error("the condition never held")
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
