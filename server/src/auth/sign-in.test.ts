import type { Role } from "@panelwright/core"
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest"
import { closeTestDatabases } from "../database/testing/test-database.ts"
import {
  password,
  startTestServer,
  type Caller,
  type TestServer,
} from "../http/testing/test-server.ts"
import { ensureOwner } from "./people.ts"
import { createSignIn } from "./sign-in.ts"

let server: TestServer

beforeEach(async () => {
  server = await startTestServer()
})
afterEach(() => server.close())
afterAll(closeTestDatabases)

const ask = async (
  caller: Caller,
  ...call: Parameters<TestServer["enter"]> extends [Caller, ...infer Rest] ? Rest : never
) =>
  (await (await server.service(caller, ...call)).json()) as {
    ok: boolean
    failure?: { kind: string; reason?: string; retryAfterMs?: number }
    redirectTo?: string
    url: string
  }
const secretIn = (url: string) => new URL(url).pathname.split("/").at(-1) ?? ""
const actorOf = async (caller: Caller) =>
  (await (await server.service(caller, "actor")).json()) as { name: string; kind: string } | null
const isIn = async (caller: Caller) =>
  (await server.call(caller, "GET", "/api/v1/storyboards")).status === 200

const createOwnerSecret = async () => {
  const signIn = createSignIn({ sql: server.sql, clock: () => server.clock.now })
  return signIn.createOwnerLink(await ensureOwner(server.sql))
}

describe("the owner's link", () => {
  it("signs in once; used again it lets only the owner go on", async () => {
    const secret = await createOwnerSecret()
    const owner = await server.enter({}, "useSignInLink", secret)
    expect(await actorOf(owner)).toMatchObject({ kind: "person", installationRole: "owner" })
    expect((await ask({}, "useSignInLink", secret)).failure).toEqual({
      kind: "link-invalid",
      reason: "used",
    })
    expect(await ask(owner, "useSignInLink", secret)).toMatchObject({ ok: true, redirectTo: "/" })
    expect(await isIn(owner)).toBe(true)
  })

  it("signs in one of many who open it at once", async () => {
    const secret = await createOwnerSecret()
    const outcomes = await Promise.all(
      Array.from({ length: 5 }, () => ask({}, "useSignInLink", secret)),
    )
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
  })

  it("ends with a day, and with the next one", async () => {
    const first = await createOwnerSecret()
    const second = await createOwnerSecret()
    expect((await ask({}, "useSignInLink", first)).failure?.reason).toBe("unknown")
    server.clock.now += 86_400_001
    expect((await ask({}, "useSignInLink", second)).failure?.reason).toBe("expired")
  })
})

describe("an invitation", () => {
  const invite = async (email: string, role: Role = "editor") => {
    const id = await server.createStoryboard()
    const { url } = await ask(server.owner, "createInvitation", id, { email, role })
    return { id, secret: secretIn(url) }
  }

  it("makes an account that can sign in by e-mail and password", async () => {
    const { id, secret } = await invite("Ann@Example.org")
    expect(await ask({}, "findInvitation", secret)).toEqual({
      email: "ann@example.org",
      storyboardTitle: "Test",
    })
    const outcome = await ask({}, "acceptInvitation", secret, { name: "Ann", password })
    expect(outcome).toMatchObject({
      ok: true,
      redirectTo: `/storyboards/${id.replace("storyboard:", "")}`,
    })
    const ann = await server.enter({}, "signIn", { email: " ANN@example.org", password })
    expect(await actorOf(ann)).toMatchObject({ name: "Ann", installationRole: "member" })
    expect(
      ((await (await server.service(ann, "findStoryboard", id)).json()) as { role: string }).role,
    ).toBe("editor")
  })

  it("works once and for two weeks", async () => {
    const { secret } = await invite("a@example.org")
    await server.enter({}, "acceptInvitation", secret, { name: "A", password })
    expect(
      (await ask({}, "acceptInvitation", secret, { name: "B", password })).failure?.reason,
    ).toBe("used")
    const late = await invite("b@example.org")
    server.clock.now += 15 * 86_400_000
    expect(
      (await ask({}, "acceptInvitation", late.secret, { name: "B", password })).failure?.reason,
    ).toBe("expired")
    expect(await ask({}, "findInvitation", late.secret)).toBeNull()
  })

  it("wants a password worth the name", async () => {
    const { secret } = await invite("a@example.org")
    expect(
      (await ask({}, "acceptInvitation", secret, { name: "A", password: "short" })).failure,
    ).toEqual({
      kind: "password-weak",
      least: 10,
    })
  })

  it("gives an account that exists a role only with that account's password, and takes none away", async () => {
    const first = await invite("a@example.org", "editor")
    const person = await server.enter({}, "acceptInvitation", first.secret, { name: "A", password })
    const again = await ask(server.owner, "createInvitation", first.id, {
      email: "a@example.org",
      role: "viewer",
    })
    const secret = secretIn(again.url)
    expect(
      (await ask({}, "acceptInvitation", secret, { name: "Thief", password: "another password" }))
        .failure?.kind,
    ).toBe("credentials-wrong")
    await server.enter({}, "acceptInvitation", secret, { name: "A", password })
    const access = await (await server.service(person, "findStoryboard", first.id)).json()
    expect(access).toMatchObject({ role: "editor" })
  })

  it("is taken back with its member", async () => {
    const { id, secret } = await invite("a@example.org")
    const members = (await (await server.service(server.owner, "listMembers", id)).json()) as {
      id: string
      kind: string
    }[]
    const invitation = members.find(({ kind }) => kind === "invitation")
    await server.service(server.owner, "removeMember", id, invitation?.id)
    expect(
      (await ask({}, "acceptInvitation", secret, { name: "A", password })).failure?.reason,
    ).toBe("unknown")
  })
})

