import { commentLimits } from "@panelwright/core"
import type { CollectionName, Roots } from "../roots.ts"

/** What one storyboard may hold. */
const limits = {
  scenes: 2000,
  shots: 5000,
  panels: 5000,
  characters: 500,
  locations: 500,
  variants: 50_000,
  comments: commentLimits.all,
} as const

export type Kept = CollectionName | "variants"

/** Which ids there would be after the commands so far: what the check needs to know, without touching the doc. */
export class Inventory {
  readonly #roots: Roots
  readonly #added = new Map<Kept, Set<string>>()
  readonly #removed = new Map<Kept, Set<string>>()

  constructor(roots: Roots) {
    this.#roots = roots
  }

  #set(sets: Map<Kept, Set<string>>, kept: Kept): Set<string> {
    const set = sets.get(kept) ?? new Set()
    sets.set(kept, set)
    return set
  }

  has(kept: Kept, id: string): boolean {
    if (this.#set(this.#added, kept).has(id)) return true
    return this.#roots[kept].has(id) && !this.#set(this.#removed, kept).has(id)
  }

  add(kept: Kept, id: string): void {
    this.#set(this.#added, kept).add(id)
    this.#set(this.#removed, kept).delete(id)
  }

  remove(kept: Kept, id: string): void {
    this.#set(this.#added, kept).delete(id)
    if (this.#roots[kept].has(id)) this.#set(this.#removed, kept).add(id)
  }

  count(kept: Kept): number {
    let added = 0
    for (const id of this.#set(this.#added, kept)) if (!this.#roots[kept].has(id)) added += 1
    return this.#roots[kept].size + added - this.#set(this.#removed, kept).size
  }
}

export type Refusal =
  | { readonly kind: "not-found"; readonly id: string }
  | { readonly kind: "already-exists"; readonly id: string }
  | { readonly kind: "limit-reached"; readonly what: string; readonly limit: number }
  | { readonly kind: "style-locked" }
  | { readonly kind: "value-invalid"; readonly reason: string }

export function checkNew(inventory: Inventory, kept: Kept, id: string): Refusal | null {
  if (inventory.has(kept, id)) return { kind: "already-exists", id }
  if (inventory.count(kept) >= limits[kept])
    return { kind: "limit-reached", what: kept, limit: limits[kept] }
  inventory.add(kept, id)
  return null
}

export const checkKnown = (inventory: Inventory, kept: Kept, id: string): Refusal | null =>
  inventory.has(kept, id) ? null : { kind: "not-found", id }
