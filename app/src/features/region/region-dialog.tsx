import { findPicture } from "@panelwright/core"
import { RegionEditor, type Region } from "@panelwright/storyboard"
import { Dialog as Primitive } from "radix-ui"
import { useRef, useState } from "react"
import { assetUrl } from "../../api/asset-url.ts"
import { describeApiFailure } from "../../api/describe-api-failure.ts"
import { Button } from "../../ui/button.tsx"
import { TextInput } from "../../ui/field.tsx"
import { announce } from "../../ui/toaster.tsx"
import { uploadAsset } from "../generation/upload-asset.ts"
import { useGenerate } from "../generation/use-generate.ts"
import { useSelectedPanels, useWorkspace } from "../workspace/workspace-context.tsx"

/** Draw where the picture may change, say what, and everything else stays to the pixel. */
export function RegionDialog() {
  const { session, setDialog } = useWorkspace()
  const [panel] = useSelectedPanels()
  const generate = useGenerate()
  const [region, setRegion] = useState<Region | null>(null)
  const [instruction, setInstruction] = useState("")
  const [working, setWorking] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const picture = panel && findPicture(panel)
  if (!panel || !picture) return null

  const run = async (drawn: Region | null) => {
    const words = instruction.trim()
    if (working) return
    if (drawn === null) {
      announce("information", "Draw the region first.")
      return
    }
    if (words === "") {
      field.current?.focus()
      return
    }
    setWorking(true)
    const mask = await uploadAsset(drawn.maskBlob, session.storyboardId)
    if (!mask.ok) {
      announce("problem", describeApiFailure(mask.failure))
      setWorking(false)
      return
    }
    const ordered = await generate({
      panelIds: [panel.id],
      operation: "edit",
      instruction: words,
      mask: mask.value.id,
    })
    setWorking(false)
    if (ordered) setDialog(null)
  }
  return (
    <Primitive.Root open onOpenChange={() => setDialog(null)}>
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-40 bg-black/70" />
        <Primitive.Content
          aria-describedby={undefined}
          onEscapeKeyDown={(event) => event.preventDefault()}
          className="fixed inset-4 z-40 mx-auto flex max-w-360 flex-col rounded-lg border border-line-strong bg-surface p-4 text-sm shadow-float outline-none md:inset-8"
        >
          <Primitive.Title className="mb-3 shrink-0 text-lg font-semibold">
            Region of panel {panel.number}
          </Primitive.Title>
          <div className="min-h-0 flex-1">
            <RegionEditor
              panelId={panel.id}
              panelNumber={panel.number}
              pictureUrl={assetUrl(picture.asset, 1920)}
              width={picture.width}
              height={picture.height}
              onRegion={setRegion}
              onDone={(drawn) => void run(drawn)}
              onCancel={() => setDialog(null)}
            >
              <form
                className="flex gap-2"
                onSubmit={(event) => {
                  event.preventDefault()
                  void run(region)
                }}
              >
                <TextInput
                  ref={field}
                  aria-label="What should change in the region"
                  placeholder={`Panel ${panel.number}, in the region: what should change?`}
                  value={instruction}
                  maxLength={4000}
                  onChange={(event) => setInstruction(event.target.value)}
                />
                <Button
                  type="submit"
                  tone="primary"
                  className="h-8"
                  disabled={working || region === null || instruction.trim() === ""}
                >
                  Refine the region
                </Button>
              </form>
            </RegionEditor>
          </div>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}
