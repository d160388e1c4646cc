/** Turns what several parts of a run report into one sequence. */
export interface EventQueue<Value> extends AsyncIterable<Value> {
  push(value: Value): void
  /** After what was pushed; nothing comes after it. */
  end(): void
  /** At once, whatever was pushed. */
  fail(error: unknown): void
}

export function createEventQueue<Value>(): EventQueue<Value> {
  const values: Value[] = []
  const state: { ended: boolean; failed: boolean; error: unknown; wake: (() => void) | null } = {
    ended: false,
    failed: false,
    error: null,
    wake: null,
  }
  const wake = () => {
    state.wake?.()
    state.wake = null
  }
  return {
    push(value) {
      values.push(value)
      wake()
    },
    end() {
      state.ended = true
      wake()
    },
    fail(error) {
      state.failed = true
      state.error = error
      wake()
    },
    async *[Symbol.asyncIterator]() {
      for (;;) {
        if (state.failed) throw state.error
        const value = values.shift()
        if (value !== undefined) yield value
        else if (state.ended) return
        else
          await new Promise<void>((resolve) => {
            state.wake = resolve
          })
      }
    },
  }
}
