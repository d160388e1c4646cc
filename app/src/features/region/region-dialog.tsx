import { findPicture } from "@panelwright/core"
import { RegionEditor, type Region } from "@panelwright/storyboard"
import { Dialog as Primitive } from "radix-ui"
import { useRef, useState } from "react"
import { assetUrl } from "../../api/asset-url.ts"
import { describeApiFailure } from "../../api/describe-api-failure.ts"
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
          className="fixed inset-4 z-40 mx-auto flex max-w-360 flex-col overflow-hidden rounded-lg border border-line-strong bg-bg text-sm shadow-float outline-none md:inset-8"
        >
          <Primitive.Title className="sr-only">Region of panel {panel.number}</Primitive.Title>
          <div className="min-h-0 flex-1">
            <RegionEditor
              panelId={panel.id}
              panelNumber={panel.number}
              pictureUrl={assetUrl(picture.asset, 1280)}
              width={picture.width}
              height={picture.height}
              doneLabel="Refine the region"
              onRegion={setRegion}
              onDone={(drawn) => void run(drawn)}
              onCancel={() => setDialog(null)}
            >
              <form
                className="-order-1 basis-full"
                onSubmit={(event) => {
                  event.preventDefault()
                  void run(region)
                }}
              >
                <TextInput
                  ref={field}
                  size="large"
                  aria-label="What should change in the region"
                  placeholder={`Panel ${panel.number}, in the region: what should change?`}
                  value={instruction}
                  maxLength={4000}
                  disabled={working}
                  onChange={(event) => setInstruction(event.target.value)}
                />
              </form>
            </RegionEditor>
          </div>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}
