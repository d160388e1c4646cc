import {
  panelIdSchema,
  panelWordFields,
  type Panel,
  type PanelId,
  type PanelWordField,
  type Storyboard,
} from "@panelwright/core"
import { getRoots } from "@panelwright/document"
import { useCallback, useEffect, useState } from "react"
import { Button } from "../../ui/button.tsx"
import { Dialog } from "../../ui/dialog.tsx"
import { TextArea } from "../../ui/field.tsx"
import { announce } from "../../ui/toaster.tsx"
import { useApply } from "../workspace/use-apply.ts"
import { useWorkspace } from "../workspace/workspace-context.tsx"
import { restorePanel } from "./restore-panel.ts"

interface Rescued {
  readonly panel: Panel
  readonly before: Storyboard
  readonly field: PanelWordField
  readonly words: string
  readonly caret: number
}

interface OpenField {
  readonly panelId: PanelId
  readonly field: PanelWordField
  readonly element: HTMLTextAreaElement
}

/** The words of a panel that this person is writing in now. */
function findOpenField(): OpenField | null {
  const element = document.activeElement
  if (!(element instanceof HTMLTextAreaElement)) return null
  const [id, name] = (element.dataset["sharedText"] ?? element.dataset["words"] ?? "").split("/")
  const panelId = panelIdSchema.safeParse(id)
  const field = panelWordFields.find((candidate) => candidate === name)
  return panelId.success && field ? { panelId: panelId.data, field, element } : null
}

/**
 * Panels in hand that somebody else deletes are told of. Words that were being written stay in hand: the keys that
 * follow go into them, and not to shortcuts of whatever is under the hand then.
 */
export function RescuedWords() {
  const { session, selection } = useWorkspace()
  const [rescued, setRescued] = useState<Rescued | null>(null)
  useEffect(() => {
    const { panels } = getRoots(session.doc)
    let before = session.reader.read()
    const handlePanels: Parameters<typeof panels.observe>[0] = ({ keysChanged }, { local }) => {
      if (local) return
      const gone = before.panels.filter(({ id }) => keysChanged.has(id) && !panels.has(id))
      if (gone.length === 0) return
      const open = findOpenField()
      const written = gone.find(({ id }) => id === open?.panelId)
      const held = gone.filter(({ id }) => selection.get().includes(id))
      if (open && written) {
        const { field, element } = open
        const { value: words, selectionStart: caret } = element
        setRescued({ panel: written, before, field, words, caret })
      } else if (held.length > 0) announce("information", describeGone(held))
      selection.set(selection.get().filter((id) => !gone.some((panel) => panel.id === id)))
    }
    panels.observe(handlePanels)
    // The reader tells of a change while the panels do, and in which order is not ours to know.
    const stop = session.reader.observe(() =>
      queueMicrotask(() => {
        before = session.reader.read()
      }),
    )
    return () => {
      panels.unobserve(handlePanels)
      stop()
    }
  }, [session, selection])
  return rescued && <RescueDialog rescued={rescued} onClose={() => setRescued(null)} />
}

const describeGone = (panels: readonly Panel[]) =>
  panels.length === 1
    ? `Panel ${panels[0]?.number ?? ""} was deleted by somebody else.`
    : `${panels.length} of the panels in your hand were deleted by somebody else.`

function RescueDialog(props: { readonly rescued: Rescued; readonly onClose: () => void }) {
  const { rescued, onClose } = props
  const { panel, before, field } = rescued
  const { session, selection, setInspectorOpen } = useWorkspace()
  const apply = useApply()
  const [words, setWords] = useState(rescued.words)
  /** Where it was in the field, before the focus comes. */
  const placeCaret = useCallback(
    (area: HTMLTextAreaElement | null) => area?.setSelectionRange(rescued.caret, rescued.caret),
    [rescued],
  )

  const restore = () => {
    const now = session.reader.read()
    if (!apply(...restorePanel(panel, before, now, { field, words }))) return
    selection.set([panel.id])
    setInspectorOpen(true)
    onClose()
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      width="small"
      title={`Panel ${panel.number} was deleted`}
      description="Somebody else deleted it while you were writing in it. Your words are here."
      footer={
        <>
          <Button onClick={() => void navigator.clipboard.writeText(words)}>Copy the words</Button>
          <Button tone="primary" onClick={restore}>
            Bring the panel back
          </Button>
        </>
      }
    >
      <TextArea
        ref={placeCaret}
        aria-label="Your words"
        rows={6}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
    </Dialog>
  )
}
