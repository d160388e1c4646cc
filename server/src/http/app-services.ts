import {
  can,
  failure,
  findRole,
  roleSchema,
  type Actor,
  type Result,
  type StoryboardId,
} from "@panelwright/core"
import { createStoryboardBodySchema } from "@panelwright/core/protocol"
import type postgres from "postgres"
import { z } from "zod"
import type { Activity } from "../activity/activity.ts"
import {
  acceptInvitation,
  createInvitation,
  findInvitation,
  type Invitation,
} from "../auth/invitations.ts"
import { listMembers, removeMember } from "../auth/members.ts"
import { leastPasswordLength, mostPasswordLength } from "../auth/password.ts"
import { emailSchema, personNameSchema } from "../auth/people.ts"
import { createShareLink, findShareLink, joinByLink, linkRoleSchema } from "../auth/share-links.ts"
import { endSession, startSession, type StartedSession } from "../auth/sessions.ts"
import type { SignIn } from "../auth/sign-in.ts"
import { updateAccount } from "../auth/account.ts"
import type { ProviderWatch } from "../generation/provider-watch.ts"
import type { Projects } from "../project/projects.ts"
import type { AccountFailure, AccountOutcome, Services } from "../services.ts"
import type { SessionCookie } from "./session-cookie.ts"
import type { Visitor } from "./visitor.ts"

export interface AppServicesOptions {
  readonly sql: postgres.Sql
  readonly clock: () => number
  readonly projects: Projects
  readonly signIn: SignIn
  readonly activity: Activity
  readonly cookie: SessionCookie
  readonly providers: Pick<ProviderWatch, "known" | "list">
  readonly defaultProvider: string
  readonly tldrawLicenseKey: string | null
  /** Called when somebody may have lost access, so that open sockets are looked at again. */
  readonly recheck: () => void
  /** Called when somebody is about to connect to a storyboard that they may read. */
  readonly warm: (id: StoryboardId) => void
}

const toStoryboardPath = (id: string | null) =>
  id === null ? "/" : `/storyboards/${id.replace("storyboard:", "")}`

const stop = (status: 400 | 401 | 403 | 404): never => {
  // oxlint-disable-next-line typescript/only-throw-error -- the router shows a thrown Response as a page of its own
  throw new Response(null, { status })
}

/** The dialogs send what fits: whoever sends something else wrote the request by hand. */
const parseInput = <Value>(schema: z.ZodType<Value>, input: unknown): Value => {
  const parsed = schema.safeParse(input)
  return parsed.success ? parsed.data : stop(400)
}

