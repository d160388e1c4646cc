import type { Panel } from "@panelwright/core"
import { ChevronRight } from "lucide-react"
import { Collapsible } from "radix-ui"
import type { ReactNode } from "react"
import { useStoredState } from "../workspace/use-stored-state.ts"

/** What every part of the panel's inspector is given. */
export interface PanelSectionProps {
  readonly panel: Panel
}

export interface SectionProps {
  readonly title: string
  /** Said beside the title, also while it is closed. */
  readonly summary?: ReactNode
  readonly initiallyOpen?: boolean
  readonly children: ReactNode
}

/** A part of the inspector that remembers whether it is open. */
export function Section({ title, summary, initiallyOpen = true, children }: SectionProps) {
  const [stored, setStored] = useStoredState(`section.${title}`, initiallyOpen ? "open" : "closed")
  return (
    <Collapsible.Root
      open={stored === "open"}
      onOpenChange={(open) => setStored(open ? "open" : "closed")}
      className="border-b"
    >
      <h3>
        <Collapsible.Trigger className="group flex h-9 w-full items-center gap-1.5 px-3 text-left text-xs font-semibold text-text-2 hover:text-text focus-visible:-outline-offset-2">
          <ChevronRight
            aria-hidden
            size={12}
            className="text-text-3 transition-transform duration-100 group-data-[state=open]:rotate-90"
          />
          <span className="flex-1">{title}</span>
          {summary !== undefined && <span className="font-normal text-text-3">{summary}</span>}
        </Collapsible.Trigger>
      </h3>
      <Collapsible.Content className="flex flex-col gap-2.5 px-3 pb-3">
        {children}
      </Collapsible.Content>
    </Collapsible.Root>
  )
}
