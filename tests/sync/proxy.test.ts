import { request as requestHttp } from "node:http"
import { request as requestHttps } from "node:https"
import sharp from "sharp"
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest"
import { WebSocket } from "ws"
import { WebsocketProvider } from "y-websocket"
import * as Y from "yjs"
import { ownerToken } from "../support/api.ts"
import { startBucketServer, type BucketServer } from "../support/bucket.ts"
import { findOnPath } from "../support/executable.ts"
import { findFreePort } from "../support/free-port.ts"
import { startNode, type ServerNode } from "../support/node.ts"
import { startPostgres, type PostgresServer } from "../support/postgres.ts"
import { startProgram, type RunningProgram } from "../support/program.ts"
import {
  createCertificate,
  getProxyScheme,
  hasProxy,
  proxyKinds,
  startProxy,
  type Certificate,
  type RunningProxy,
} from "../support/proxy.ts"

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly bytes: Buffer
}

const mebibyte = 1024 * 1024

/** A picture that is at least so large, because it is noise that nothing can press together. */
async function createLargePicture(byteLength: number): Promise<Buffer> {
  const side = Math.ceil(Math.sqrt(byteLength / 3))
  const noise = { type: "gaussian", mean: 128, sigma: 60 } as const
  return sharp({ create: { width: side, height: side, channels: 3, background: "black", noise } })
    .png({ compressionLevel: 0 })
    .toBuffer()
}

