import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react"
import type { ReactNode } from "react"
import { classNames } from "./class-names.ts"

const kinds = {
  problem: { icon: CircleAlert, colour: "text-danger" },
  warning: { icon: TriangleAlert, colour: "text-warn" },
  success: { icon: CircleCheck, colour: "text-ok" },
  information: { icon: Info, colour: "text-text-2" },
}

export interface NoticeProps {
  readonly kind: keyof typeof kinds
  readonly children: ReactNode
  readonly className?: string
}

/** Something to know, in place. */
export function Notice({ kind, children, className }: NoticeProps) {
  const { icon: Icon, colour } = kinds[kind]
  return (
    <div
      role={kind === "problem" ? "alert" : "status"}
      className={classNames(
        "flex gap-2 rounded-md border bg-surface-2 px-3 py-2 text-sm",
        className,
      )}
    >
      <Icon
        aria-hidden
        size={16}
        strokeWidth={1.75}
        className={classNames("mt-0.5 shrink-0", colour)}
      />
      <div className="min-w-0 flex-1">{children}</div>
    </div>
  )
}