describe("a share link", () => {
  const share = async (role: Role, expiresAt: number | null = null) => {
    const id = await server.createStoryboard()
    const { url } = await ask(server.owner, "createShareLink", id, { role, expiresAt })
    return { id, secret: secretIn(url) }
  }

  it("lets guests in under their names until it is over, and their sessions with it", async () => {
    const { secret, id } = await share("commenter", server.clock.now + 60_000)
    const ann = await server.enter({}, "useShareLink", secret, { name: "Ann" })
    const bob = await server.enter({}, "useShareLink", secret, { name: "Bob" })
    const [first, second] = [await actorOf(ann), await actorOf(bob)]
    expect([first?.name, second?.name]).toEqual(["Ann", "Bob"])
    expect(first).not.toMatchObject({ id: (second as unknown as { id: string }).id })
    expect((await server.call(ann, "GET", `/api/v1/storyboards/${id}`)).status).toBe(200)
    server.clock.now += 60_001
    expect(await isIn(ann)).toBe(false)
    expect((await ask({}, "useShareLink", secret, { name: "C" })).failure?.reason).toBe("expired")
  })

  it("is no good once it was taken back, and neither are its guests", async () => {
    const { secret, id } = await share("viewer")
    const guest = await server.enter({}, "useShareLink", secret, { name: "Ann" })
    const members = (await (await server.service(server.owner, "listMembers", id)).json()) as {
      id: string
      kind: string
    }[]
    await server.service(
      server.owner,
      "removeMember",
      id,
      members.find(({ kind }) => kind === "link")?.id,
    )
    expect(await isIn(guest)).toBe(false)
    expect((await ask({}, "useShareLink", secret, { name: "C" })).failure?.reason).toBe("revoked")
  })

  it("cannot hand out ownership", async () => {
    const id = await server.createStoryboard()
    const response = await server.service(server.owner, "createShareLink", id, {
      role: "owner",
      expiresAt: null,
    })
    expect(response.status).toBe(400)
    expect(await server.sql`select 1 from share_link`).toHaveLength(0)
  })

  it("gives a person with an account its role for as long as it is good", async () => {
    const { secret, id } = await share("editor", server.clock.now + 60_000)
    const other = await server.createStoryboard()
    const person = await server.createPerson("a@example.org", other, "viewer")
    expect(await ask(person, "useShareLink", secret, { name: "ignored" })).toMatchObject({
      ok: true,
      redirectTo: `/storyboards/${id.replace("storyboard:", "")}`,
    })
    expect(await actorOf(person)).toMatchObject({ kind: "person", name: "a" })
    expect((await server.call(person, "GET", `/api/v1/storyboards/${id}`)).status).toBe(200)
    server.clock.now += 60_001
    expect((await server.call(person, "GET", `/api/v1/storyboards/${id}`)).status).toBe(404)
    expect((await server.call(person, "GET", `/api/v1/storyboards/${other}`)).status).toBe(200)
  })
})

