import { describe, expect, it } from "vitest"
import { assetIdSchema, createPanelId, createVariantId } from "../identity/identity.ts"
import { composeVariantTree } from "./variant-tree.ts"
import type { Variant } from "./variant.ts"

const create = (id: string, parent: string | null, createdAt: number): Variant => ({
  id: createVariantId(id),
  panelId: createPanelId("1"),
  asset: assetIdSchema.parse("a".repeat(64)),
  width: 10,
  height: 10,
  parentId: parent === null ? null : createVariantId(parent),
  jobId: null,
  createdBy: "person:1",
  createdAt,
  recipe: {
    provider: "sketch",
    model: "",
    operation: "edit",
    instruction: null,
    seed: null,
    styleVersion: 1,
    warnings: [],
    change: null,
  },
})

const draw = (variants: readonly Variant[], picture: string | null) =>
  composeVariantTree(variants, picture === null ? null : createVariantId(picture)).map(
    ({ variant, depth, number, parentNumber, leadsToPicture }) =>
      `${"  ".repeat(depth)}${variant.id.slice(8)} ${number}${parentNumber === null ? "" : `<${parentNumber}`}${leadsToPicture ? "*" : ""}`,
  )

describe("REF-7 the tree of a panel's pictures", () => {
  it("puts each below the one it was made from, and marks the way to the one shown", () => {
    const variants = [
      create("first", null, 1),
      create("night", "first", 2),
      create("closer", "first", 3),
      create("rain", "night", 4),
      create("fresh", null, 5),
    ]
    expect(draw(variants, "rain")).toEqual([
      "first 1*",
      "  night 2<1*",
      "    rain 4<2*",
      "  closer 3<1",
      "fresh 5",
    ])
    expect(draw(variants, null)[0]).toBe("first 1")
  })

  it("shows every one once, whatever its parent says", () => {
    const variants = [
      create("orphan", "gone", 1),
      create("self", "self", 2),
      create("a", "b", 3),
      create("b", "a", 4),
    ]
    expect(draw(variants, "a").toSorted()).toEqual(
      ["orphan 1", "self 2", "a 3<4*", "  b 4<3*"].toSorted(),
    )
  })
})
