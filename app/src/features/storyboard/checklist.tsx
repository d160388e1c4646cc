import { roleMay, type Storyboard } from "@panelwright/core"
import { useStoryboard } from "@panelwright/storyboard/connection"
import { Check, X } from "lucide-react"
import { classNames } from "../../ui/class-names.ts"
import { IconButton } from "../../ui/icon-button.tsx"
import { Keys } from "../../ui/keys.tsx"
import { useStoredState } from "../workspace/use-stored-state.ts"
import { useWorkspace } from "../workspace/workspace-context.tsx"

/** What a person sees done in the storyboard itself; nothing is ticked by hand. */
const readDone = ({ panels, style }: Storyboard) => {
  const recipes = panels.flatMap(({ variants }) => variants.map(({ recipe }) => recipe))
  return {
    refine: recipes.some(
      ({ operation, instruction, change }) =>
        operation === "edit" && instruction !== null && !change?.masked,
    ),
    region: recipes.some(({ change }) => change?.masked === true),
    look: style.version > 1,
    draw: panels.some(({ ink }) => ink !== null),
  }
}

export function Checklist() {
  const { session, role } = useWorkspace()
  const done = useStoryboard(session, readDone)
  const [exported] = useStoredState("exported", "no")
  const [hidden, setHidden] = useStoredState("checklist", "shown")
  const steps = [
    { label: "Refine a panel by an instruction", keys: "E", done: done.refine },
    { label: "Change one region of a picture", keys: "R", done: done.region },
    { label: "Choose a look under Style & cast", done: done.look },
    { label: "Draw on a panel", done: done.draw },
    { label: "Export the PDF", keys: "Shift+E", done: exported === "yes" },
  ]
  const isOver = steps.every((step) => step.done)
  if (hidden === "hidden" || isOver || !roleMay(role, "storyboard.edit")) return null
  return (
    <section aria-label="First steps" className="p-3">
      <div className="flex items-center">
        <h3 className="flex-1 font-semibold">First steps</h3>
        <IconButton
          size="small"
          label="Hide the first steps"
          icon={X}
          onClick={() => setHidden("hidden")}
        />
      </div>
      <ul className="mt-1 flex flex-col">
        {steps.map((step) => (
          <li key={step.label} className="flex h-7 items-center gap-2">
            <span
              className={classNames(
                "flex size-4 items-center justify-center rounded-full border",
                step.done ? "border-ok text-ok" : "border-line-strong",
              )}
            >
              {step.done && <Check aria-hidden size={10} strokeWidth={3} />}
            </span>
            <span className={classNames("flex-1", step.done && "text-text-3 line-through")}>
              {step.label}
              {step.done && <span className="sr-only"> (done)</span>}
            </span>
            {step.keys && <Keys keys={step.keys} />}
          </li>
        ))}
      </ul>
    </section>
  )
}
