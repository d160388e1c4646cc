const eventName = "pw-focus-refine"

/** Moves the hand to the refine field, wherever it is shown. */
export const focusRefine = (): void => {
  // The inspector may just be opening.
  requestAnimationFrame(() => dispatchEvent(new Event(eventName)))
}

export function observeRefineFocus(listener: () => void): () => void {
  addEventListener(eventName, listener)
  return () => removeEventListener(eventName, listener)
}
