import sharp from "sharp"
import { beforeAll, describe, expect, it, vi } from "vitest"
import { toPath } from "../support/address.ts"
import { ownerToken } from "../support/api.ts"
import { useServer } from "../support/server.ts"
import {
  admitEverybody,
  commenters,
  editors,
  everybody,
  isIn,
  nobodies,
  owners,
  people,
  readers,
  strangers,
  type Who,
} from "./cast.ts"
import { openFrontDoor, operator, waitForClose, waitForOpen, type Caller } from "./front-door.ts"

const server = useServer({ environment: { PANELWRIGHT_TOKEN: ownerToken } })
let cast: Readonly<Record<Who, Caller>>
/** What stands in a path or body below for something that is there. */
const there = new Map<string, string>()
let picture: Uint8Array<ArrayBuffer>

const door = () => openFrontDoor(server.current)
const fill = (text: string) => text.replaceAll(/\{(\w+)\}/gu, (_all, name) => there.get(name) ?? "")
const readId = async (answer: Response) => ((await answer.json()) as { id: string }).id

beforeAll(async () => {
  const id = await door().createStoryboard()
  there.set("id", id)
  cast = await admitEverybody(door(), server.current.readyUrl, id)
  const post = (path: string, body: object) =>
    door().sendJson(operator, "POST", `/api/v1/storyboards/${id}${path}`, body)
  await post("/commands", {
    commands: [
      { kind: "scene.create", id: "scene:1", heading: "INT. ROOM - DAY" },
      { kind: "shot.create", id: "shot:1", sceneId: "scene:1" },
      { kind: "panel.create", id: "panel:1", shotId: "shot:1", action: "Somebody waits." },
    ],
  })
  const asked = await post("/generations", { panelIds: ["panel:1"], operation: "generate" })
  const { jobs } = (await asked.json()) as { jobs: { id: string }[] }
  there.set("job", jobs[0]?.id ?? "")
  await vi.waitUntil(
    async () => {
      const answer = await door().send(operator, "GET", fill("/api/v1/jobs/{job}"))
      const { variantId } = (await answer.json()) as { variantId: string | null }
      there.set("variant", variantId ?? "")
      return variantId !== null
    },
    { timeout: 30_000, interval: 50 },
  )
  there.set("version", await readId(await post("/versions", { name: "First" })))
  picture = new Uint8Array(
    await sharp({ create: { width: 64, height: 32, channels: 3, background: "#369" } })
      .png()
      .toBuffer(),
  )
  const sent = { body: picture, mediaType: "application/octet-stream" }
  const path = `/api/v1/assets?storyboard=${id}`
  there.set("asset", await readId(await door().send(operator, "POST", path, sent)))
})

interface Row {
  readonly route: string
  readonly address: string
  readonly allowed: readonly Who[]
  readonly status: number
  readonly body?: unknown
}

const signedIn = [...readers, ...strangers]
const accounts = [...people, "owner token"] as const
const board = "/storyboards/{id}"
const to = (
  route: string,
  address: string,
  allowed: readonly Who[],
  status: number,
  body?: unknown,
): Row => ({ route, address, allowed, status, body })
const inBoard = (
  method: string,
  rest: string,
  allowed: readonly Who[],
  status = 200,
  body?: object,
): Row => to(`${method} ${board}${rest.split("?")[0]}`, board + rest, allowed, status, body)

