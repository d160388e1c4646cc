import { connect } from "node:net"
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest"
import { closeTestDatabases } from "../database/testing/test-database.ts"
import {
  picture,
  startTestServer,
  waitForClose,
  waitForOpen,
  waitUntil,
  type TestServer,
} from "./testing/test-server.ts"

let server: TestServer

beforeEach(async () => {
  server = await startTestServer()
})
afterEach(() => server.close())
afterAll(closeTestDatabases)

const kindOf = async (response: Response) => ((await response.json()) as { kind: string }).kind

describe("a request from another site", () => {
  const title = { title: "Forged" }

  it.each([
    ["a foreign origin", { origin: "https://evil.example" }],
    ["an origin that hides", { origin: "null" }],
    ["the same host on another port", { origin: "http://127.0.0.1:1" }],
  ])("that changes something with a cookie is refused for %s", async (_name, headers) => {
    const response = await server.call(server.owner, "POST", "/api/v1/storyboards", title, headers)
    expect(response.status).toBe(403)
    expect(await kindOf(response)).toBe("cross-origin")
  })

  it.each(["cross-site", "same-site"])("is refused when the browser calls it %s", async (site) => {
    const response = await fetch(`${server.url}/api/v1/storyboards`, {
      method: "POST",
      body: JSON.stringify(title),
      headers: { cookie: server.owner.cookie ?? "", "sec-fetch-site": site },
    })
    expect(response.status).toBe(403)
  })

  it("is refused with a cookie and no sign of where it comes from", async () => {
    const response = await fetch(`${server.url}/api/v1/storyboards`, {
      method: "POST",
      body: JSON.stringify(title),
      headers: { cookie: server.owner.cookie ?? "" },
    })
    expect(await kindOf(response)).toBe("cross-origin")
  })

  it("cannot sign a visitor in", async () => {
    const response = await server.call(
      {},
      "POST",
      "/test-services",
      { name: "signIn", args: [{ email: "a@b", password: "x" }] },
      { origin: "https://evil.example" },
    )
    expect(await kindOf(response)).toBe("cross-origin")
  })

  it("opens no socket, not even with a token in its address", async () => {
    const id = await server.createStoryboard()
    for (const query of ["", "token=the-owner-of-the-test-server"]) {
      const socket = server.openSocket(server.owner, id, { origin: "https://evil.example", query })
      expect(await waitForOpen(socket)).toBe(403)
    }
    expect(await waitForOpen(server.openSocket(server.owner, id, { origin: null }))).toBe(403)
  })

  it("is welcome from the public URL", async () => {
    await server.close()
    server = await startTestServer({ publicUrl: "https://boards.example" })
    const { headers } = await server.call({}, "GET", "/healthz")
    expect(headers.get("strict-transport-security")).toBe("max-age=31536000")
    const id = await server.createStoryboard({ token: "the-owner-of-the-test-server" })
    const socket = server.openSocket({ token: "the-owner-of-the-test-server" }, id, {
      origin: "https://boards.example",
    })
    expect(await waitForOpen(socket)).toBe("open")
    socket.terminate()
  })
})

describe("a program with a token", () => {
  const caller = { token: "the-owner-of-the-test-server" }

  it("needs no origin", async () => {
    const response = await server.call(caller, "POST", "/api/v1/storyboards", {
      title: "By program",
    })
    expect(response.status).toBe(201)
  })

  it("opens a socket by header or by address", async () => {
    const id = await server.createStoryboard()
    const byHeader = server.openSocket(caller, id, { origin: null })
    const byAddress = server.openSocket({}, id, { origin: null, query: `token=${caller.token}` })
    expect(await waitForOpen(byHeader)).toBe("open")
    expect(await waitForOpen(byAddress)).toBe("open")
    byHeader.terminate()
    byAddress.terminate()
  })

  it("gets in nowhere with a bad token, also beside a good cookie", async () => {
    const response = await server.call(
      { ...server.owner, token: "wrong" },
      "GET",
      "/api/v1/storyboards",
    )
    expect(response.status).toBe(401)
  })
})

