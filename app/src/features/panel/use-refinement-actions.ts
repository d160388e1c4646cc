import type { Refinement } from "@panelwright/core"
import type { Action } from "../action/action.ts"
import { useEditRefusal } from "../workspace/use-edit-refusal.ts"
import { useSelection } from "../workspace/workspace-context.tsx"
import { useReading } from "./use-reading.ts"
import { useRefine } from "./use-refine.ts"

/** Shorter words are the beginning of an action's name. */
const leastLength = 5

/**
 * What an instruction typed into the palette would do: one action, or one for each thing it may mean. Words that name
 * no panel are one only where no action is called so (`alone`).
 */
export function useRefinementActions(text: string, alone: boolean): readonly Action[] {
  const reading = useReading(text, useSelection())
  const refine = useRefine()
  const refused = useEditRefusal()
  if (text.trim().length < leastLength) return []
  const toAction = (refinement: Refinement): Action => ({
    id: `refine-${refinement.says}`,
    label: `Refine ${refinement.says}: “${refinement.instruction}”`,
    group: "Picture",
    bindings: [],
    refused,
    run: () => void refine(refinement),
  })
  if (reading.kind === "ambiguous") return reading.readings.map(toAction)
  return reading.kind === "understood" && (reading.named || alone) ? [toAction(reading)] : []
}
