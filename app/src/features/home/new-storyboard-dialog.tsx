import { commonAspectRatios, frameRates, toRatio, type FrameRateName } from "@panelwright/core"
import { FileText, X } from "lucide-react"
import { useState, type FormEvent } from "react"
import { useNavigate } from "react-router"
import { Button } from "../../ui/button.tsx"
import { Dialog } from "../../ui/dialog.tsx"
import { Field, TextArea, TextInput } from "../../ui/field.tsx"
import { IconButton } from "../../ui/icon-button.tsx"
import { Notice } from "../../ui/notice.tsx"
import { Segmented } from "../../ui/segmented.tsx"
import { Select } from "../../ui/select.tsx"
import { TooltipProvider } from "../../ui/tooltip.tsx"
import { storyboardPath } from "../workspace/paths.ts"
import { createFromScript } from "./create-from-script.ts"
import { describeImportFailure } from "./describe-import-failure.ts"
import { suggestTitle, type ScriptSource } from "./script-source.ts"

const frameRateOptions = (Object.keys(frameRates) as FrameRateName[]).map((value) => ({
  value,
  label: `${frameRates[value].label} fps`,
}))

const ratioOptions = commonAspectRatios.map((value) => ({
  value,
  label: value,
  content: (
    <span className="flex flex-col items-center gap-1 py-1">
      <span className="flex h-5 items-center">
        <span
          className="block rounded-[1px] border border-current"
          style={{
            width: Math.round(20 * Math.min(1.3, Math.sqrt(toRatio(value)))),
            aspectRatio: toRatio(value),
          }}
        />
      </span>
      {value}
    </span>
  ),
}))

export interface NewStoryboardDialogProps {
  readonly initial: ScriptSource | null
  readonly onClose: () => void
}

export function NewStoryboardDialog({ initial, onClose }: NewStoryboardDialogProps) {
  const navigate = useNavigate()
  const [title, setTitle] = useState(() => suggestTitle(initial))
  const [aspectRatio, setAspectRatio] = useState<(typeof commonAspectRatios)[number]>("16:9")
  const [frameRate, setFrameRate] = useState<FrameRateName>("24")
  const [script, setScript] = useState(initial)
  const [problem, setProblem] = useState<string | null>(null)
  const [working, setWorking] = useState(false)

  const handleSubmit = async (event: FormEvent) => {
    event.preventDefault()
    if (working) return
    setWorking(true)
    setProblem(null)
    const given = script?.kind === "text" && script.text.trim() === "" ? null : script
    const result = await createFromScript({
      title: title.trim() || suggestTitle(given) || "Untitled storyboard",
      aspectRatio,
      frameRate,
      script: given,
    })
    setWorking(false)
    if (result.ok) void navigate(storyboardPath(result.value.id))
    else setProblem(describeImportFailure(result.failure))
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="New storyboard"
      description="With a script it opens with its scenes, a first shot plan and a sketch in every panel."
      footer={
        <>
          <Button tone="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" form="new-storyboard" tone="primary" disabled={working}>
            {working ? "Reading the script…" : script ? "Storyboard it" : "Create"}
          </Button>
        </>
      }
    >
      <form
        id="new-storyboard"
        className="flex flex-col gap-4"
        onSubmit={(event) => void handleSubmit(event)}
      >
        {problem && <Notice kind="problem">{problem} What you gave is still here.</Notice>}
        <Field label="Title">
          {(attributes) => (
            <TextInput
              {...attributes}
              value={title}
              maxLength={200}
              placeholder={suggestTitle(script) || "Untitled storyboard"}
              onChange={(event) => setTitle(event.target.value)}
            />
          )}
        </Field>
        {script?.kind === "file" ? (
          <ScriptFile file={script.file} onRemove={() => setScript(null)} />
        ) : (
          <Field label="Script" hint="Fountain or plain text. Leave it empty to start with none.">
            {(attributes) => (
              <TextArea
                {...attributes}
                rows={9}
                spellCheck={false}
                className="font-script"
                value={script?.text ?? ""}
                placeholder={"INT. LAMP ROOM - NIGHT\n\nMara climbs the last steps."}
                onChange={(event) => setScript({ kind: "text", text: event.target.value })}
                onDrop={(event) => {
                  const file = event.dataTransfer.files[0]
                  if (!file) return
                  event.preventDefault()
                  event.stopPropagation()
                  setScript({ kind: "file", file })
                  if (title === "") setTitle(suggestTitle({ kind: "file", file }))
                }}
              />
            )}
          </Field>
        )}
        <div className="flex flex-col gap-1">
          <span className="text-xs font-medium text-text-2">Aspect ratio</span>
          <Segmented
            label="Aspect ratio"
            value={aspectRatio}
            options={ratioOptions}
            onChange={setAspectRatio}
          />
        </div>
        <Field label="Frame rate">
          {({ id }) => (
            <Select
              id={id}
              label="Frame rate"
              className="w-40"
              value={frameRate}
              options={frameRateOptions}
              onChange={setFrameRate}
            />
          )}
        </Field>
      </form>
    </Dialog>
  )
}

function ScriptFile({ file, onRemove }: { readonly file: File; readonly onRemove: () => void }) {
  return (
    <div className="flex items-center gap-3 rounded-md border bg-bg px-3 py-2">
      <FileText aria-hidden size={18} strokeWidth={1.5} className="text-text-2" />
      <div className="min-w-0 flex-1">
        <div className="truncate font-medium">{file.name}</div>
        <div className="text-xs text-text-3">{Math.max(1, Math.round(file.size / 1024))} kB</div>
      </div>
      <TooltipProvider>
        <IconButton label="Take another script" icon={X} onClick={onRemove} />
      </TooltipProvider>
    </div>
  )
}