describe("a socket", () => {
  it("is cut when its session ends", async () => {
    const id = await server.createStoryboard()
    const person = await server.createPerson("a@example.org", id, "editor")
    const socket = server.openSocket(person, id)
    expect(await waitForOpen(socket)).toBe("open")
    const closed = waitForClose(socket)
    await server.service(person, "signOut")
    expect(await closed).toBe(4401)
  })

  it("is cut when its session expires", async () => {
    const id = await server.createStoryboard()
    const person = await server.createPerson("a@example.org", id, "editor")
    const socket = server.openSocket(person, id)
    await waitForOpen(socket)
    const closed = waitForClose(socket)
    server.clock.now += 31 * 86_400_000
    expect(await closed).toBe(4401)
  })

  it("is cut when its member is removed, its link taken back or its token revoked", async () => {
    const id = await server.createStoryboard()
    const person = await server.createPerson("a@example.org", id, "editor")
    const guest = await server.createGuest(id, "viewer")
    const made = await server.call(server.owner, "POST", "/api/v1/tokens", {
      name: "T",
      role: "viewer",
    })
    const token = (await made.json()) as { id: string; secret: string }
    const sockets = [
      server.openSocket(person, id),
      server.openSocket(guest, id),
      server.openSocket({ token: token.secret }, id, { origin: null }),
    ]
    expect(await Promise.all(sockets.map(waitForOpen))).toEqual(["open", "open", "open"])
    const closed = Promise.all(sockets.map(waitForClose))
    const members = (await (await server.service(server.owner, "listMembers", id)).json()) as {
      id: string
      kind: string
      email: string | null
    }[]
    for (const member of members)
      if (member.kind === "link" || member.email === "a@example.org")
        await server.service(server.owner, "removeMember", id, member.id)
    await server.call(server.owner, "DELETE", `/api/v1/tokens/${token.id}`)
    expect(await closed).toEqual([4401, 4401, 4401])
  })

  it("is asked to come again when the role changes", async () => {
    const id = await server.createStoryboard()
    const person = await server.createPerson("a@example.org", id, "viewer")
    const socket = server.openSocket(person, id)
    await waitForOpen(socket)
    const closed = waitForClose(socket)
    await server.sql`update membership set role = 'editor' where storyboard_id = ${id}`
    expect(await closed).toBe(4526)
  })

  it("is cut when the storyboard is deleted", async () => {
    const id = await server.createStoryboard()
    const socket = server.openSocket(server.owner, id)
    await waitForOpen(socket)
    const closed = waitForClose(socket)
    await server.call(server.owner, "DELETE", `/api/v1/storyboards/${id}`)
    expect(await closed).toBe(4404)
  })

  it.each(["/sync/", "/sync/%", "/sync/storyboard:none", "/elsewhere"])(
    "finds nothing at %s",
    async (path) => {
      const id = path.slice("/sync/".length)
      const socket = server.openSocket(server.owner, path.startsWith("/sync/") ? id : `../${id}`)
      expect(await waitForOpen(socket)).toBe(404)
    },
  )
})

