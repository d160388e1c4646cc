const eventName = "pw-focus-refine"
const patienceMs = 2000

/** True when a field has taken the hand, and with it what was typed on the way to it. */
const give = (typed: string): boolean =>
  !dispatchEvent(new CustomEvent(eventName, { cancelable: true, detail: typed }))

/**
 * Moves the hand to the refine field. While the inspector is only opening, what is typed belongs to the field: as the
 * board's keys the same letters would approve, delete and make panels.
 */
export function focusRefine(): void {
  if (give("")) return
  let typed = ""
  const keep = (event: KeyboardEvent) => {
    if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return
    typed += event.key
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  addEventListener("keydown", keep, { capture: true })
  const end = performance.now() + patienceMs
  const tryAgain = () => {
    if (give(typed) || performance.now() > end)
      removeEventListener("keydown", keep, { capture: true })
    else requestAnimationFrame(tryAgain)
  }
  requestAnimationFrame(tryAgain)
}

/** `take` is given what was typed meanwhile, and says whether it could take the hand. */
export function observeRefineFocus(take: (typed: string) => boolean): () => void {
  const handle = (event: Event) => {
    if (event instanceof CustomEvent && take(String(event.detail))) event.preventDefault()
  }
  addEventListener(eventName, handle)
  return () => removeEventListener(eventName, handle)
}
