import type { SharedTextName } from "@panelwright/core/protocol"
import { useCallback, useEffect, useRef, type RefObject } from "react"
import { classNames } from "../../ui/class-names.ts"
import { RemoteCarets, useOtherCarets } from "./remote-carets.tsx"
import type { SharedText } from "./use-shared-text.ts"

export interface WordsCaretsProps {
  readonly text: SharedText
  readonly name: SharedTextName
  readonly area: RefObject<HTMLTextAreaElement | null>
  /** What decides where lines break, the same as the field's. */
  readonly textStyle: string
}

/** Others' carets over a field; nothing is there while nobody else writes in it. */
export function WordsCarets(props: WordsCaretsProps) {
  const carets = useOtherCarets(props.name)
  return carets.length > 0 && <ShownCarets {...props} carets={carets} />
}

function ShownCarets({
  text,
  area,
  textStyle,
  carets,
}: WordsCaretsProps & { readonly carets: ReturnType<typeof useOtherCarets> }) {
  const mirror = useRef<HTMLDivElement>(null)
  const prepareMirror = useCallback(() => {
    if (mirror.current === null || area.current === null) return null
    // A letter without width: the last line is set though nothing stands on it yet.
    const words = `${area.current.value}\u200B`
    if (mirror.current.textContent !== words) mirror.current.textContent = words
    mirror.current.style.top = `${-area.current.scrollTop}px`
    return mirror.current
  }, [area])
  useEffect(() => {
    const element = area.current
    const handleScroll = () => void prepareMirror()
    element?.addEventListener("scroll", handleScroll, { passive: true })
    return () => element?.removeEventListener("scroll", handleScroll)
  }, [area, prepareMirror])
  return (
    <>
      <div aria-hidden className="pointer-events-none absolute inset-0 overflow-hidden">
        <div
          ref={mirror}
          className={classNames(
            "absolute inset-x-0 border border-transparent wrap-break-word whitespace-pre-wrap text-transparent",
            textStyle,
          )}
        />
      </div>
      <RemoteCarets text={text} carets={carets} prepareMirror={prepareMirror} />
    </>
  )
}
