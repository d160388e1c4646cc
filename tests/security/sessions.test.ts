import { afterAll, beforeAll, describe, expect, it } from "vitest"
import postgres from "postgres"
import { toPath } from "../support/address.ts"
import { ownerToken } from "../support/api.ts"
import { startPostgres, type PostgresServer } from "../support/postgres.ts"
import { startServer, type RunningServer } from "../support/server.ts"
import {
  openFrontDoor,
  operator,
  password,
  waitForClose,
  waitForOpen,
  type Caller,
  type FrontDoor,
} from "./front-door.ts"

let database: PostgresServer
let server: RunningServer
let sql: postgres.Sql
let door: FrontDoor
let owner: Caller
let id: string

// A database of its own, so that time can be moved on: what expires has expired.
beforeAll(async () => {
  database = await startPostgres()
  server = await startServer({
    environment: { PANELWRIGHT_TOKEN: ownerToken, DATABASE_URL: database.databaseUrl },
  })
  sql = postgres(database.databaseUrl, { max: 1, onnotice: () => {} })
  door = openFrontDoor(server)
  owner = await door.enter(new URL(server.readyUrl).pathname)
  id = await door.createStoryboard(owner)
})

afterAll(async () => {
  await sql.end()
  await server.discard()
  await database.stop()
})

/** Gives the code that the connection is going to end with. */
async function connect(caller: Caller): Promise<{ readonly closed: Promise<number> }> {
  const socket = door.openSocket(caller, id)
  const closed = waitForClose(socket)
  expect(await waitForOpen(socket)).toBe("open")
  return { closed }
}

interface Member {
  readonly id: string
  readonly kind: string
  readonly email: string | null
}

async function removeMember(matches: (member: Member) => boolean): Promise<void> {
  const members = toPath(id, "members")
  const answer = await door.send(owner, "GET", members)
  const found = ((await answer.json()) as { members: Member[] }).members.filter(matches)
  for (const member of found)
    await door.sendForm(owner, members, { intent: "remove", memberId: member.id })
}

const isLetIn = async (caller: Caller) =>
  (await door.send(caller, "GET", `/api/v1/storyboards/${id}`)).status

describe("a connection ends, and the way in is shut, when", () => {
  it("its person signs out", async () => {
    const path = await door.createInvitation(owner, id, "editor", "out@example.org")
    const person = await door.enter(path, { name: "Out", password })
    const { closed } = await connect(person)
    await door.sendForm(person, "/sign-out", {})
    expect(await closed).toBe(4401)
    expect(await isLetIn(person)).toBe(401)
  })

  it("its person is no member any more", async () => {
    const path = await door.createInvitation(owner, id, "editor", "gone@example.org")
    const person = await door.enter(path, { name: "Gone", password })
    const { closed } = await connect(person)
    await removeMember(({ email }) => email === "gone@example.org")
    expect(await closed).toBe(4401)
    expect(await isLetIn(person)).toBe(404)
  })

  it("the link that it came by is taken back", async () => {
    const path = await door.createLink(owner, id, "viewer")
    const guest = await door.enter(path, { name: "Guest" })
    const { closed } = await connect(guest)
    await removeMember(({ kind }) => kind === "link")
    expect(await closed).toBe(4401)
    expect(await isLetIn(guest)).toBe(401)
    const again = await door.sendForm({}, path, { name: "Guest" })
    expect(again.headers.getSetCookie()).toEqual([])
  })

  it("the link that it came by expires", async () => {
    const path = await door.createLink(owner, id, "viewer")
    const guest = await door.enter(path, { name: "Guest" })
    const { closed } = await connect(guest)
    await sql`update share_link set expires_at = now() - interval '1 second'`
    expect(await closed).toBe(4401)
    expect(await isLetIn(guest)).toBe(401)
    const again = await door.sendForm({}, path, { name: "Guest" })
    expect(again.headers.getSetCookie()).toEqual([])
  })

  it("its token is revoked", async () => {
    const token = await door.createToken(owner, { role: "editor" })
    const socket = door.openSocket({}, id, { origin: null, search: `?token=${token.token}` })
    expect(await waitForOpen(socket)).toBe("open")
    const closed = waitForClose(socket)
    await door.send(owner, "DELETE", `/api/v1/tokens/${token.id}`)
    expect(await closed).toBe(4401)
    expect(await isLetIn(token)).toBe(401)
  })

  it("its person chooses a new password elsewhere", async () => {
    const path = await door.createInvitation(owner, id, "editor", "new@example.org")
    const lost = await door.enter(path, { name: "New", password })
    const kept = await door.enter("/sign-in", { email: "new@example.org", password })
    const { closed } = await connect(lost)
    await door.sendForm(kept, "/account", { name: "New", password: "another lamp 19 in the night" })
    expect(await closed).toBe(4401)
    expect(await isLetIn(lost)).toBe(401)
    expect(await isLetIn(kept)).toBe(200)
  })
})

