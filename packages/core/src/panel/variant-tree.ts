import type { VariantId } from "../identity/identity.ts"
import type { Variant } from "./variant.ts"

/** One variant in the tree of a panel's pictures. */
export interface VariantBranch {
  readonly variant: Variant
  /** 0 for a picture made from nothing; one more than that of the variant it was edited from. */
  readonly depth: number
  /** Its number among all of the panel's pictures by age, from 1: what people call it. */
  readonly number: number
  /** That of the variant that it was made from; null: none, or it is gone. */
  readonly parentNumber: number | null
  /** On the way from the first picture to the one that the panel shows. */
  readonly leadsToPicture: boolean
}

/**
 * A panel's variants as a tree, each right below the one it was made from and before its younger siblings, oldest
 * first. Every variant is in it once, whatever its parent says.
 */
export function composeVariantTree(
  variants: readonly Variant[],
  picture: VariantId | null,
): VariantBranch[] {
  const byId = new Map(variants.map((variant) => [variant.id, variant]))
  const numbers = new Map(variants.map((variant, index) => [variant.id, index + 1]))
  const way = new Set<VariantId>()
  for (let id = picture; id !== null && !way.has(id); id = byId.get(id)?.parentId ?? null)
    way.add(id)
  const parentOf = (variant: Variant) =>
    variant.parentId !== null && variant.parentId !== variant.id
      ? (byId.get(variant.parentId) ?? null)
      : null
  const children = Map.groupBy(variants, (variant) => parentOf(variant)?.id ?? null)
  const branches: VariantBranch[] = []
  const seen = new Set<VariantId>()
  const add = (variant: Variant, depth: number) => {
    if (seen.has(variant.id)) return
    seen.add(variant.id)
    const parent = parentOf(variant)
    branches.push({
      variant,
      depth,
      number: numbers.get(variant.id) ?? 0,
      parentNumber: parent ? (numbers.get(parent.id) ?? null) : null,
      leadsToPicture: way.has(variant.id),
    })
    for (const child of children.get(variant.id) ?? []) add(child, depth + 1)
  }
  for (const root of children.get(null) ?? []) add(root, 0)
  // What is its own ancestor, which only a damaged doc holds, hangs from no root.
  for (const variant of variants) add(variant, 0)
  return branches
}
