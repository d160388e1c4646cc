import { z } from "zod"

/** Makes the random part of ids: 16 or more characters of `A–Z a–z 0–9 _ -`. The domain is told it. */
export type MakeToken = () => string

const idSchema = <Kind extends string>(kind: Kind) =>
  z
    .string()
    .regex(new RegExp(`^${kind}:[A-Za-z0-9_-]{1,64}$`), `expected an id like ${kind}:…`)
    .brand<Kind>()

export const storyboardIdSchema = idSchema("storyboard")
export const sceneIdSchema = idSchema("scene")
export const shotIdSchema = idSchema("shot")
export const panelIdSchema = idSchema("panel")
export const variantIdSchema = idSchema("variant")
export const characterIdSchema = idSchema("character")
export const locationIdSchema = idSchema("location")
export const jobIdSchema = idSchema("job")
export const personIdSchema = idSchema("person")
export const versionIdSchema = idSchema("version")
export const commentIdSchema = idSchema("comment")

/** SHA-256 of the bytes, 64 lower-case hexadecimal digits: an asset's name is its content. */
export const assetIdSchema = z
  .string()
  .regex(/^[0-9a-f]{64}$/, "expected a SHA-256 in hexadecimal")
  .brand<"asset">()

export type StoryboardId = z.infer<typeof storyboardIdSchema>
export type SceneId = z.infer<typeof sceneIdSchema>
export type ShotId = z.infer<typeof shotIdSchema>
export type PanelId = z.infer<typeof panelIdSchema>
export type VariantId = z.infer<typeof variantIdSchema>
export type CharacterId = z.infer<typeof characterIdSchema>
export type LocationId = z.infer<typeof locationIdSchema>
export type JobId = z.infer<typeof jobIdSchema>
export type PersonId = z.infer<typeof personIdSchema>
export type VersionId = z.infer<typeof versionIdSchema>
export type CommentId = z.infer<typeof commentIdSchema>
export type AssetId = z.infer<typeof assetIdSchema>

export const createStoryboardId = (token: string) => storyboardIdSchema.parse(`storyboard:${token}`)
export const createSceneId = (token: string) => sceneIdSchema.parse(`scene:${token}`)
export const createShotId = (token: string) => shotIdSchema.parse(`shot:${token}`)
export const createPanelId = (token: string) => panelIdSchema.parse(`panel:${token}`)
export const createVariantId = (token: string) => variantIdSchema.parse(`variant:${token}`)
export const createCharacterId = (token: string) => characterIdSchema.parse(`character:${token}`)
export const createLocationId = (token: string) => locationIdSchema.parse(`location:${token}`)
export const createJobId = (token: string) => jobIdSchema.parse(`job:${token}`)
export const createPersonId = (token: string) => personIdSchema.parse(`person:${token}`)
export const createCommentId = (token: string) => commentIdSchema.parse(`comment:${token}`)
export const createVersionId = (token: string) => versionIdSchema.parse(`version:${token}`)
