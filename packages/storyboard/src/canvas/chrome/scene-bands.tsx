import { formatSecondsAndFrames } from "@panelwright/core"
import { memo } from "react"
import { useValue } from "tldraw"
import { useStoryboard } from "../../connection/hooks.ts"
import { useObservable } from "../../connection/use-observable.ts"
import type { Band } from "../arrangement/arrange-board.ts"
import { useBoard } from "../board-context.ts"

/** The scenes behind their panels: number, heading and length, readable from afar in the margin. */
export function SceneBands() {
  const board = useBoard()
  const { bands } = useObservable(board.arrangement)
  const mode = useObservable(board.mode)
  const onStage = useValue(
    "bands on stage",
    () => {
      const { minY, maxY } = board.stage.get()
      return bands.filter(({ y, height }) => y < maxY && y + height > minY)
    },
    [board, bands],
  )
  if (mode !== "arranged") return null
  return onStage.map((band) => <SceneBand key={band.sceneId} band={band} />)
}

const SceneBand = memo(function SceneBand({ band }: { readonly band: Band }) {
  const { session } = useBoard()
  const frameRate = useStoryboard(session, (storyboard) => storyboard.settings.frameRate)
  const { x, y, width, height } = band
  const duration = formatSecondsAndFrames(band.durationFrames, frameRate)
  const count = band.panels.length === 1 ? "1 panel" : `${band.panels.length} panels`
  const words = (
    <>
      <span className="pw-band-number" data-provisional={band.provisional}>
        {band.number}
      </span>
      <span className="pw-band-heading">
        {band.heading === "" ? "Untitled scene" : band.heading}
      </span>
    </>
  )
  return (
    <div className="pw-band" style={{ left: x, top: y, width, height }}>
      <div className="pw-band-header">
        {words}
        <span className="pw-band-count">{count}</span>
        <span className="pw-band-time">{duration}</span>
      </div>
      <div className="pw-band-margin">
        <div>
          {words}
          <span className="pw-band-time">{duration}</span>
        </div>
      </div>
    </div>
  )
})
