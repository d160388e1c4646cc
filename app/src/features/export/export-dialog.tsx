import { toRatio } from "@panelwright/core"
import { problemSchema } from "@panelwright/core/protocol"
import { useStoryboard } from "@panelwright/storyboard/connection"
import { Download } from "lucide-react"
import { useState } from "react"
import { Button } from "../../ui/button.tsx"
import { CheckBox } from "../../ui/check-box.tsx"
import { Dialog } from "../../ui/dialog.tsx"
import { Field, TextInput } from "../../ui/field.tsx"
import { Notice } from "../../ui/notice.tsx"
import { Segmented } from "../../ui/segmented.tsx"
import { Select } from "../../ui/select.tsx"
import { useStoredState } from "../workspace/use-stored-state.ts"
import { useWorkspace } from "../workspace/workspace-context.tsx"
import { PagePreview } from "./page-preview.tsx"
import {
  formatPdfAddress,
  papers,
  pdfGrids,
  suggestPdfOptions,
  wordOptions,
  type PdfOptions,
} from "./pdf-options.ts"

export function ExportDialog() {
  const { session, setDialog, boardView } = useWorkspace()
  const { ratio, panelCount, title } = useStoryboard(session, ({ settings, panels }) => ({
    ratio: toRatio(settings.aspectRatio),
    panelCount: panels.length,
    title: settings.title,
  }))
  const [options, setOptions] = useState(() => suggestPdfOptions(ratio))
  const [problem, setProblem] = useState<string | null>(null)
  const [working, setWorking] = useState(false)
  const [, setExported] = useStoredState("exported", "no")
  const change = (changes: Partial<PdfOptions>) => setOptions({ ...options, ...changes })

  const handleExport = async () => {
    setWorking(true)
    setProblem(null)
    await boardView.get().canvas?.flushInk()
    const failure = await download(formatPdfAddress(session.storyboardId, options), title)
    setWorking(false)
    if (failure !== null) {
      setProblem(failure)
      return
    }
    setExported("yes")
    setDialog(null)
  }
  return (
    <Dialog
      open
      onOpenChange={() => setDialog(null)}
      title="Export as PDF"
      description="Number, picture with its drawing, camera, words and time of every panel."
      footer={
        <>
          <span className="flex-1 text-xs text-text-3">
            {panelCount} {panelCount === 1 ? "panel" : "panels"}
          </span>
          <Button tone="quiet" onClick={() => setDialog(null)}>
            Cancel
          </Button>
          <Button
            tone="primary"
            disabled={working || panelCount === 0}
            onClick={() => void handleExport()}
          >
            <Download aria-hidden size={14} /> {working ? "Making the PDF…" : "Download PDF"}
          </Button>
        </>
      }
    >
      <div className="grid gap-6 sm:grid-cols-[1fr_200px]">
        <div className="flex flex-col gap-4">
          {problem && <Notice kind="problem">{problem}</Notice>}
          {panelCount === 0 && (
            <Notice kind="information">There are no panels to print yet.</Notice>
          )}
          <Field label="Paper">
            {() => (
              <Segmented
                label="Paper"
                value={options.paper}
                options={papers}
                onChange={(paper) => change({ paper })}
              />
            )}
          </Field>
          <Field label="Layout, columns × rows">
            {({ id }) => (
              <Select
                id={id}
                label="Layout"
                value={options.grid}
                options={pdfGrids}
                onChange={(grid) => change({ grid })}
              />
            )}
          </Field>
          <fieldset className="flex flex-col gap-1.5">
            <legend className="mb-1 text-xs font-medium text-text-2">
              Words under the picture
            </legend>
            <div className="grid grid-cols-2 gap-1.5">
              {wordOptions.map(({ field, label }) => (
                <CheckBox
                  key={field}
                  label={label}
                  checked={options[field]}
                  onChange={(checked) => change({ [field]: checked })}
                />
              ))}
            </div>
          </fieldset>
          <CheckBox
            label="Every scene starts a page"
            checked={options.sceneStartsPage}
            onChange={(sceneStartsPage) => change({ sceneStartsPage })}
          />
          <Field label="Footer">
            {(attributes) => (
              <TextInput
                {...attributes}
                maxLength={200}
                placeholder="Company, confidentiality line"
                value={options.footer}
                onChange={(event) => change({ footer: event.target.value })}
              />
            )}
          </Field>
        </div>
        <PagePreview options={options} ratio={ratio} />
      </div>
    </Dialog>
  )
}

/** Fetches the file and hands it to the browser's downloads. Gives the reason where there is no file. */
async function download(address: string, title: string): Promise<string | null> {
  const response = await fetch(address).catch(() => null)
  if (!response) return "The server can't be reached. Try again when you are connected."
  if (!response.ok) {
    const problem = problemSchema.safeParse(await response.json().catch(() => null))
    return problem.data?.detail ?? "The PDF could not be made. Nothing was changed; try again."
  }
  const url = URL.createObjectURL(await response.blob())
  const named = /filename="([^"]+)"/.exec(response.headers.get("content-disposition") ?? "")
  const link = document.createElement("a")
  link.href = url
  link.download = named?.[1] ?? `${title}.pdf`
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
  return null
}
