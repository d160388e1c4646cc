import { maxScriptLength, parseFountain } from "@panelwright/core"
import { scriptTextName } from "@panelwright/core/protocol"
import { getRoots } from "@panelwright/document"
import { useStoryboard } from "@panelwright/storyboard/connection"
import { useCallback, useDeferredValue, useMemo, useRef } from "react"
import { classNames } from "../../ui/class-names.ts"
import { announce } from "../../ui/toaster.tsx"
import { importScript } from "../home/create-from-script.ts"
import { describeImportFailure } from "../home/describe-import-failure.ts"
import { scrollToTop, useViewport, type ScrolledView } from "../together/use-viewport.ts"
import { joinRefs } from "../words/join-refs.ts"
import { RemoteCarets, useOtherCarets } from "../words/remote-carets.tsx"
import { useOwnCaret } from "../words/use-own-caret.ts"
import { useSharedText } from "../words/use-shared-text.ts"
import { useEditRefusal } from "../workspace/use-edit-refusal.ts"
import { useWorkspace } from "../workspace/workspace-context.tsx"
import { cutScript } from "./passages.ts"
import { SceneOutline } from "./scene-outline.tsx"
import { ScriptMargin } from "./script-margin.tsx"
import { ScriptMirror } from "./script-mirror.tsx"
import { textStyle } from "./text-style.ts"

const listSpans = (scroller: HTMLElement) => [
  ...scroller.querySelectorAll<HTMLElement>("[data-from]"),
]

/** The first words in sight: passages follow each other, so half of those left can be passed over each time. */
const scriptView: ScrolledView = {
  measure(scroller) {
    const { top } = scroller.getBoundingClientRect()
    const spans = listSpans(scroller)
    let [low, high] = [0, spans.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((spans[middle]?.getBoundingClientRect().bottom ?? top) <= top) low = middle + 1
      else high = middle
    }
    const from = Number(spans[low]?.dataset["from"])
    return Number.isSafeInteger(from) ? { kind: "words", at: from } : null
  },
  show(scroller, viewport) {
    if (viewport.kind !== "words") return
    const span = listSpans(scroller).findLast(
      ({ dataset }) => Number(dataset["from"]) <= viewport.at,
    )
    if (viewport.at === 0) scroller.scrollTop = 0
    else if (span) scrollToTop(scroller, span)
  },
}

export function ScriptView() {
  const { session, selection } = useWorkspace()
  const script = useStoryboard(session, (state) => state.script)
  const panels = useStoryboard(session, (state) => state.panels)
  const readOnly = useEditRefusal() !== null
  const text = useMemo(() => getRoots(session.doc).script, [session])
  const sharedText = useSharedText(text, { origin: session.origin, readOnly })
  const ownCaret = useOwnCaret(text, scriptTextName, readOnly)
  const area = useMemo(
    () => joinRefs<HTMLTextAreaElement>(sharedText, ownCaret),
    [sharedText, ownCaret],
  )
  const carets = useOtherCarets(scriptTextName)
  const scroller = useViewport(scriptView)
  const mirror = useRef<HTMLDivElement>(null)
  const findMirror = useCallback(() => mirror.current, [])
  const later = useDeferredValue(script)
  const stretches = useMemo(() => cutScript(parseFountain(later), later, panels), [later, panels])
  const bare = stretches.filter(({ uncovered }) => uncovered).length
  /** A whole script pasted into an empty storyboard is there to be storyboarded. */
  const isEmpty = script === "" && panels.length === 0
  const storyboardIt = async (pasted: string) => {
    const result = await importScript(session.storyboardId, { kind: "text", text: pasted })
    if (!result.ok) announce("problem", describeImportFailure(result.failure))
  }
  return (
    <div className="absolute inset-0 flex flex-col">
      <header className="flex h-10 shrink-0 items-center gap-3 border-b px-4 text-text-2">
        <h2 className="font-semibold text-text">Script</h2>
        <span className="flex-1 truncate text-xs">
          Fountain. Everybody writes in the same text; panels keep to their words.
        </span>
        {bare > 0 && (
          <span className="flex items-center gap-1.5 text-xs whitespace-nowrap">
            <span aria-hidden className="h-3 w-0 border-l-2 border-dashed border-warn" />
            {bare} {bare === 1 ? "passage" : "passages"} without a panel
          </span>
        )}
      </header>
      <div className="flex min-h-0 flex-1">
        <SceneOutline mirror={mirror} />
        <div ref={scroller} className="min-h-0 min-w-0 flex-1 overflow-y-auto" data-script-scroll>
          <div className="mx-auto flex w-fit max-w-full">
            <div className="relative grid w-[640px] max-w-full min-w-0 shrink">
              <ScriptMirror ref={mirror} text={later} stretches={stretches} />
              <textarea
                ref={area}
                aria-label="Script"
                data-shared-text={scriptTextName}
                spellCheck={false}
                maxLength={maxScriptLength}
                readOnly={readOnly}
                placeholder={"INT. LAMP ROOM - NIGHT\n\nMara climbs the last steps."}
                onBlur={() => session.undo.finishStep()}
                onClick={({ currentTarget: { selectionStart, selectionEnd } }) => {
                  if (selectionStart !== selectionEnd) return
                  const under = stretches.find(({ to }) => to > selectionStart)?.panelIds[0]
                  if (under) selection.set([under])
                }}
                onPaste={(event) => {
                  const pasted = event.clipboardData.getData("text/plain")
                  if (!isEmpty || readOnly || !pasted.includes("\n")) return
                  event.preventDefault()
                  void storyboardIt(pasted)
                }}
                className={classNames(
                  textStyle,
                  "min-h-[60vh] bg-transparent text-transparent caret-text placeholder:text-text-3",
                )}
              />
              {carets.length > 0 && (
                <RemoteCarets text={text} carets={carets} prepareMirror={findMirror} />
              )}
            </div>
            <ScriptMargin mirror={mirror} stretches={stretches} panels={panels} />
          </div>
        </div>
      </div>
    </div>
  )
}