/** Who may, by route. The rest is told 401, 403, or, where it must not know, 404. */
const rows: readonly Row[] = [
  to("GET /openapi.json", "/openapi.json", everybody, 200),
  to("POST /storyboards", "/storyboards", [...people, "owner token", "editor token"], 201, {
    title: "New",
  }),
  to("GET /storyboards", "/storyboards", signedIn, 200),
  to("GET /providers", "/providers", signedIn, 200),
  to("GET /backup", "/backup", ["installation owner", "owner token"], 200),
  inBoard("GET", "", readers),
  inBoard("POST", "/commands", editors, 200, {
    commands: [{ kind: "settings.update", changes: { title: "T" } }],
  }),
  inBoard("POST", "/calls", commenters, 204, { panelId: "panel:1" }),
  inBoard("GET", "/people", commenters),
  inBoard("POST", "/import?plan=none", editors, 200, { words: "INT. ROOM - DAY" }),
  inBoard("GET", "/export?format=pdf", readers),
  inBoard("POST", "/generations", editors, 202, { panelIds: ["panel:1"], operation: "generate" }),
  inBoard("POST", "/estimate", editors, 200, { panelIds: ["panel:1"], operation: "generate" }),
  inBoard("GET", "/queue", editors),
  inBoard("PATCH", "/queue", editors, 204, { isPaused: false }),
  inBoard("PATCH", "/budget", owners, 200, { total: 1_000_000 }),
  inBoard("POST", "/consents", owners, 200, { jobIds: ["job:none"] }),
  inBoard("POST", "/retries", editors, 202, { jobIds: ["job:none"] }),
  to("GET /budget", "/budget", ["installation owner", "owner token"], 200),
  to("PATCH /budget", "/budget", ["installation owner", "owner token"], 200, { day: null }),
  to("PATCH /jobs/{id}", "/jobs/{job}", editors, 409, { moveUp: true }),
  to(
    "GET /storyboards/{id}/variants/{variantId}/rerun",
    `${board}/variants/{variant}/rerun`,
    editors,
    200,
  ),
  to(
    "POST /storyboards/{id}/variants/{variantId}/rerun",
    `${board}/variants/{variant}/rerun`,
    editors,
    202,
  ),
  inBoard("GET", "/jobs", readers),
  to(
    "GET /storyboards/{id}/variants/{variantId}/recipe",
    `${board}/variants/{variant}/recipe`,
    readers,
    200,
  ),
  to(
    "GET /storyboards/{id}/variants/{variantId}/objects",
    `${board}/variants/{variant}/objects`,
    readers,
    200,
  ),
  to(
    "POST /storyboards/{id}/panels/{panelId}/combinations",
    `${board}/panels/panel:1/combinations`,
    editors,
    422,
    { from: "variant:none", mask: "0".repeat(64) },
  ),
  inBoard("GET", "/style-report", readers),
  inBoard("GET", "/style-versions", readers),
  inBoard("GET", "/history", readers),
  inBoard("GET", "/history/changes?revisions=0,1", readers),
  inBoard("GET", "/history/state?point=revision:1", readers),
  inBoard("GET", "/history/doc?point=revision:1", readers),
  inBoard("GET", "/compare?from=revision:1&to=now", readers),
  inBoard("POST", "/restore", editors, 200, { point: "now" }),
  inBoard("GET", "/versions", readers),
  inBoard("POST", "/versions", editors, 201, { name: "Second" }),
  to("PATCH /storyboards/{id}/versions/{versionId}", `${board}/versions/{version}`, editors, 200, {
    name: "Other",
  }),
  to(
    "DELETE /storyboards/{id}/versions/{versionId}",
    `${board}/versions/version:none`,
    editors,
    404,
  ),
  to("GET /jobs/{id}", "/jobs/{job}", readers, 200),
  to("DELETE /jobs/{id}", "/jobs/{job}", editors, 204),
  to("POST /assets", "/assets?storyboard={id}", editors, 201, "picture"),
  to("GET /assets/{id}", "/assets/{asset}", readers, 200),
  to("POST /tokens", "/tokens", accounts, 201, { name: "T", role: "viewer" }),
  to("GET /tokens", "/tokens", accounts, 200),
  to("DELETE /tokens/{id}", "/tokens/token:none", accounts, 404),
  // Those who may are left out, because the first of them would end it for the others.
  inBoard("DELETE", "", [], 204),
]
const isAboutOne = (address: string) => /\{(?:id|job|asset)\}/u.test(address)

describe("a route of the API, from outside", () => {
  it("has a row here", async () => {
    const answer = await door().send({}, "GET", "/api/v1/openapi.json")
    const { paths } = (await answer.json()) as { paths: Record<string, object> }
    const described = Object.entries(paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    )
    expect(rows.map(({ route }) => route).toSorted()).toEqual(described.toSorted())
  })

  it.each(rows)(
    "$route answers everybody by their role",
    async ({ route, address, allowed, status, body }) => {
      const [method = ""] = route.split(" ")
      for (const who of everybody) {
        if (allowed.length === 0 && isIn(owners, who)) continue
        const sent =
          body === "picture"
            ? { body: picture, mediaType: "application/octet-stream" }
            : body === undefined
              ? {}
              : { body: JSON.stringify(body), mediaType: "application/json" }
        const answer = await door().send(cast[who], method, `/api/v1${fill(address)}`, sent)
        await answer.arrayBuffer()
        const refusal = isIn(nobodies, who)
          ? 401
          : isIn(strangers, who) && isAboutOne(address)
            ? 404
            : 403
        const expected = isIn(allowed, who) ? status : refusal
        expect([who, answer.status]).toEqual([who, expected])
      }
    },
  )
})

