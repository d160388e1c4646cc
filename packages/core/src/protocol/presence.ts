import { z } from "zod"
import { roleSchema } from "../access/role.ts"
import { panelIdSchema, type PanelId } from "../identity/identity.ts"
import { panelWordFields, type PanelWordField } from "../panel/panel.ts"

/** What a client publishes of more panels than these is cut: they could not be told apart, and go out with every move. */
export const mostSelectedShown = 60

const coordinate = z.number().min(-10_000_000).max(10_000_000)
const extent = z.number().min(1).max(20_000_000)

/** A text that people write in together: the script, or one of a panel's words, as `panel:…/action`. */
export const sharedTextNameSchema = z
  .string()
  .regex(new RegExp(`^(script|panel:[A-Za-z0-9_-]{1,64}/(${panelWordFields.join("|")}))$`))
  .brand<"shared text">()
export type SharedTextName = z.infer<typeof sharedTextNameSchema>

export const scriptTextName = sharedTextNameSchema.parse("script")
export const toSharedTextName = (panelId: PanelId, field: PanelWordField): SharedTextName =>
  sharedTextNameSchema.parse(`${panelId}/${field}`)

/** As `encodeTextPosition` of document makes it: it stays with its letter whatever others write before it. */
const textPosition = z.string().max(40)

/** What of a view is on the screen, in terms that mean the same on every screen. */
export const viewportSchema = z.discriminatedUnion("kind", [
  /** A part of the board in canvas units. */
  z.object({
    kind: z.literal("board"),
    x: coordinate,
    y: coordinate,
    width: extent,
    height: extent,
  }),
  /** The first words in sight, as an offset in the script. */
  z.object({ kind: z.literal("words"), at: z.number().int().min(0).max(10_000_000) }),
  /** The first panel in sight of a list. */
  z.object({ kind: z.literal("panel"), panelId: panelIdSchema }),
  /** How far down a page is, from 0 to 1. */
  z.object({ kind: z.literal("page"), share: z.number().min(0).max(1) }),
])

/**
 * What one person tells the others about themself, over awareness: small, sent only when it changes, never stored.
 * Nobody trusts it: a part that does not fit is as if it had not been said.
 */
export const presenceSchema = z.object({
  /** The app's name of the view that is open. */
  view: z
    .string()
    .regex(/^[a-z][a-z-]{0,23}$/)
    .catch("board"),
  /** The panels in hand, the same in every view; the last is the one looked at. */
  selection: z.array(panelIdSchema).max(1000).catch([]),
  /** In canvas units of the board, which lie alike for everybody; null: not over it. */
  cursor: z.object({ x: coordinate, y: coordinate }).nullable().catch(null),
  viewport: viewportSchema.nullable().catch(null),
  /** Where they write: `anchor` is where their selection began, `head` where it ends. */
  caret: z
    .object({ text: sharedTextNameSchema, anchor: textPosition, head: textPosition })
    .nullable()
    .catch(null),
  /** The awareness id of the connection that this one follows; null: nobody. */
  following: z.number().int().nonnegative().nullable().catch(null),
  /** Has done nothing for a while, or looks at another window. */
  idle: z.boolean().catch(false),
  /** When they came, in ms since 1970 by their own clock: decides only whose colour gives way. */
  since: z.number().nonnegative().catch(0),
})

/** The server sets `user` from the session, whatever a client says. */
export const presenceStateSchema = presenceSchema.extend({
  user: z.object({
    id: z.string().max(200).catch(""),
    name: z.string().max(200).catch(""),
    colour: z
      .string()
      .regex(/^#[0-9a-fA-F]{6}$/)
      .catch("#7a7f87"),
    role: roleSchema.catch("viewer"),
  }),
})

export type Presence = z.infer<typeof presenceSchema>
export type PresenceState = z.infer<typeof presenceStateSchema>
export type Viewport = z.infer<typeof viewportSchema>
export type TextCaret = NonNullable<Presence["caret"]>

/** The one panel that somebody looks at; null: none in particular. */
export const findLookedAt = ({ selection }: Pick<Presence, "selection">): PanelId | null =>
  selection.at(-1) ?? null
