import type { HistoryPoint, Version } from "@panelwright/core"
import { formatPoint, versionSchema } from "@panelwright/core"
import { useState } from "react"
import { apiRequest } from "../../api/api-request.ts"
import { describeApiFailure } from "../../api/describe-api-failure.ts"
import { Button } from "../../ui/button.tsx"
import { Dialog } from "../../ui/dialog.tsx"
import { Field, TextArea, TextInput } from "../../ui/field.tsx"

export interface VersionDialogProps {
  readonly storyboardId: string
  /** The one to rename, or the state to name. */
  readonly subject: Version | HistoryPoint
  readonly onDone: (version: Version) => void
  readonly onClose: () => void
}

export function VersionDialog({ storyboardId, subject, onDone, onClose }: VersionDialogProps) {
  const present = "name" in subject ? subject : null
  const [name, setName] = useState(present?.name ?? "")
  const [note, setNote] = useState(present?.note ?? "")
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const path = `/storyboards/${storyboardId}/versions`

  const save = async () => {
    setBusy(true)
    const result = await apiRequest({
      method: present ? "PATCH" : "POST",
      path: present ? `${path}/${present.id}` : path,
      body: { name, note, ...("kind" in subject && { point: formatPoint(subject) }) },
      answer: versionSchema,
    })
    setBusy(false)
    if (result.ok) onDone(result.value)
    else setProblem(describeApiFailure(result.failure))
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      width="small"
      title={present ? "Rename the version" : "Name this version"}
      description={present ? undefined : "It is kept whole, for as long as the storyboard is."}
      footer={
        <>
          <Button tone="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button tone="primary" type="submit" form="version" disabled={busy || name.trim() === ""}>
            {present ? "Rename" : "Name version"}
          </Button>
        </>
      }
    >
      <form
        id="version"
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <Field label="Name" error={problem}>
          {(attributes) => (
            <TextInput
              {...attributes}
              value={name}
              maxLength={120}
              required
              placeholder="First pass"
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Field label="Note">
          {(attributes) => (
            <TextArea
              {...attributes}
              value={note}
              rows={3}
              maxLength={2000}
              onChange={(event) => setNote(event.target.value)}
            />
          )}
        </Field>
      </form>
    </Dialog>
  )
}
