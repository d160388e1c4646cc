/** A value that can be watched; `get` gives the same object until it changes, as `useSyncExternalStore` wants. */
export interface Observable<Value> {
  readonly get: () => Value
  /** Calls after each change; returns what stops it. */
  readonly observe: (listener: () => void) => () => void
}

export interface MutableObservable<Value> extends Observable<Value> {
  readonly set: (value: Value) => void
}

export function createObservable<Value>(initial: Value): MutableObservable<Value> {
  const listeners = new Set<() => void>()
  let value = initial
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return
      value = next
      for (const listener of listeners) listener()
    },
    observe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