describe("the app, from outside", () => {
  /** Tokens open no page. */
  const isLetIn = (who: Who) => !who.includes("token") && who !== "nobody"
  const views = ["", "script", "shot-list", "style", "review", "history"]

  /** By the id that the app's build gives to each of its routes. */
  const actions = {
    "routes/home": ["/?index", { id: "{id}" }, [] as readonly Who[]],
    "routes/account": ["/account", { name: "Renamed" }, people],
    "routes/members": [`${board}/members`, { intent: "link", role: "viewer", days: "" }, owners],
  } as const
  /** Anybody may ask these: what they are asked with decides. */
  const entrances = ["routes/invitation", "routes/share-link", "routes/sign-in", "routes/sign-out"]

  it("has no action that is not in this table", async () => {
    const page = await (await door().send(cast.owner, "GET", "/")).text()
    const [path = ""] = /\/assets\/manifest-[\w-]+\.js/u.exec(page) ?? []
    const text = await (await door().send({}, "GET", path)).text()
    const manifest = JSON.parse(text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1)) as {
      routes: Record<string, { hasAction: boolean }>
    }
    const found = Object.entries(manifest.routes)
      .filter(([, { hasAction }]) => hasAction)
      .map(([name]) => name)
    expect(found.toSorted()).toEqual([...Object.keys(actions), ...entrances].toSorted())
  })

  it.each(views)("shows a storyboard's page “%s” to its readers only", async (view) => {
    for (const who of everybody) {
      const answer = await door().send(cast[who], "GET", toPath(there.get("id") ?? "", view))
      await answer.text()
      const status = !isLetIn(who) ? 302 : isIn(readers, who) ? 200 : 404
      expect(`${who}: ${answer.status}`).toBe(`${who}: ${status}`)
    }
  })

  it("says who is a member only to owners", async () => {
    for (const who of everybody) {
      const answer = await door().send(cast[who], "GET", toPath(there.get("id") ?? "", "members"))
      await answer.text()
      const status = !isLetIn(who)
        ? 302
        : isIn(owners, who)
          ? 200
          : isIn(strangers, who)
            ? 404
            : 403
      expect(`${who}: ${answer.status}`).toBe(`${who}: ${status}`)
    }
  })

  it.each(Object.entries(actions))("%s acts for those who may", async (route, action) => {
    const [address, fields, allowed] = action
    for (const who of everybody) {
      if (route === "routes/home" && isIn(owners, who)) continue
      const given = Object.fromEntries(
        Object.entries(fields).map(([name, value]) => [name, fill(value)]),
      )
      const path = fill(address).replace("/storyboards/storyboard:", "/storyboards/")
      const answer = await door().sendForm(cast[who], path, given)
      await answer.text()
      const status = !isLetIn(who)
        ? 302
        : isIn(allowed, who)
          ? 200
          : isIn(strangers, who)
            ? 404
            : 403
      expect(`${who}: ${answer.status}`).toBe(`${who}: ${status}`)
    }
  })
})

describe("the socket, from outside", () => {
  /** A sync update that sets a text, as a client that nobody has seen before. */
  const write = (client: number) => {
    const update = [1, 1, client, 0, 4, 1, 1, 116, 1, 120, 0]
    return Uint8Array.from([0, 2, update.length, ...update])
  }

  it("opens to readers, and takes changes of editors only", async () => {
    const id = there.get("id") ?? ""
    for (const [index, who] of everybody.entries()) {
      const socket = door().openSocket(cast[who], id, { search: "?ack=1" })
      const opened = await waitForOpen(socket)
      const expected = isIn(readers, who) ? "open" : isIn(nobodies, who) ? 401 : 404
      expect(`${who}: ${opened}`).toBe(`${who}: ${expected}`)
      if (opened !== "open") continue
      const ended = waitForClose(socket)
      const acknowledged = new Promise<string>((resolve) => {
        socket.on("message", (data: Buffer) => {
          if (data[0] === 100) resolve("durable")
        })
      })
      socket.send(write(40 + index))
      const outcome = await Promise.race([ended, acknowledged])
      expect(`${who}: ${outcome}`).toBe(`${who}: ${isIn(editors, who) ? "durable" : 4403}`)
      socket.terminate()
    }
  })

  it("is closed to a page of another site, whoever looks at it", async () => {
    const id = there.get("id") ?? ""
    for (const origin of ["https://evil.example", "null", `${server.current.url}.evil.example`]) {
      const socket = door().openSocket(cast.editor, id, { origin })
      expect(await waitForOpen(socket)).toBe(403)
    }
  })
})
