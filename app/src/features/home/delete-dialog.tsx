import type { StoryboardSummary } from "@panelwright/core/protocol"
import { useFetcher } from "react-router"
import { Button } from "../../ui/button.tsx"
import { Dialog } from "../../ui/dialog.tsx"

export interface DeleteDialogProps {
  readonly storyboard: StoryboardSummary
  readonly onClose: () => void
}

export function DeleteDialog({ storyboard, onClose }: DeleteDialogProps) {
  const fetcher = useFetcher()
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      width="small"
      title={`Delete “${storyboard.title}”?`}
      description="Everybody who works on it loses it at once. Pictures that other storyboards use stay."
      footer={
        <>
          <Button tone="quiet" onClick={onClose}>
            Keep it
          </Button>
          <Button
            tone="danger"
            onClick={() => {
              void fetcher.submit({ id: storyboard.id }, { method: "post", action: "/?index" })
              onClose()
            }}
          >
            Delete storyboard
          </Button>
        </>
      }
    >
      <p className="text-text-2">
        {storyboard.panelCount} {storyboard.panelCount === 1 ? "panel" : "panels"}
      </p>
    </Dialog>
  )
}
