import { Dialog as Primitive } from "radix-ui"
import { useId, useState } from "react"
import { classNames } from "../../ui/class-names.ts"
import { Keys } from "../../ui/keys.tsx"
import { useWorkspace } from "../workspace/workspace-context.tsx"
import { useRefinementActions } from "../panel/use-refinement-actions.ts"
import type { Action } from "./action.ts"
import { formatBinding } from "./binding.ts"
import { isMac } from "./is-mac.ts"
import { paletteLook } from "./palette-look.ts"
import { searchActions } from "./search-actions.ts"
import { useActions } from "./use-actions.ts"

const keepInSight = (element: HTMLElement | null) => element?.scrollIntoView({ block: "nearest" })

export interface CommandPaletteProps {
  readonly search: string
  readonly onSearch: (search: string) => void
}

/** Every action by its name. */
export function CommandPalette({ search, onSearch }: CommandPaletteProps) {
  const { setDialog } = useWorkspace()
  const [at, setAt] = useState(0)
  const id = useId()
  const actions = useActions().filter((action) => action.id !== "commands")
  const named = searchActions(actions, search)
  const found = [...named, ...useRefinementActions(search, named.length === 0)]
  const present = found[Math.min(at, found.length - 1)]
  const optionId = (action: Action) => `${id}-${action.id}`

  const run = (action: Action) => {
    if (action.refused !== null) return
    setDialog(null)
    // After the dialog has given the focus back, so that an action may move it.
    setTimeout(() => action.run(), 0)
  }
  return (
    <Primitive.Root open onOpenChange={() => setDialog(null)}>
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-40 bg-black/40" />
        <Primitive.Content aria-describedby={undefined} className={paletteLook.frame}>
          <Primitive.Title className="sr-only">Find an action</Primitive.Title>
          <input
            role="combobox"
            aria-label="Find an action"
            aria-expanded
            aria-controls={`${id}-list`}
            aria-activedescendant={present && optionId(present)}
            placeholder={paletteLook.placeholder}
            value={search}
            onChange={(event) => {
              onSearch(event.target.value)
              setAt(0)
            }}
            onKeyDown={(event) => {
              const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0
              if (step !== 0) {
                event.preventDefault()
                setAt(Math.max(0, Math.min(found.length - 1, at + step)))
              }
              if (event.key === "Enter" && present) {
                event.preventDefault()
                run(present)
              }
            }}
            className={paletteLook.field}
          />
          <div
            id={`${id}-list`}
            role="listbox"
            aria-label="Actions"
            className="min-h-0 flex-1 overflow-y-auto p-1"
          >
            {found.map((action, index) => (
              <button
                type="button"
                tabIndex={-1}
                key={action.id}
                ref={action === present ? keepInSight : undefined}
                id={optionId(action)}
                role="option"
                aria-selected={action === present}
                aria-disabled={action.refused !== null}
                onPointerMove={() => setAt(index)}
                onClick={() => run(action)}
                className={classNames(
                  "flex min-h-8 w-full cursor-default items-center gap-2 rounded-md px-3 text-left",
                  action === present && "bg-surface-3",
                  action.refused !== null && "text-text-3",
                )}
              >
                <span className="flex-1 truncate">{action.label}</span>
                {action.refused !== null && action === present && (
                  <span className="truncate text-xs">{action.refused}</span>
                )}
                {action.bindings[0] && <Keys keys={formatBinding(action.bindings[0], isMac())} />}
              </button>
            ))}
            {found.length === 0 && (
              <p className="px-3 py-2 text-text-2">
                No action is called that. You can also say what should change: “panel 3: make it
                night”.
              </p>
            )}
          </div>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}
