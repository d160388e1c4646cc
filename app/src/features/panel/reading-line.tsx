import { namePanels, splitTargets, type Refinement, type Understanding } from "@panelwright/core"
import { useStoryboard } from "@panelwright/storyboard/connection"
import { Button } from "../../ui/button.tsx"
import { usePrice, withPrice } from "../generation/use-desk.ts"
import { useWorkspace } from "../workspace/workspace-context.tsx"

/** What is left out and why, after the panels that are meant; empty when nothing is. */
function useLeftOut(refinement: Refinement | null): string {
  const { session } = useWorkspace()
  return useStoryboard(session, ({ panels }) => {
    const { approved, bare } = splitTargets(panels, refinement?.panelIds ?? [])
    return [
      approved.length > 0 && `without ${namePanels(approved)}, approved`,
      bare.length > 0 && `without ${namePanels(bare)}, no picture yet`,
    ]
      .filter((words) => words !== false)
      .join("; ")
  })
}

export interface ReadingLineProps {
  readonly id: string
  readonly reading: Understanding
  readonly onChoose: (refinement: Refinement) => void
}

/** Says before it runs how an instruction was understood, and asks where it may mean several things. */
export function ReadingLine({ id, reading, onChoose }: ReadingLineProps) {
  const understood = reading.kind === "understood" && reading.named ? reading : null
  const leftOut = useLeftOut(understood)
  const price = usePrice()
  if (reading.kind === "ambiguous")
    return (
      <div id={id} role="group" aria-label="Which is meant?" className="flex flex-col gap-1">
        <p className="text-xs text-text-2">Which is meant by “{reading.words}”?</p>
        <div className="flex flex-wrap gap-1">
          {reading.readings.map((refinement) => (
            <Button
              key={refinement.says}
              size="small"
              className="h-auto min-h-6 max-w-full text-left whitespace-normal"
              onClick={() => onChoose(refinement)}
            >
              {refinement.says}
            </Button>
          ))}
        </div>
      </div>
    )
  return (
    <p id={id} role="status" className="text-xs wrap-anywhere text-text-2 empty:hidden">
      {understood && (
        <>
          For <span className="font-medium text-text">{understood.says}</span>
          {leftOut !== "" && ` (${leftOut})`}:{" "}
          {withPrice(
            `“${understood.instruction}”`,
            price({ operation: "edit", pictures: understood.panelIds.length }),
          )}
        </>
      )}
      {reading.kind === "no-such-panel" && `No panel is meant by “${reading.words}”.`}
      {reading.kind === "nothing-asked" &&
        reading.says !== null &&
        `For ${reading.says}: what should change?`}
    </p>
  )
}