/** What pages can ask for, bound to one request. */
export function createAppServices(
  options: AppServicesOptions,
  visit: { readonly actor: Actor | null; readonly visitor: Visitor; readonly nonce: string },
): Services {
  const { sql, clock, projects, signIn, activity, cookie, recheck } = options
  const { actor, visitor, nonce } = visit

  const getActor = (): Actor => actor ?? stop(401)

  const getShared = async (id: StoryboardId): Promise<Actor> => {
    const known = getActor()
    if (findRole(known, id) === null || !(await projects.exists(id))) stop(404)
    return can(known, "storyboard.share", id) ? known : stop(403)
  }

  const toOutcome = (
    started: Result<StartedSession, AccountFailure>,
    redirectTo: string,
  ): AccountOutcome => {
    if (!started.ok) return { ok: false, failure: started.failure }
    const { secret, expiresAt } = started.value
    const maxAgeSeconds = (expiresAt - clock()) / 1000
    return { ok: true, setCookie: cookie.write({ secret, maxAgeSeconds }), redirectTo }
  }

  /** The session that the browser has already: nothing new is started. */
  const stay = (redirectTo: string): AccountOutcome => ({
    ok: true,
    setCookie: cookie.write({
      secret: visitor.credentials.sessionSecret ?? "",
      maxAgeSeconds: 30 * 86_400,
    }),
    redirectTo,
  })

  return {
    actor,
    nonce,
    tldrawLicenseKey: options.tldrawLicenseKey,
    publicUrl: visitor.origin,
    providers: options.providers.known,
    defaultProvider: options.defaultProvider,
    listProviders() {
      getActor()
      return options.providers.list()
    },

    listStoryboards: () => projects.list(getActor()),

    async createStoryboard(input) {
      const known = getActor()
      if (!can(known, "storyboard.create")) stop(403)
      return { id: await projects.create(known, parseInput(createStoryboardBodySchema, input)) }
    },

    async deleteStoryboard(id) {
      const known = getActor()
      if (findRole(known, id) === null || !(await projects.exists(id))) stop(404)
      if (!can(known, "storyboard.delete", id)) stop(403)
      await projects.delete(known, id)
    },

    async findStoryboard(id) {
      const access = actor === null ? null : await projects.find(actor, id)
      if (access) options.warm(id)
      return access
    },

    async listMembers(id) {
      await getShared(id)
      return listMembers(sql, id, clock())
    },

    async createInvitation(id, { email, role }) {
      const known = await getShared(id)
      const { secret } = await createInvitation(
        sql,
        {
          email: parseInput(emailSchema, email),
          role: parseInput(roleSchema, role),
          storyboardId: id,
          createdBy: known.personId,
        },
        clock(),
      )
      await activity.record(id, known.id, { kind: "member-added", way: "invitation", role })
      return { url: `${visitor.origin}/invitations/${secret}` }
    },

    async createShareLink(id, { role, expiresAt }) {
      const known = await getShared(id)
      const { secret } = await createShareLink(sql, {
        storyboardId: id,
        role: parseInput(linkRoleSchema, role),
        expiresAt,
        createdBy: known.personId,
      })
      await activity.record(id, known.id, { kind: "member-added", way: "link", role })
      return { url: `${visitor.origin}/links/${secret}` }
    },

    async removeMember(id, memberId) {
      const known = await getShared(id)
      await removeMember(sql, id, memberId)
      await activity.record(id, known.id, { kind: "member-removed" })
      recheck()
    },

    async signIn({ email, password }) {
      const parsed = emailSchema.safeParse(email)
      if (!parsed.success) return { ok: false, failure: { kind: "credentials-wrong" } }
      const started = await signIn.withPassword({
        email: parsed.data,
        password: password.slice(0, mostPasswordLength),
        address: visitor.address,
      })
      return toOutcome(started, "/")
    },

    async useSignInLink(token) {
      const slowed = await signIn.slowDown(visitor.address)
      if (slowed) return { ok: false, failure: slowed }
      const started = await signIn.withOwnerLink(token)
      const owner = actor?.kind === "person" && actor.installationRole === "owner"
      if (!started.ok && owner && started.failure.kind === "link-invalid") return stay("/")
      return toOutcome(started, "/")
    },

    async findInvitation(token) {
      const found = await findInvitation(sql, token, clock())
      if (!found.ok) return null
      return { email: found.value.email, storyboardTitle: found.value.storyboardTitle }
    },

    async acceptInvitation(token, { name, password }) {
      const slowed = await signIn.slowDown(visitor.address)
      if (slowed) return { ok: false, failure: slowed }
      const found = await findInvitation(sql, token, clock())
      if (!found.ok) return { ok: false, failure: found.failure }
      const accepted = await acceptAs(found.value, { name, password })
      return toOutcome(accepted, toStoryboardPath(found.value.storyboardId))
    },

    async useShareLink(token, { name }) {
      const slowed = await signIn.slowDown(visitor.address)
      if (slowed) return { ok: false, failure: slowed }
      const found = await findShareLink(sql, token, clock())
      if (found.kind !== "good")
        return { ok: false, failure: { kind: "link-invalid", reason: found.kind } }
      const { link } = found
      const path = toStoryboardPath(link.storyboardId)
      if (actor?.kind === "person" && actor.personId !== null) {
        await joinByLink(sql, { ...actor, personId: actor.personId }, link)
        return stay(path)
      }
      const guestName = personNameSchema.catch("Guest").parse(name)
      const started = await startSession(
        sql,
        { linkId: link.id, name: guestName, linkExpiresAt: link.expiresAt },
        clock(),
      )
      return toOutcome({ ok: true, value: started }, path)
    },

    async signOut() {
      const { sessionSecret } = visitor.credentials
      if (sessionSecret !== null) await endSession(sql, sessionSecret)
      recheck()
      return { setCookie: cookie.clear() }
    },

    async updateAccount(input) {
      const known = getActor()
      if (known.kind !== "person" || known.personId === null) return stop(403)
      const weak = findPasswordWeakness(input.password)
      if (weak) return weak
      const updated = await updateAccount(sql, known.personId, {
        name: personNameSchema.catch(known.name).parse(input.name),
        email: input.email === undefined ? undefined : parseInput(emailSchema, input.email),
        password: input.password,
        keepSession: visitor.credentials.sessionSecret,
      })
      recheck()
      return updated.ok ? null : updated.failure
    },
  }

  async function acceptAs(
    invitation: Invitation,
    input: { readonly name: string; readonly password: string },
  ): Promise<Result<StartedSession, AccountFailure>> {
    const weak = findPasswordWeakness(input.password)
    if (weak) return failure(weak)
    const name = personNameSchema.catch(invitation.email.split("@")[0] ?? "Guest").parse(input.name)
    const accepted = await acceptInvitation(
      sql,
      invitation,
      { name, password: input.password },
      clock(),
    )
    if (!accepted.ok) return accepted
    return { ok: true, value: await startSession(sql, { personId: accepted.value.id }, clock()) }
  }
}

function findPasswordWeakness(password: string | undefined): AccountFailure | null {
  if (password === undefined) return null
  const parsed = z.string().min(leastPasswordLength).max(mostPasswordLength).safeParse(password)
  return parsed.success ? null : { kind: "password-weak", least: leastPasswordLength }
}
