import { describe, expect, it } from "vitest"
import { assetIdSchema, createPanelId, createVariantId } from "../identity/identity.ts"
import { listUnseen } from "./list-unseen.ts"
import type { Variant } from "./variant.ts"

const create = (id: string, beside?: Variant["beside"]): Variant => ({
  id: createVariantId(id),
  panelId: createPanelId("1"),
  asset: assetIdSchema.parse("a".repeat(64)),
  width: 10,
  height: 10,
  parentId: null,
  jobId: null,
  createdBy: "person:1",
  createdAt: 1,
  recipe: {
    provider: "sketch",
    model: "",
    operation: "generate",
    instruction: null,
    seed: null,
    styleVersion: 1,
    warnings: [],
    change: null,
  },
  ...(beside && { beside }),
})

describe("variants that nobody has looked at", () => {
  it("are those that came beside the picture, until they are seen or shown", () => {
    const variants = [create("a"), create("b", ["words"]), create("c", ["offered"])]
    const list = (picture: string, ...seen: string[]) =>
      listUnseen({ variants, picture: createVariantId(picture) }, new Set(seen)).map(({ id }) => id)
    expect(list("a")).toEqual(["variant:b", "variant:c"])
    expect(list("b")).toEqual(["variant:c"])
    expect(list("a", "variant:b", "variant:c")).toEqual([])
  })
})
