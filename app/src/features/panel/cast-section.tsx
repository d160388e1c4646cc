import type { CharacterId, LocationId } from "@panelwright/core"
import { useStoryboard } from "@panelwright/storyboard/connection"
import { Check, Plus, X } from "lucide-react"
import { Field } from "../../ui/field.tsx"
import { Popover } from "../../ui/popover.tsx"
import { Select } from "../../ui/select.tsx"
import { useApply } from "../workspace/use-apply.ts"
import { useEditRefusal } from "../workspace/use-edit-refusal.ts"
import { useWorkspace } from "../workspace/workspace-context.tsx"
import { Section, type PanelSectionProps } from "./section.tsx"

const asScene = "scene"

export function CastSection({ panel }: PanelSectionProps) {
  const { session } = useWorkspace()
  const apply = useApply()
  const readOnly = useEditRefusal()
  const { characters, locations, sceneLocation } = useStoryboard(session, (state) => {
    const scene = state.scenes.find(({ id }) => id === panel.sceneId)
    return {
      characters: state.characters,
      locations: state.locations,
      sceneLocation: state.locations.find(({ id }) => id === scene?.locationId)?.name ?? null,
    }
  })
  const setCast = (cast: CharacterId[]) =>
    apply({ kind: "panel.update", id: panel.id, changes: { cast } })
  const toggle = (id: CharacterId) =>
    setCast(
      panel.cast.includes(id) ? panel.cast.filter((item) => item !== id) : [...panel.cast, id],
    )
  const shown = characters.filter(({ id }) => panel.cast.includes(id))
  const locationOptions = [
    { value: asScene, label: sceneLocation ? `As the scene: ${sceneLocation}` : "As the scene" },
    ...locations.map(({ id, name }) => ({ value: String(id), label: name })),
  ]
  return (
    <Section
      title="Who and where"
      summary={
        shown.length === 0
          ? "nobody"
          : shown
              .map(({ name }) => name)
              .join(", ")
              .slice(0, 28)
      }
    >
      <div className="flex flex-wrap gap-1">
        {shown.map(({ id, name }) => (
          <span
            key={id}
            className="flex h-6 max-w-full items-center gap-1 rounded-md border bg-surface-2 pl-2 text-xs"
          >
            <span className="truncate">{name}</span>
            <button
              type="button"
              aria-label={`Take ${name} out of the picture`}
              disabled={readOnly !== null}
              onClick={() => toggle(id)}
              className="flex size-6 items-center justify-center text-text-3 hover:text-text"
            >
              <X aria-hidden size={12} />
            </button>
          </span>
        ))}
        {readOnly === null && (
          <Popover
            label="Who is in the picture"
            trigger={
              <button
                type="button"
                className="flex h-6 items-center gap-1 rounded-md border border-dashed border-line-strong px-2 text-xs text-text-2 hover:text-text"
              >
                <Plus aria-hidden size={12} /> Add
              </button>
            }
          >
            {characters.length === 0 && (
              <p className="p-2 text-text-2">Nobody yet. Add characters under Style & cast.</p>
            )}
            {characters.map(({ id, name }) => (
              <button
                key={id}
                type="button"
                role="menuitemcheckbox"
                aria-checked={panel.cast.includes(id)}
                onClick={() => toggle(id)}
                className="flex h-7 w-full items-center gap-2 rounded-md px-2 text-left hover:bg-surface-3"
              >
                <span className="flex size-4 items-center">
                  {panel.cast.includes(id) && <Check aria-hidden size={14} />}
                </span>
                <span className="truncate">{name}</span>
              </button>
            ))}
          </Popover>
        )}
      </div>
      <Field label="Location">
        {({ id }) => (
          <Select
            id={id}
            label="Location"
            value={panel.locationId ?? asScene}
            options={locationOptions}
            disabled={readOnly !== null}
            onChange={(value) =>
              apply({
                kind: "panel.update",
                id: panel.id,
                changes: { locationId: value === asScene ? null : (value as LocationId) },
              })
            }
          />
        )}
      </Field>
    </Section>
  )
}
