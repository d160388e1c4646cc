import { beforeAll, describe, expect, it, onTestFinished } from "vitest"
import { ownerToken } from "../support/api.ts"
import { useServer } from "../support/server.ts"
import { startNode } from "../support/node.ts"
import { openFrontDoor, password, waitForOpen, type Caller } from "./front-door.ts"

const apiKey = "sk-the-key-of-the-provider-0123456789"
const server = useServer({
  environment: {
    PANELWRIGHT_TOKEN: ownerToken,
    LOG_LEVEL: "trace",
    OPENAI_API_KEY: apiKey,
    // Nobody listens there: the failures are what is logged.
    OPENAI_BASE_URL: "http://127.0.0.1:9/v1",
  },
})
const door = () => openFrontDoor(server.current)
let owner: Caller
let id: string

beforeAll(async () => {
  owner = await door().enter(new URL(server.current.readyUrl).pathname)
  id = await door().createStoryboard(owner)
})

describe("every answer", () => {
  it.each([
    ["GET", "/"],
    ["GET", "/sign-in"],
    ["GET", "/sign-in.data"],
    ["GET", "/nothing"],
    ["GET", "/icon.svg"],
    ["GET", "/healthz"],
    ["GET", "/metrics"],
    ["GET", "/api/v1/openapi.json"],
    ["GET", "/api/v1/nothing"],
    ["PUT", "/api/v1/tokens"],
    ["POST", "/sign-out"],
    ["GET", "/%"],
    ["OPTIONS", "/api/v1/tokens"],
  ])(
    "to %s %s is framed by nobody, sniffed by nobody and open to no other site",
    async (method, path) => {
      const { headers } = await door().send({}, method, path, {
        headers: { origin: "https://evil.example" },
      })
      expect(headers.get("x-content-type-options")).toBe("nosniff")
      expect(headers.get("referrer-policy")).toBe("same-origin")
      expect(headers.get("cross-origin-opener-policy")).toBe("same-origin")
      expect(headers.get("cross-origin-resource-policy")).toBe("same-origin")
      expect(headers.get("access-control-allow-origin")).toBeNull()
      expect(headers.get("x-powered-by")).toBeNull()
      // Built files are the same for everybody: nothing that people gave is in them.
      const policy = headers.get("content-security-policy") ?? ""
      expect(path === "/icon.svg" || policy.includes("frame-ancestors 'none'")).toBe(true)
    },
  )

  it("that is a cookie is for this site and no script", async () => {
    const outcome = await door().sendForm(owner, "/account", { name: "Owner", password })
    expect(outcome.status).toBe(200)
    const out = await door().sendForm({}, "/sign-out", {})
    expect(out.headers.getSetCookie()[0]).toMatch(/; Path=\/; HttpOnly; SameSite=Lax$/u)
  })

  it("behind TLS has a cookie for TLS only, bound to the host", async () => {
    const node = await startNode({ PUBLIC_URL: "https://boards.example" })
    onTestFinished(() => node.discard())
    const { pathname } = new URL(node.readyUrl)
    const answer = await fetch(`http://${node.address}${pathname}`, { redirect: "manual" })
    expect(answer.headers.getSetCookie()[0]).toMatch(
      /^__Host-panelwright=[\w-]+; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax; Secure$/u,
    )
    expect(answer.headers.get("strict-transport-security")).toContain("max-age=")
  })
})

describe("a page of another site", () => {
  const actions = [
    ["/?index", { id: "storyboard:none" }],
    ["/account", { name: "Taken over" }],
    ["/sign-out", {}],
    ["/sign-in", { email: "a@example.org", password }],
    ["/storyboards/none/members", { intent: "link", role: "editor", days: "" }],
    ["/links/none", { name: "x" }],
    ["/invitations/none", { name: "x", password }],
  ] as const

  it.each(actions)("cannot send a form to %s", async (path, fields) => {
    const sites: Record<string, string>[] = [
      { origin: "https://evil.example" },
      { origin: "null" },
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site" },
      {},
    ]
    for (const headers of sites)
      for (const address of [path, path.replace(/^\/\?index$/u, "/_root.data?index")]) {
        const init = {
          method: "POST",
          redirect: "manual" as const,
          body: new URLSearchParams(fields),
          headers: { cookie: owner.cookie ?? "", ...headers },
        }
        const answer = await fetch(server.current.url + address, init)
        expect([headers, answer.status]).toEqual([headers, 403])
      }
  })

  it("cannot call the API with somebody's cookie", async () => {
    const answer = await door().send(owner, "DELETE", `/api/v1/storyboards/${id}`, {
      headers: { origin: "https://evil.example" },
    })
    expect(answer.status).toBe(403)
    expect((await door().send(owner, "GET", `/api/v1/storyboards/${id}`)).status).toBe(200)
  })

  it.each([
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "\t//evil.example",
    "javascript:alert(1)",
  ])("is not where the sign-in leads: %j", async (next) => {
    await door().sendForm(owner, "/account", { name: "O", email: "o@example.org", password })
    const answer = await door().sendForm({}, "/sign-in", {
      email: "o@example.org",
      password,
      next,
    })
    expect(answer.headers.get("location")).toBe("/")
  })
})

