import { panelStatuses, type Camera, type Panel } from "@panelwright/core"
import { Sparkles, Trash2 } from "lucide-react"
import { Button } from "../../ui/button.tsx"
import { Field } from "../../ui/field.tsx"
import { Select } from "../../ui/select.tsx"
import { usePrice } from "../generation/use-desk.ts"
import { useGenerate } from "../generation/use-generate.ts"
import { useApply } from "../workspace/use-apply.ts"
import { useEditRefusal } from "../workspace/use-edit-refusal.ts"
import { useWorkspace } from "../workspace/workspace-context.tsx"
import { ApplyToMany } from "./apply-to-many.tsx"
import { angleOptions, movementOptions, sizeOptions } from "./camera-options.ts"
import { deletePanels } from "./panel-commands.ts"
import { statusLooks } from "./panel-status.tsx"

const statusOptions = panelStatuses.map((value) => ({ value, label: statusLooks[value].label }))

/** The value that all have; null where they differ. */
function findShared<Value>(panels: readonly Panel[], read: (panel: Panel) => Value): Value | null {
  const [first, ...rest] = panels.map(read)
  return first !== undefined && rest.every((value) => value === first) ? first : null
}

export function BulkInspector({ panels }: { readonly panels: readonly Panel[] }) {
  const { session, selection } = useWorkspace()
  const apply = useApply()
  const generate = useGenerate()
  const price = usePrice()
  const readOnly = useEditRefusal()
  const disabled = readOnly !== null
  const ids = panels.map(({ id }) => id)
  const free = panels.filter(({ status }) => status !== "approved").map(({ id }) => id)
  const kept = panels.length - free.length
  const setCamera = (camera: Partial<Camera>) =>
    apply(...ids.map((id) => ({ kind: "panel.update" as const, id, changes: { camera } })))

  return (
    <div className="flex flex-col gap-4 p-3">
      <header>
        <h2 className="text-lg font-semibold">{panels.length} panels</h2>
        <p className="truncate text-xs text-text-2">
          {panels.map(({ number }) => number).join(", ")}
        </p>
      </header>
      <div className="flex flex-col gap-1.5">
        <Button
          tone="primary"
          disabled={disabled || free.length === 0}
          onClick={() => void generate({ panelIds: free, operation: "generate" })}
        >
          <Sparkles aria-hidden size={14} /> New pictures for {free.length}
          <span className="font-normal opacity-80">
            {price({ operation: "generate", pictures: free.length })}
          </span>
        </Button>
        <p className="text-xs text-text-3">
          Made in the present style; the pictures before stay beside them.
          {kept > 0 &&
            ` ${kept} approved ${kept === 1 ? "panel keeps its" : "panels keep their"} picture.`}
        </p>
      </div>
      <ApplyToMany key={ids.join()} panels={panels} disabled={disabled} />
      <Field label="Status">
        {({ id }) => (
          <Select
            id={id}
            label="Status"
            value={findShared(panels, ({ status }) => status)}
            options={statusOptions}
            disabled={disabled}
            onChange={(status) =>
              apply(
                ...ids.map((panelId) => ({
                  kind: "panel.update" as const,
                  id: panelId,
                  changes: { status },
                })),
              )
            }
          />
        )}
      </Field>
      <Field label="Size">
        {({ id }) => (
          <Select
            id={id}
            label="Size"
            value={findShared(panels, ({ camera }) => camera.size)}
            options={sizeOptions}
            disabled={disabled}
            onChange={(size) => setCamera({ size })}
          />
        )}
      </Field>
      <Field label="Angle">
        {({ id }) => (
          <Select
            id={id}
            label="Angle"
            value={findShared(panels, ({ camera }) => camera.angle)}
            options={angleOptions}
            disabled={disabled}
            onChange={(angle) => setCamera({ angle })}
          />
        )}
      </Field>
      <Field label="Movement">
        {({ id }) => (
          <Select
            id={id}
            label="Movement"
            value={findShared(panels, ({ camera }) => camera.movement)}
            options={movementOptions}
            disabled={disabled}
            onChange={(movement) => setCamera({ movement })}
          />
        )}
      </Field>
      <Button
        tone="quiet"
        className="self-start text-danger!"
        disabled={disabled}
        onClick={() => {
          if (apply(...deletePanels(session.reader.read(), ids))) selection.set([])
        }}
      >
        <Trash2 aria-hidden size={14} /> Delete {panels.length} panels
      </Button>
    </div>
  )
}
