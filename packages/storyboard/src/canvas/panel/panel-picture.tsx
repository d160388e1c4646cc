import { findPicture, type Panel } from "@panelwright/core"
import { useEffect, useState } from "react"
import { useValue } from "tldraw"
import { useBoard } from "../board-context.ts"

/** A panel's picture, in the rendition that is sharp at the present zoom. */
export function PanelPicture({ panel }: { readonly panel: Panel }) {
  const { assetUrl } = useBoard()
  const width = useWidth()
  const picture = findPicture(panel)
  if (picture === null) return <span className="pw-panel-empty">{panel.number}</span>
  return <Picture url={assetUrl(picture.asset, width)} />
}

function Picture({ url }: { readonly url: string }) {
  return <img src={useDecoded(url)} alt="" draggable={false} decoding="async" />
}

function useWidth(): number | null {
  const { pictureWidth } = useBoard()
  const rest = useValue(pictureWidth.atRest)
  const [first] = useState(() => ({ rest, width: pictureWidth.getPassing() }))
  return rest === first.rest ? first.width : rest.width
}

/** The address to show: the one before until the new one can be painted at once, so that nothing flickers. */
function useDecoded(url: string): string {
  const [shown, setShown] = useState(url)
  useEffect(() => {
    if (url === shown) return
    let isStale = false
    const show = () => {
      if (!isStale) setShown(url)
    }
    const next = new Image()
    next.src = url
    next.decode().then(show, show)
    return () => {
      isStale = true
    }
  }, [url, shown])
  return shown
}