describe("who somebody is", () => {
  it("is said by the server, whatever they claim in their awareness", async () => {
    const path = await door().createLink(owner, id, "viewer")
    const guest = await door().enter(path, { name: "Vera" })
    const [watcher, forger] = [door().openSocket(owner, id), door().openSocket(guest, id)]
    const heard = new Promise<string>((resolve) => {
      watcher.on("message", (data: Buffer) => {
        if (data[0] === 1 && data.includes("Vera")) resolve(data.toString("utf8"))
      })
    })
    expect(await waitForOpen(watcher)).toBe("open")
    expect(await waitForOpen(forger)).toBe("open")
    const claim = { user: { id: "person:owner", name: "The Owner", role: "owner" }, view: "board" }
    const json = Buffer.from(JSON.stringify(claim))
    const length = json.length < 128 ? [json.length] : [(json.length % 128) | 128, json.length >> 7]
    const states = Buffer.from([1, 77, 1, ...length, ...json])
    const size =
      states.length < 128 ? [states.length] : [(states.length % 128) | 128, states.length >> 7]
    forger.send(Buffer.from([1, ...size, ...states]))
    const told = await heard
    expect(told).toContain('"role":"viewer"')
    expect(told).not.toContain("The Owner")
    expect(told).not.toContain("person:owner")
    watcher.terminate()
    forger.terminate()
  })
})

describe("the log", () => {
  it("has no secret in it, at its most talkative, of any of the ways in and their failures", async () => {
    const link = await door().createLink(owner, id, "editor")
    const invitation = await door().createInvitation(owner, id, "editor", "ann@example.org")
    const guest = await door().enter(link, { name: "Guest" })
    const ann = await door().enter(invitation, { name: "Ann", password })
    const token = await door().createToken(owner, { role: "editor" })
    const wrong = "a password that is wrong 9"
    await door().sendForm({}, "/sign-in", { email: "ann@example.org", password: wrong })
    const socket = door().openSocket({}, id, { origin: null, search: `?token=${token.token}` })
    expect(await waitForOpen(socket)).toBe("open")
    socket.terminate()
    await door().send({}, "GET", `${link}%`)
    await door().send({ token: `${token.token}x` }, "GET", "/api/v1/tokens")
    const secret = "the murderer is the gardener"
    await door().sendJson(owner, "POST", `/api/v1/storyboards/${id}/commands`, {
      commands: [
        { kind: "scene.create", id: "scene:1", heading: "INT. ROOM - DAY" },
        { kind: "shot.create", id: "shot:1", sceneId: "scene:1" },
        { kind: "panel.create", id: "panel:1", shotId: "shot:1", action: secret },
      ],
    })
    const asked = await door().sendJson(owner, "POST", `/api/v1/storyboards/${id}/generations`, {
      panelIds: ["panel:1"],
      operation: "generate",
      provider: "openai",
      instruction: secret,
    })
    expect(asked.status).toBe(202)
    await expect
      .poll(() => /"provider":"openai"/u.test(server.current.output()), {
        timeout: 60_000,
        interval: 100,
      })
      .toBe(true)

    const log = server.current.output().replace(/^panelwright ready .*$/mu, "")
    expect(log).toContain("server-ready")
    const secrets = {
      apiKey,
      ownerToken,
      password,
      wrong,
      token: token.token,
      link: link.split("/").at(-1),
      invitation: invitation.split("/").at(-1),
      readyLink: new URL(server.current.readyUrl).pathname.split("/").at(-1),
      owner: owner.cookie?.split("=")[1],
      guest: guest.cookie?.split("=")[1],
      ann: ann.cookie?.split("=")[1],
      secret,
      email: "ann@example.org",
    }
    for (const [name, value] of Object.entries(secrets))
      expect([name, log.includes(value ?? "")]).toEqual([name, false])
  })
})