/** Until it holds, within 30 s. */
async function waitUntil(condition: () => Promise<boolean> | boolean): Promise<void> {
  const deadline = performance.now() + 30_000
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error("the condition never held")
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

// A proxy that this machine does not have is passed over.
describe.each(proxyKinds.filter(hasProxy))("two nodes behind %s, as its example says", (kind) => {
  let postgres: PostgresServer
  let bucket: BucketServer
  let redis: RunningProgram | null = null
  let nodes: ServerNode[] = []
  let proxy: RunningProxy
  let certificate: Certificate
  let publicUrl = ""
  let cookie = ""

  const createEnvironment = async (): Promise<Record<string, string>> => {
    const file = findOnPath(["redis-server"])
    const port = await findFreePort()
    if (file !== null)
      redis = await startProgram({
        file,
        args: ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"],
        cwd: "/",
        environment: { PATH: process.env["PATH"] },
        user: null,
        ready: /[Rr]eady to accept connections/u,
        deadlineMilliseconds: 10_000,
      })
    return {
      PUBLIC_URL: publicUrl,
      DATABASE_URL: postgres.databaseUrl,
      ...(redis && { REDIS_URL: `redis://127.0.0.1:${port}` }),
      ...bucket.environment,
      PANELWRIGHT_TOKEN: ownerToken,
    }
  }

  beforeAll(async () => {
    certificate = createCertificate()
    const port = await findFreePort()
    publicUrl = `${getProxyScheme(kind)}://127.0.0.1:${port}`
    postgres = await startPostgres()
    bucket = await startBucketServer()
    const environment = await createEnvironment()
    const web = { ...environment, ROLES: "web,sync" }
    // Both at once, as a container platform would: on an empty database.
    nodes = await Promise.all([startNode(web), startNode(web)])
    nodes.push(await startNode({ ...environment, ROLES: "worker" }))
    const addresses = nodes.slice(0, 2).map(({ address }) => address)
    proxy = await startProxy(kind, { port, nodes: addresses, certificate })
  })
  afterAll(async () => {
    await proxy?.stop()
    await Promise.all(nodes.map((node) => node.discard()))
    await redis?.end("SIGKILL")
    await bucket?.stop()
    await postgres?.stop()
  })

  /** As a browser would, with its cookie and origin where it has some. */
  const call = (
    path: string,
    options: {
      readonly method?: string
      readonly headers?: Record<string, string>
      readonly body?: Uint8Array | string
      readonly at?: string
    } = {},
  ): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const url = new URL(path, options.at ?? publicUrl)
      const send = url.protocol === "https:" ? requestHttps : requestHttp
      const method = options.method ?? "GET"
      const headers = {
        ...(cookie !== "" && { cookie }),
        ...(method !== "GET" && { origin: publicUrl }),
        ...(options.body && { "content-length": String(Buffer.byteLength(options.body)) }),
        ...options.headers,
      }
      const request = send(url, { method, headers, ca: certificate.authority, agent: false })
      request.once("error", reject)
      request.once("response", (response) => {
        const chunks: Buffer[] = []
        response.on("data", (chunk: Buffer) => chunks.push(chunk))
        response.once("error", reject)
        response.once("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            bytes: Buffer.concat(chunks),
          }),
        )
      })
      request.end(options.body)
    })

  const readJson = ({ bytes }: Answer) =>
    JSON.parse(bytes.toString()) as { readonly id: string; readonly kind?: string }
  const upload = (body: Uint8Array) => call("/api/v1/assets", { method: "POST", body })
  const createStoryboard = async () => {
    const body = JSON.stringify({ title: "Behind a proxy" })
    const headers = { "content-type": "application/json" }
    const made = await call("/api/v1/storyboards", { method: "POST", body, headers })
    return readJson(made).id
  }

  /** A browser's tab on a storyboard. */
  const openTab = (storyboardId: string): { doc: Y.Doc; connection: WebsocketProvider } => {
    class TabSocket extends WebSocket {
      constructor(url: string) {
        super(url, { ca: certificate.authority, headers: { cookie, origin: publicUrl } })
      }
    }
    const doc = new Y.Doc()
    const connection = new WebsocketProvider(
      `${publicUrl.replace(/^http/u, "ws")}/sync`,
      storyboardId,
      doc,
      {
        WebSocketPolyfill: TabSocket as unknown as typeof globalThis.WebSocket,
        disableBc: true,
        maxBackoffTime: 500,
      },
    )
    onTestFinished(() => connection.destroy())
    return { doc, connection }
  }

  it("sign a person in once for all, with a cookie as safe as the address", async () => {
    // Of the links that the nodes printed, the one that was made last is good.
    const entered = await Promise.all(nodes.map(({ readyUrl }) => call(new URL(readyUrl).pathname)))
    const good = entered.find(({ headers }) => headers["set-cookie"] !== undefined)
    expect(good?.status).toBe(302)
    const [header = ""] = good?.headers["set-cookie"] ?? []
    expect(header.includes("Secure")).toBe(publicUrl.startsWith("https:"))
    cookie = header.split(";")[0] ?? ""
    for (const { address } of nodes.slice(0, 2)) {
      const page = await call("/", { at: `http://${address}` })
      expect([page.status, page.bytes.includes("Storyboards")]).toEqual([200, true])
    }
    expect((await call("/")).status).toBe(200)
  })

  it("take changes from their own pages and from no other site", async () => {
    expect(await createStoryboard()).toMatch(/^storyboard:/u)
    const body = JSON.stringify({ title: "Forged" })
    const headers = { "content-type": "application/json", origin: "https://elsewhere.example" }
    const forged = await call("/api/v1/storyboards", { method: "POST", body, headers })
    expect(forged.status).toBe(403)
  })

  it("take a picture of the largest size, and show it from either node", async () => {
    const picture = await createLargePicture(23 * mebibyte)
    const uploaded = await upload(picture)
    expect(uploaded.status).toBe(201)
    const { id } = readJson(uploaded)
    for (const at of [publicUrl, ...nodes.slice(0, 2).map(({ address }) => `http://${address}`)]) {
      const whole = await call(`/api/v1/assets/${id}`, { at })
      expect(whole.bytes.equals(picture)).toBe(true)
      const small = await call(`/api/v1/assets/${id}?width=320`, { at })
      expect(small.headers["content-type"]).toBe("image/webp")
    }
  })

  it("say themselves why they refuse a larger one, up to what the proxy lets pass", async () => {
    const refused = await upload(new Uint8Array(26 * mebibyte))
    expect(refused.status).toBe(413)
    expect(readJson(refused)).toMatchObject({ kind: "body-too-large" })
    const stopped = await upload(new Uint8Array(33 * mebibyte)).then(
      ({ status }) => status,
      // A proxy may close the connection while the rest is still being sent.
      () => 413,
    )
    expect(stopped).toBe(413)
  })

  it("keep their figures inside", async () => {
    const [node] = nodes
    expect((await call("/metrics", { at: `http://${node?.address}` })).status).toBe(200)
    expect((await call("/metrics")).status).toBe(404)
  })

  it("go on when one of them is killed: pages at once, sockets by themselves, and nothing is lost", async () => {
    const storyboardId = await createStoryboard()
    const tabs = Array.from({ length: 6 }, () => openTab(storyboardId))
    await waitUntil(() => tabs.every(({ connection }) => connection.synced))
    const write = (round: string) => {
      for (const [index, { doc }] of tabs.entries()) doc.getMap("words").set(`${round} ${index}`, 1)
    }
    const areEqual = (count: number) =>
      waitUntil(() => tabs.every(({ doc }) => doc.getMap("words").size === count))
    write("before")
    await areEqual(6)

    const [first] = nodes
    const killed = first?.kill9()
    write("during")
    await killed
    const pages = await Promise.all(Array.from({ length: 8 }, () => call("/")))
    expect(pages.map(({ status }) => status)).toEqual(pages.map(() => 200))
    await waitUntil(() => tabs.every(({ connection }) => connection.wsconnected))
    write("after")
    await areEqual(18)

    const late = openTab(storyboardId)
    await waitUntil(() => late.doc.getMap("words").size === 18)
  })
})