describe("every answer", () => {
  it("forbids sniffing, framing and what no page needs", async () => {
    const id = await server.createStoryboard()
    const asset = await server.call(
      server.owner,
      "POST",
      `/api/v1/assets?storyboard=${id}`,
      await picture(),
    )
    const { id: assetId } = (await asset.json()) as { id: string }
    for (const path of [
      "/api/v1/storyboards",
      `/api/v1/assets/${assetId}`,
      "/api/v1/nothing",
      "/healthz",
    ]) {
      const { headers } = await server.call(server.owner, "GET", path)
      expect(headers.get("x-content-type-options")).toBe("nosniff")
      expect(headers.get("referrer-policy")).toBe("same-origin")
      expect(headers.get("cross-origin-opener-policy")).toBe("same-origin")
      expect(headers.get("permissions-policy")).toContain("camera=()")
    }
  })

  it.each(["/api/v1/storyboards", "/api/v1/nothing", "/api/v1/assets/none"])(
    "at %s can run nothing",
    async (path) => {
      const { headers } = await server.call(server.owner, "GET", path)
      expect(headers.get("content-security-policy")).toContain("sandbox")
    },
  )

  it("of a page lets only its own scripts run, with a new nonce each time", async () => {
    const policies = await Promise.all(
      [1, 2].map(async () => {
        const response = await server.service(server.owner, "nonce")
        const nonce = (await response.json()) as string
        const policy = response.headers.get("content-security-policy") ?? ""
        expect(policy).toContain(`script-src 'self' 'nonce-${nonce}'`)
        expect(policy).toContain("frame-ancestors 'none'")
        expect(policy).not.toContain("unsafe-eval")
        return nonce
      }),
    )
    expect(policies[0]).not.toBe(policies[1])
  })
})

describe("limits", () => {
  it("refuse a body that is too large, whatever it says of itself", async () => {
    const response = await server.call(
      server.owner,
      "POST",
      "/api/v1/storyboards",
      "x".repeat(70_000),
    )
    expect(response.status).toBe(413)
    const stream = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(64_000)),
    })
    const endless = {
      method: "POST",
      body: stream,
      duplex: "half" as const,
      headers: { authorization: "Bearer the-owner-of-the-test-server" },
    }
    const streamed = await fetch(`${server.url}/api/v1/storyboards`, endless)
    expect(streamed.status).toBe(413)
    expect(await kindOf(streamed)).toBe("body-too-large")
  })

  it("slow down whoever asks too often, and say when to come again", async () => {
    let refused: Response | null = null
    for (let tries = 0; tries < 1500 && refused === null; tries += 1) {
      const response = await server.call(server.owner, "GET", "/api/v1/tokens")
      await response.arrayBuffer()
      if (response.status === 429) refused = response
    }
    expect(Number(refused?.headers.get("retry-after"))).toBeGreaterThan(0)
    server.clock.now += 60_000
    expect((await server.call(server.owner, "GET", "/api/v1/tokens")).status).toBe(200)
  })

  it("keep one address from having sockets without end, until some of them close", async () => {
    await server.close()
    server = await startTestServer({ socketsPerAddress: 2 })
    const id = await server.createStoryboard()
    const open = () => server.openSocket(server.owner, id)
    const first = open()
    await waitForOpen(first)
    await waitForOpen(open())
    expect(await waitForOpen(open())).toBe(429)
    first.close()
    await waitForClose(first)
    await waitUntil(async () => (await waitForOpen(open())) === "open")
  })

  it("answer nonsense on the wire with 400 and go on", async () => {
    const { port } = new URL(server.url)
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), "127.0.0.1", () => socket.write("NONSENSE\r\n\r\n"))
      socket.once("data", (data) => resolve(data.toString()))
    })
    expect(answer).toContain("400")
    expect((await server.call({}, "GET", "/healthz")).status).toBe(200)
  })
})

describe("the address of a health check", () => {
  it("says alive, ready and figures", async () => {
    expect(await (await server.call({}, "GET", "/healthz")).text()).toBe("alive\n")
    expect(await (await server.call({}, "GET", "/readyz")).text()).toBe("ready\n")
    const id = await server.createStoryboard()
    const socket = server.openSocket(server.owner, id)
    await waitForOpen(socket)
    await waitUntil(async () => {
      const text = await (await server.call({}, "GET", "/metrics")).text()
      return (
        text.includes("panelwright_sync_connections 1") &&
        text.includes(
          'panelwright_http_request_seconds_count{method="POST",route="/api/v1/storyboards",status="201"} 1\n',
        )
      )
    })
    socket.terminate()
  })
})
