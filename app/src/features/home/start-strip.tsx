import { FileUp, PanelsTopLeft, Plus } from "lucide-react"
import { useRef, type ClipboardEvent } from "react"
import { Link } from "react-router"
import { Button, buttonStyle } from "../../ui/button.tsx"
import type { ScriptSource } from "./script-source.ts"

export interface StartStripProps {
  readonly samplePath: string | null
  readonly onStart: (source: ScriptSource | null) => void
}

/** The first thing to do here: give a script. */
export function StartStrip({ samplePath, onStart }: StartStripProps) {
  const file = useRef<HTMLInputElement>(null)
  const handlePaste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData("text/plain")
    if (text.trim() === "") return
    event.preventDefault()
    onStart({ kind: "text", text })
  }
  return (
    <section
      aria-label="Start a storyboard"
      className="grid overflow-hidden rounded-lg border bg-surface md:grid-cols-[1fr_auto]"
    >
      <textarea
        aria-label="Paste a script"
        rows={3}
        spellCheck={false}
        onPaste={handlePaste}
        onChange={(event) => {
          const text = event.target.value
          event.target.value = ""
          onStart({ kind: "text", text })
        }}
        placeholder={
          "INT. LAMP ROOM - NIGHT\n\nPaste a script here, or drop a file anywhere on this page."
        }
        className="min-h-25 resize-none bg-transparent px-5 py-4 font-script text-base leading-5 placeholder:text-text-3 focus-visible:-outline-offset-2"
      />
      <div className="flex flex-row flex-wrap items-stretch gap-2 border-t p-4 md:w-52 md:flex-col md:border-t-0 md:border-l">
        <input
          ref={file}
          type="file"
          hidden
          accept=".fountain,.txt,.text,.md,text/plain"
          onChange={(event) => {
            const chosen = event.target.files?.[0]
            event.target.value = ""
            if (chosen) onStart({ kind: "file", file: chosen })
          }}
        />
        <Button tone="primary" className="h-8" onClick={() => file.current?.click()}>
          <FileUp aria-hidden size={15} /> Choose a script
        </Button>
        <Button className="h-8" onClick={() => onStart(null)}>
          <Plus aria-hidden size={15} /> New storyboard
        </Button>
        {samplePath && (
          <Link to={samplePath} className={`${buttonStyle("quiet")} h-8`}>
            <PanelsTopLeft aria-hidden size={15} /> Open the sample
          </Link>
        )}
      </div>
    </section>
  )
}
