import { createLocationId, type Location, type SceneSetting } from "@panelwright/core"
import { useStoryboard } from "@panelwright/storyboard/connection"
import { Plus, Trash2 } from "lucide-react"
import { Button } from "../../ui/button.tsx"
import { Field } from "../../ui/field.tsx"
import { IconButton } from "../../ui/icon-button.tsx"
import { Select } from "../../ui/select.tsx"
import { DraftField } from "../style/draft-field.tsx"
import { makeToken } from "../workspace/make-token.ts"
import { useApply } from "../workspace/use-apply.ts"
import { useEditRefusal } from "../workspace/use-edit-refusal.ts"
import { useWorkspace } from "../workspace/workspace-context.tsx"
import { suggestName } from "./cast-list.tsx"
import { UsedIn } from "./used-in.tsx"

const settingOptions: readonly {
  readonly value: SceneSetting | "unknown"
  readonly label: string
}[] = [
  { value: "interior", label: "Interior" },
  { value: "exterior", label: "Exterior" },
  { value: "both", label: "Both" },
  { value: "unknown", label: "As the scene" },
]

export function LocationList() {
  const { session } = useWorkspace()
  const locations = useStoryboard(session, (state) => state.locations)
  const apply = useApply()
  const readOnly = useEditRefusal()
  return (
    <section aria-labelledby="locations-title" className="flex flex-col gap-3">
      <div className="flex items-center gap-2">
        <h3 id="locations-title" className="flex-1 text-lg font-semibold">
          Locations
        </h3>
        <Button
          disabled={readOnly !== null}
          onClick={() =>
            apply({
              kind: "location.create",
              id: createLocationId(makeToken()),
              name: suggestName(locations, "New location"),
            })
          }
        >
          <Plus aria-hidden size={14} /> Location
        </Button>
      </div>
      {locations.length === 0 && (
        <p className="rounded-md border border-dashed px-3 py-6 text-center text-text-2">
          None yet. Places of a script come here by themselves.
        </p>
      )}
      {locations.map((location) => (
        <LocationCard key={location.id} location={location} />
      ))}
    </section>
  )
}

function LocationCard({ location }: { readonly location: Location }) {
  const { session } = useWorkspace()
  const apply = useApply()
  const disabled = useEditRefusal() !== null
  const { id, name, words, setting } = location
  const usedIn = useStoryboard(session, ({ panels, scenes }) => {
    const sceneIds = new Set(
      scenes.filter((scene) => scene.locationId === id).map((scene) => scene.id),
    )
    return panels
      .filter((panel) =>
        panel.locationId === null ? sceneIds.has(panel.sceneId) : panel.locationId === id,
      )
      .map((panel) => ({ id: panel.id, number: panel.number }))
  })
  return (
    <article aria-label={name} className="rounded-md border bg-surface p-3">
      <div className="flex items-center gap-2">
        <div className="flex-1">
          <DraftField
            label="Name"
            heading
            value={name}
            maxLength={200}
            disabled={disabled}
            onChange={(next) => {
              if (next !== "") apply({ kind: "location.update", id, changes: { name: next } })
            }}
          />
        </div>
        <Field label="Setting" labelHidden>
          {(attributes) => (
            <Select
              id={attributes.id}
              label="Setting"
              className="w-32"
              value={setting ?? "unknown"}
              options={settingOptions}
              disabled={disabled}
              onChange={(value) =>
                apply({
                  kind: "location.update",
                  id,
                  changes: { setting: value === "unknown" ? null : value },
                })
              }
            />
          )}
        </Field>
        <IconButton
          label={`Delete ${name}`}
          icon={Trash2}
          disabled={disabled}
          onClick={() => apply({ kind: "location.delete", id })}
        />
      </div>
      <div className="mt-1.5">
        <DraftField
          label="What is always there"
          rows={2}
          value={words}
          maxLength={2000}
          disabled={disabled}
          onChange={(next) => apply({ kind: "location.update", id, changes: { words: next } })}
        />
      </div>
      <UsedIn panels={usedIn} />
    </article>
  )
}