describe("a link that was good once", () => {
  const cookiesOf = (answer: Response) => answer.headers.getSetCookie()

  it("does not sign in a second time", async () => {
    const again = await door.send({}, "GET", new URL(server.readyUrl).pathname)
    expect(cookiesOf(again)).toEqual([])
  })

  it("does not sign in after its day", async () => {
    await server.restart()
    await sql`update sign_in_link set expires_at = now() - interval '1 second'`
    const late = await door.send({}, "GET", new URL(server.readyUrl).pathname)
    expect(cookiesOf(late)).toEqual([])
  })

  it("makes no second account of an invitation, and none after it expired", async () => {
    const used = await door.createInvitation(owner, id, "editor", "once@example.org")
    await door.enter(used, { name: "Once", password })
    const account = { name: "Other", password: "quite another lamp 8" }
    expect(cookiesOf(await door.sendForm({}, used, account))).toEqual([])
    const late = await door.createInvitation(owner, id, "editor", "late@example.org")
    await sql`update invitation set expires_at = now() - interval '1 second'`
    expect(cookiesOf(await door.sendForm({}, late, account))).toEqual([])
  })
})

describe("what belongs to others", () => {
  const isTold = async (caller: Caller, method: string, path: string) => {
    const startedAt = performance.now()
    const answer = await door.send(caller, method, path)
    const { instance: _instance, ...body } = (await answer.json()) as Record<string, unknown>
    return { told: { status: answer.status, body }, ms: performance.now() - startedAt }
  }

  it("looks as though it were not there, in words and in time", async () => {
    const path = await door.createInvitation(
      owner,
      await door.createStoryboard(owner),
      "owner",
      "stranger@example.org",
    )
    const stranger = await door.enter(path, { name: "Stranger", password })
    const named = await door.sendJson(owner, "POST", `/api/v1/storyboards/${id}/versions`, {
      name: "Mine",
    })
    const { id: version } = (await named.json()) as { id: string }
    const pairs = [
      ["GET", `/api/v1/storyboards/${id}`, "/api/v1/storyboards/storyboard:AAAAAAAAAAAAAAAA"],
      [
        "DELETE",
        `/api/v1/storyboards/${id}/versions/${version}`,
        `/api/v1/storyboards/storyboard:AAAAAAAAAAAAAAAA/versions/${version}`,
      ],
      ["GET", `/api/v1/storyboards/${id}/history`, "/api/v1/storyboards/storyboard:no/history"],
    ] as const
    for (const [method, theirs, none] of pairs) {
      const times: [number[], number[]] = [[], []]
      for (let round = 0; round < 20; round += 1) {
        const there = await isTold(stranger, method, theirs)
        const absent = await isTold(stranger, method, none)
        expect(there.told).toEqual(absent.told)
        expect(there.told.status).toBe(404)
        times[0].push(there.ms)
        times[1].push(absent.ms)
      }
      const [there, absent] = times.map((list) => list.toSorted((a, b) => a - b)[10] ?? 0)
      expect(Math.abs((there ?? 0) - (absent ?? 0))).toBeLessThan(25)
    }
  })

  it("has a comment that another commenter cannot change", async () => {
    const join = async (email: string) =>
      door.enter(await door.createInvitation(owner, id, "commenter", email), {
        name: "C",
        password,
      })
    const [one, other] = [await join("one@example.org"), await join("other@example.org")]
    const command = (caller: Caller, body: object) =>
      door.sendJson(caller, "POST", `/api/v1/storyboards/${id}/commands`, { commands: [body] })
    await command(operator, { kind: "scene.create", id: "scene:1", heading: "INT. ROOM - DAY" })
    await command(operator, { kind: "shot.create", id: "shot:1", sceneId: "scene:1" })
    await command(operator, { kind: "panel.create", id: "panel:1", shotId: "shot:1" })
    const words = { kind: "comment.create", id: "comment:1", panelId: "panel:1", words: "Mine." }
    expect((await command(one, words)).status).toBe(200)
    const edit = { kind: "comment.edit", id: "comment:1", words: "Theirs." }
    expect((await command(other, edit)).status).toBe(403)
    expect((await command(one, edit)).status).toBe(200)
  })
})
