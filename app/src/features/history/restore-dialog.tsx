import type { Difference } from "@panelwright/core"
import { Button } from "../../ui/button.tsx"
import { Dialog } from "../../ui/dialog.tsx"
import { Notice } from "../../ui/notice.tsx"
import { describeDifferences } from "./describe-differences.ts"

export interface RestoreDialogProps {
  /** `Today 14:32`, or the name of a version. */
  readonly name: string
  /** From the present to what was. */
  readonly differences: readonly Difference[]
  readonly onRestore: () => void
  readonly onClose: () => void
}

const mostPhrases = 12

/** What restoring would change, before it does. */
export function RestoreDialog({ name, differences, onRestore, onClose }: RestoreDialogProps) {
  const phrases = describeDifferences(differences)
  const count = differences.filter(({ subject }) => subject !== "shot").length
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Restore the storyboard to ${name}?`}
      footer={
        <>
          <Button tone="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button tone="primary" disabled={count === 0} onClick={onRestore}>
            Restore storyboard
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {count === 0 ? (
          <p>It is the same as now: there is nothing to restore.</p>
        ) : (
          <>
            <p>
              {count} {count === 1 ? "thing goes" : "things go"} back:
            </p>
            <ul className="flex list-disc flex-col gap-0.5 pl-5 text-text-2">
              {phrases.slice(0, mostPhrases).map((phrase) => (
                <li key={phrase}>{phrase}</li>
              ))}
              {phrases.length > mostPhrases && <li>and {phrases.length - mostPhrases} more</li>}
            </ul>
          </>
        )}
        <Notice kind="information">
          This is a new change; nothing is lost. Undo takes it back in one step, the history keeps
          what is there now, and pictures that were made since stay with their panels. Comments stay
          as they are.
        </Notice>
      </div>
    </Dialog>
  )
}
