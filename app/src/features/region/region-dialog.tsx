import { findPicture } from "@panelwright/core"
import { RegionEditor, type Marked } from "@panelwright/storyboard"
import { Dialog as Primitive } from "radix-ui"
import { useRef, useState } from "react"
import { assetUrl } from "../../api/asset-url.ts"
import { TextInput } from "../../ui/field.tsx"
import { announce } from "../../ui/toaster.tsx"
import { useSelectedPanels, useWorkspace } from "../workspace/workspace-context.tsx"
import { useDrawingRefusal } from "./use-drawing-refusal.ts"
import { usePrice, withPrice } from "../generation/use-desk.ts"
import { useMarkedEdit } from "./use-marked-edit.ts"
import { usePictureObjects } from "./use-picture-objects.ts"

const describeWish = (number: string, marked: Marked | null, follows: boolean): string => {
  const [name] = marked?.names ?? []
  if (marked?.drawing && follows) return `Panel ${number}: anything to say about the drawing?`
  return `Panel ${number}, ${name ?? "in the region"}: what should change?`
}

/** Mark where the picture may change or draw what should be there, say what, and the rest stays to the pixel. */
export function RegionDialog() {
  const { setDialog } = useWorkspace()
  const cannotFollow = useDrawingRefusal()
  const [panel] = useSelectedPanels()
  const picture = panel ? findPicture(panel) : null
  const objects = usePictureObjects(picture?.id ?? null)
  const edit = useMarkedEdit()
  const price = usePrice()
  const cost = price({ operation: "edit" })
  const [marked, setMarked] = useState<Marked | null>(null)
  const [instruction, setInstruction] = useState("")
  const [working, setWorking] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  if (!panel || !picture) return null
  const follows = cannotFollow === null
  const needsWords = !(marked?.drawing && follows)

  const run = async (left: Marked | null) => {
    const words = instruction.trim()
    if (working) return
    if (left === null) {
      announce("information", "Mark the region first.")
      return
    }
    if (words === "" && needsWords) {
      field.current?.focus()
      return
    }
    setWorking(true)
    const ordered = await edit(panel.id, left, words)
    setWorking(false)
    if (ordered) setDialog(null)
  }
  return (
    <Primitive.Root open onOpenChange={() => setDialog(null)}>
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-40 bg-black/70" />
        <Primitive.Content
          aria-describedby={undefined}
          onOpenAutoFocus={(event) => {
            event.preventDefault()
            if (event.target instanceof HTMLElement)
              event.target.querySelector<HTMLElement>(".pw-region-picture")?.focus()
          }}
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
              objects={objects}
              draws
              doneLabel={
                marked?.drawing && marked.region === null
                  ? "Follow my drawing"
                  : "Refine the region"
              }
              onMarked={setMarked}
              onDone={(left) => void run(left)}
              onCancel={() => setDialog(null)}
            >
              <form
                className="-order-1 flex basis-full flex-col gap-1"
                onSubmit={(event) => {
                  event.preventDefault()
                  void run(marked)
                }}
              >
                <TextInput
                  ref={field}
                  size="large"
                  aria-label="What should change in the region"
                  placeholder={describeWish(panel.number, marked, follows)}
                  value={instruction}
                  maxLength={4000}
                  disabled={working}
                  onChange={(event) => setInstruction(event.target.value)}
                />
                {cost !== "" && (
                  <p className="text-xs text-text-3">{withPrice("One picture", cost)}</p>
                )}
                {marked?.drawing && !follows && (
                  <p role="status" className="text-xs text-warn">
                    {cannotFollow} Say in words what should change; the drawing is kept with the
                    picture for providers that can.
                  </p>
                )}
              </form>
            </RegionEditor>
          </div>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}
