import { X } from "lucide-react"
import { useEffect, useSyncExternalStore } from "react"
import { Button } from "./button.tsx"
import { Notice, type NoticeProps } from "./notice.tsx"

interface Toast {
  readonly id: number
  readonly kind: NoticeProps["kind"]
  readonly text: string
  readonly shownMs: number
  readonly action: ToastAction | null
}

/** The one thing to do about it. */
export interface ToastAction {
  readonly label: string
  readonly run: () => void
}

const usuallyShownMs = 6000
const listeners = new Set<() => void>()
const none: readonly Toast[] = []
let toasts = none
let lastId = 0

function setToasts(next: readonly Toast[]): void {
  toasts = next
  for (const listener of listeners) listener()
}

function observe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Says something that has no place of its own on the page. The same words are said once. */
export function announce(
  kind: Toast["kind"],
  text: string,
  options: { readonly action?: ToastAction; readonly shownMs?: number } = {},
): void {
  lastId += 1
  const { action = null, shownMs = usuallyShownMs } = options
  const toast = { id: lastId, kind, text, action, shownMs }
  setToasts([...toasts.filter((other) => other.text !== text), toast].slice(-3))
}

const dismiss = (id: number) => setToasts(toasts.filter((toast) => toast.id !== id))

export function Toaster() {
  const shown = useSyncExternalStore(
    observe,
    () => toasts,
    () => none,
  )
  return (
    <div className="pointer-events-none fixed bottom-24 left-1/2 z-50 flex w-[min(440px,calc(100vw-32px))] -translate-x-1/2 flex-col gap-2">
      {shown.map((toast) => (
        <ToastRow key={toast.id} toast={toast} />
      ))}
    </div>
  )
}

function ToastRow({ toast }: { readonly toast: Toast }) {
  useEffect(() => {
    const timer = setTimeout(() => dismiss(toast.id), toast.shownMs)
    return () => clearTimeout(timer)
  }, [toast.id, toast.shownMs])
  return (
    <Notice kind={toast.kind} className="pointer-events-auto animate-enter shadow-float">
      <span className="flex items-start gap-2">
        <span className="flex-1">{toast.text}</span>
        {toast.action && (
          <Button
            size="small"
            tone="primary"
            onClick={() => {
              dismiss(toast.id)
              toast.action?.run()
            }}
          >
            {toast.action.label}
          </Button>
        )}
        <button
          type="button"
          aria-label="Dismiss"
          className="rounded-sm p-0.5 text-text-2 hover:text-text"
          onClick={() => dismiss(toast.id)}
        >
          <X aria-hidden size={14} />
        </button>
      </span>
    </Notice>
  )
}
