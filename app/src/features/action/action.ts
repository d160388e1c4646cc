import type { Binding } from "./binding.ts"

export const actionGroups = ["Panels", "Picture", "Status", "Move", "Storyboard"] as const
export type ActionGroup = (typeof actionGroups)[number]

/** One thing that a person can do: the keys, the palette and the help all read the same list. */
export interface Action {
  readonly id: string
  readonly label: string
  readonly group: ActionGroup
  readonly bindings: readonly Binding[]
  /** Why it can't be done now; null: it can. */
  readonly refused: string | null
  run(): void
  /** Works while a person writes in a field, too. */
  readonly everywhere?: boolean
  /** Works in words that are shared, where the field's own way would take back other people's. */
  readonly inWords?: boolean
}
