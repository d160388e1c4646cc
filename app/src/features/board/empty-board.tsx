import { FileUp, Plus } from "lucide-react"
import { useEffect, useRef, useState } from "react"
import { describeImportFailure } from "../home/describe-import-failure.ts"
import { importScript } from "../home/create-from-script.ts"
import type { ScriptSource } from "../home/script-source.ts"
import { Button } from "../../ui/button.tsx"
import { Notice } from "../../ui/notice.tsx"
import { createPanelBeside } from "../panel/panel-commands.ts"
import { makeToken } from "../workspace/make-token.ts"
import { useApply } from "../workspace/use-apply.ts"
import { useEditRefusal } from "../workspace/use-edit-refusal.ts"
import { useWorkspace } from "../workspace/workspace-context.tsx"

/** What to do with a storyboard that has no panels. */
export function EmptyBoard() {
  const { session, selection } = useWorkspace()
  const apply = useApply()
  const readOnly = useEditRefusal()
  const file = useRef<HTMLInputElement>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [working, setWorking] = useState(false)
  const start = async (source: ScriptSource) => {
    setWorking(true)
    setProblem(null)
    const result = await importScript(session.storyboardId, source)
    setWorking(false)
    if (!result.ok) setProblem(describeImportFailure(result.failure))
  }
  useEffect(() => {
    if (readOnly !== null) return
    const handlePaste = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData("text/plain") ?? ""
      const isField = event.target instanceof Element && event.target.closest("input, textarea")
      if (text.trim() === "" || isField) return
      event.preventDefault()
      event.stopImmediatePropagation()
      void start({ kind: "text", text })
    }
    // Before the canvas, which would put the words on the board as a text.
    addEventListener("paste", handlePaste, { capture: true })
    return () => removeEventListener("paste", handlePaste, { capture: true })
  })
  const add = () => {
    const { commands, panelId } = createPanelBeside(session.reader.read(), null, "after", makeToken)
    if (apply(...commands)) selection.set([panelId])
  }
  return (
    <div className="w-90 max-w-full text-center">
      <h2 className="text-lg font-semibold">No panels yet</h2>
      <p className="mt-1 text-text-2">
        {readOnly ?? "Paste a script anywhere here, choose a file, or add panels one by one."}
      </p>
      {problem && (
        <Notice kind="problem" className="mt-3 text-left">
          {problem}
        </Notice>
      )}
      {readOnly === null && (
        <div className="mt-4 flex justify-center gap-2">
          <input
            ref={file}
            type="file"
            hidden
            accept=".fountain,.txt,.text,.md,text/plain"
            onChange={(event) => {
              const chosen = event.target.files?.[0]
              event.target.value = ""
              if (chosen) void start({ kind: "file", file: chosen })
            }}
          />
          <Button tone="primary" disabled={working} onClick={() => file.current?.click()}>
            <FileUp aria-hidden size={14} /> {working ? "Reading the script…" : "Choose a script"}
          </Button>
          <Button onClick={add}>
            <Plus aria-hidden size={14} /> First panel
          </Button>
        </div>
      )}
    </div>
  )
}
