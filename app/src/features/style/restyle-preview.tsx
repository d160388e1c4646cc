import type { OutOfStyle, PanelId } from "@panelwright/core"
import { useEffect, useRef, useState } from "react"
import { assetUrl } from "../../api/asset-url.ts"
import { Button } from "../../ui/button.tsx"
import { createTurn } from "../generation/generations.ts"
import { usePrice, withPrice } from "../generation/use-desk.ts"
import { useGenerate } from "../generation/use-generate.ts"
import { useWorkspace } from "../workspace/workspace-context.tsx"
import { NewPicture } from "./new-picture.tsx"
import { useOrderedPictures } from "./use-ordered-pictures.ts"

export interface RestylePreviewProps {
  /** What is drawn first, as it was when it was asked for. */
  readonly panels: readonly OutOfStyle[]
  /** All that is out of style now and may be changed. */
  readonly stale: readonly PanelId[]
  readonly onClose: () => void
}

/** The first three in the new style beside what they are, before the rest is drawn; all of it is one step of undo. */
export function RestylePreview({ panels, stale, onClose }: RestylePreviewProps) {
  const { generations } = useWorkspace()
  const generate = useGenerate()
  const price = usePrice()
  const { pictures, failed, order } = useOrderedPictures()
  const [running, setRunning] = useState(false)
  const asked = useRef(false)
  useEffect(() => {
    if (asked.current) return
    asked.current = true
    void order({
      panelIds: panels.map(({ panel }) => panel.id),
      operation: "edit",
      landing: "beside",
      name: "New style",
    })
  }, [order, panels])
  const drawn = panels.flatMap(({ panel }) => {
    const picture = pictures.get(panel.id)
    return picture ? [{ panelId: panel.id, variantId: picture.id }] : []
  })
  const rest = stale.filter((id) => !panels.some(({ panel }) => panel.id === id))
  const isDone = drawn.length + failed.size >= panels.length

  const run = async () => {
    setRunning(true)
    const turn = createTurn()
    generations.keep(drawn, turn)
    const taken = rest.length === 0 || (await generate({ panelIds: rest, operation: "edit", turn }))
    setRunning(false)
    if (taken) onClose()
  }

  return (
    <div className="mt-2 border-t pt-3" aria-live="polite">
      <ul className="grid gap-3 sm:grid-cols-3">
        {panels.map(({ panel, picture }) => (
          <li key={panel.id}>
            <p className="text-xs text-text-2">Panel {panel.number}</p>
            <img
              src={assetUrl(picture.asset, 320)}
              alt={`Panel ${panel.number} now`}
              className="mt-1 w-full rounded-sm border opacity-80"
            />
            <NewPicture
              label={`Panel ${panel.number} in the new style`}
              ratio={picture.width / picture.height}
              asset={pictures.get(panel.id)?.asset ?? null}
              failed={failed.has(panel.id)}
            />
          </li>
        ))}
      </ul>
      <div className="mt-3 flex flex-wrap items-center justify-end gap-2">
        <span className="basis-full text-xs text-text-3">
          {isDone
            ? "The new ones wait among the pictures of these panels, whatever you choose."
            : "Drawing the first three in the new style …"}
        </span>
        <Button onClick={onClose}>Not yet</Button>
        <Button
          tone="primary"
          disabled={!isDone || running || (drawn.length === 0 && rest.length === 0)}
          onClick={() => void run()}
        >
          {rest.length === 0
            ? `Take ${drawn.length === 1 ? "it" : `these ${drawn.length}`}`
            : withPrice(
                `Take these and restyle the other ${rest.length}`,
                price({ operation: "edit", pictures: rest.length }),
              )}
        </Button>
      </div>
    </div>
  )
}
