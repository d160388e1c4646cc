import { AsyncLocalStorage } from "node:async_hooks"

interface RequestContext {
  readonly requestId: string
  isOpen: boolean
}

const storage = new AsyncLocalStorage<RequestContext>()

/**
 * Everything that `work` starts belongs to the request until the function that it is given is called: timers that go
 * on for ever may have been started meanwhile. The id is in the answer's `X-Request-Id`, in `instance` of problem
 * details, and in every line that is logged.
 */
export function runInRequest(requestId: string, work: (end: () => void) => void): void {
  const context = { requestId, isOpen: true }
  storage.run(context, () =>
    work(() => {
      context.isOpen = false
    }),
  )
}

/** Undefined outside of requests. */
export function findRequestId(): string | undefined {
  const context = storage.getStore()
  return context?.isOpen === true ? context.requestId : undefined
}
