import { createCommentId, isOpen } from "@panelwright/core"
import { MapPin } from "lucide-react"
import { Button } from "../../ui/button.tsx"
import { CheckBox } from "../../ui/check-box.tsx"
import { Section, type PanelSectionProps } from "../panel/section.tsx"
import { makeToken } from "../workspace/make-token.ts"
import { useWorkspace } from "../workspace/workspace-context.tsx"
import { ApprovalButtons } from "./approval-buttons.tsx"
import { CommentField } from "./comment-field.tsx"
import { Thread } from "./comment-thread.tsx"
import { useCommentRefusal } from "./use-comment-refusal.ts"
import { useResolvedShown } from "./use-resolved-shown.ts"
import { useSend } from "./use-send.ts"

/** What is said of one panel, and whether it is approved. */
export function CommentsSection({ panel }: PanelSectionProps) {
  const { placingPin, setPlacingPin } = useWorkspace()
  const send = useSend()
  const refused = useCommentRefusal()
  const [resolvedShown, setResolvedShown] = useResolvedShown()
  const open = panel.comments.filter(isOpen)
  const settled = panel.comments.length - open.length
  const shown = resolvedShown ? panel.comments : open
  return (
    <Section title="Comments" summary={open.length === 0 ? undefined : `${open.length} open`}>
      {refused === null && <ApprovalButtons panel={panel} />}
      {shown.length > 0 && (
        <div className="flex flex-col gap-3 divide-y *:not-last:pb-3">
          {shown.map((thread) => (
            <Thread key={thread.id} panel={panel} thread={thread} />
          ))}
        </div>
      )}
      {panel.comments.length === 0 && refused !== null && (
        <p className="text-xs text-text-3">Nothing has been said about this panel.</p>
      )}
      {settled > 0 && (
        <CheckBox
          label={`Show ${settled} resolved`}
          checked={resolvedShown}
          onChange={setResolvedShown}
        />
      )}
      {refused === null && (
        <>
          <CommentField
            key={panel.id}
            label="Comment on the whole panel"
            placeholder="Comment, @ mentions"
            action="Comment"
            onSend={(words) =>
              send({
                kind: "comment.create",
                id: createCommentId(makeToken()),
                panelId: panel.id,
                words,
              })
            }
          />
          <Button
            size="small"
            className="self-start"
            aria-pressed={placingPin}
            onClick={() => setPlacingPin(!placingPin)}
          >
            <MapPin aria-hidden size={13} /> Put a pin on the picture
          </Button>
        </>
      )}
    </Section>
  )
}
