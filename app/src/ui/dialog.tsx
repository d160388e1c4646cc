import { X } from "lucide-react"
import { Dialog as Primitive } from "radix-ui"
import type { ReactNode } from "react"
import { classNames } from "./class-names.ts"

export interface DialogProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly title: string
  readonly description?: ReactNode
  readonly children: ReactNode
  readonly footer?: ReactNode
  readonly width?: "small" | "medium" | "large"
}

const widths = { small: "max-w-md", medium: "max-w-xl", large: "max-w-3xl" }

/** The hand starts in the first field, not on the button that closes. */
function focusFirst(event: Event): void {
  const content = event.target
  if (!(content instanceof HTMLElement)) return
  const field = content.querySelector<HTMLElement>(
    "[data-dialog-body] :is(input:not([type=hidden]), textarea, select, button)",
  )
  event.preventDefault()
  const target = field ?? content
  target.focus()
}

export function Dialog(props: DialogProps) {
  const { open, onOpenChange, title, description, children, footer, width = "medium" } = props
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-40 bg-black/55" />
        <Primitive.Content
          onOpenAutoFocus={focusFirst}
          {...(description === undefined && { "aria-describedby": undefined })}
          className={classNames(
            "fixed top-[max(24px,8vh)] left-1/2 z-40 flex max-h-[84vh] w-[calc(100vw-32px)] -translate-x-1/2 flex-col",
            "animate-enter rounded-lg border border-line-strong bg-surface text-sm shadow-float outline-none",
            widths[width],
          )}
        >
          <header className="flex items-start gap-4 px-5 pt-4 pb-3">
            <div className="min-w-0 flex-1">
              <Primitive.Title className="text-lg font-semibold">{title}</Primitive.Title>
              {description !== undefined && (
                <Primitive.Description className="mt-0.5 text-text-2">
                  {description}
                </Primitive.Description>
              )}
            </div>
            <Primitive.Close
              aria-label="Close"
              className="-mr-1.5 rounded-md p-1.5 text-text-2 hover:bg-surface-3 hover:text-text"
            >
              <X aria-hidden size={16} />
            </Primitive.Close>
          </header>
          <div data-dialog-body className="min-h-0 flex-1 overflow-y-auto px-5 pt-0.5 pb-5">
            {children}
          </div>
          {footer && (
            <footer className="flex items-center justify-end gap-2 border-t px-5 py-3">
              {footer}
            </footer>
          )}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}
