import { Dialog } from "../../ui/dialog.tsx"
import { Keys } from "../../ui/keys.tsx"
import { useWorkspace } from "../workspace/workspace-context.tsx"
import { actionGroups, type Action } from "./action.ts"
import { formatBinding } from "./binding.ts"
import { isMac } from "./is-mac.ts"
import { useActions } from "./use-actions.ts"

/** Held, not pressed, so they are no actions of the list. */
const held: Pick<Action, "id" | "label" | "group" | "bindings">[] = [
  {
    id: "compare",
    label: "Compare with the picture before (hold)",
    group: "Picture",
    bindings: ["x"],
  },
  {
    id: "views",
    label: "Next view, while the board has the focus",
    group: "Storyboard",
    bindings: ["tab"],
  },
]

export function KeysDialog() {
  const { setDialog } = useWorkspace()
  const actions = [...useActions(), ...held]
  return (
    <Dialog
      open
      onOpenChange={() => setDialog(null)}
      title="Keys"
      description="They go to panels while the board has the keyboard, and to the drawing while you draw; the status bar says which."
      width="large"
    >
      <div className="columns-1 gap-8 sm:columns-2">
        {actionGroups.map((group) => (
          <section key={group} className="mb-4 break-inside-avoid">
            <h3 className="mb-1 text-xs font-semibold text-text-2">{group}</h3>
            <ul>
              {actions
                .filter((action) => action.group === group && action.bindings.length > 0)
                .map((action) => (
                  <li key={action.id} className="flex min-h-7 items-center gap-2 border-b">
                    <span className="flex-1">{action.label}</span>
                    {action.bindings.slice(0, 3).map((binding) => (
                      <Keys key={binding} keys={formatBinding(binding, isMac())} />
                    ))}
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