describe("signing in", () => {
  it("is slowed down after a few wrong passwords, and possible again later", async () => {
    const id = await server.createStoryboard()
    await server.createPerson("a@example.org", id, "viewer")
    const attempt = (word: string) => ask({}, "signIn", { email: "a@example.org", password: word })
    const kinds: (string | undefined)[] = []
    for (let tries = 0; tries < 9; tries += 1) kinds.push((await attempt("wrong")).failure?.kind)
    expect(kinds.slice(0, 8)).toEqual(Array.from({ length: 8 }, () => "credentials-wrong"))
    expect(kinds[8]).toBe("rate-limited")
    expect((await attempt(password)).failure?.kind).toBe("rate-limited")
    server.clock.now += 61_000
    expect((await attempt(password)).ok).toBe(true)
  })

  it("tells nobody whether an e-mail has an account", async () => {
    const outcome = await ask({}, "signIn", { email: "nobody@example.org", password })
    expect(outcome.failure).toEqual({ kind: "credentials-wrong" })
    expect((await ask({}, "signIn", { email: "no e-mail", password })).failure?.kind).toBe(
      "credentials-wrong",
    )
  })

  it("ends with signing out and with time", async () => {
    const owner = await server.enter({}, "useSignInLink", await createOwnerSecret())
    await server.service(owner, "signOut")
    expect(await isIn(owner)).toBe(false)
    expect(await isIn(server.owner)).toBe(true)
    server.clock.now += 31 * 86_400_000
    expect(await isIn(server.owner)).toBe(false)
  })

  it("gives a cookie that scripts cannot read and other sites cannot use", async () => {
    const response = await server.service({}, "useSignInLink", await createOwnerSecret())
    const cookie = response.headers.get("set-cookie") ?? ""
    expect(cookie).toMatch(/; Path=\/; HttpOnly; SameSite=Lax$/)
  })

  it("keeps no secret in the database", async () => {
    const id = await server.createStoryboard()
    await server.createPerson("a@example.org", id, "viewer")
    const rows = await server.sql`select * from person, session`
    const text = JSON.stringify(rows, (_key, value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString("latin1") : value,
    )
    expect(text).not.toContain(password)
    expect(text).not.toContain(server.owner.cookie?.split("=")[1])
    expect(text).toContain("$argon2id$v=19$m=19456,t=2,p=1$")
  })
})

describe("an account", () => {
  it("can change its name, e-mail and password, which ends its other sessions", async () => {
    const id = await server.createStoryboard()
    const first = await server.createPerson("a@example.org", id, "viewer")
    const second = await server.enter({}, "signIn", { email: "a@example.org", password })
    const change = { name: "Anna", email: "Anna@example.org", password: "a different password" }
    expect(await ask(first, "updateAccount", change)).toBeNull()
    expect(await isIn(first)).toBe(true)
    expect(await isIn(second)).toBe(false)
    const again = { email: "anna@example.org", password: change.password }
    expect((await ask({}, "signIn", again)).ok).toBe(true)
  })

  it("cannot take somebody else's e-mail", async () => {
    const id = await server.createStoryboard()
    await server.createPerson("a@example.org", id, "viewer")
    const other = await server.createPerson("b@example.org", id, "viewer")
    expect(await ask(other, "updateAccount", { name: "B", email: "a@example.org" })).toEqual({
      kind: "email-taken",
    })
  })
})

describe("what only some may ask of the services", () => {
  it.each([
    ["listMembers", []],
    ["createInvitation", [{ email: "x@example.org", role: "owner" }]],
    ["createShareLink", [{ role: "viewer", expiresAt: null }]],
    ["removeMember", ["person:x"]],
    ["deleteStoryboard", []],
  ] as const)("%s is refused below owner, and hidden from strangers", async (name, rest) => {
    const id = await server.createStoryboard()
    const other = await server.createStoryboard()
    const editor = await server.createPerson("e@example.org", id, "editor")
    const stranger = await server.createPerson("s@example.org", other, "owner")
    expect((await server.service(editor, name, id, ...rest)).status).toBe(403)
    expect((await server.service(stranger, name, id, ...rest)).status).toBe(404)
    expect((await server.service({}, name, id, ...rest)).status).toBe(401)
  })

  it("finds no storyboard for whoever may not read it", async () => {
    const id = await server.createStoryboard()
    expect(await (await server.service({}, "findStoryboard", id)).json()).toBeNull()
    expect((await server.service({}, "listStoryboards")).status).toBe(401)
  })
})
