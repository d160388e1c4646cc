import { lazy, Suspense, useLayoutEffect, useRef, useState } from "react"
import { useWorkspace } from "../workspace/workspace-context.tsx"
import type { CommandPaletteProps } from "./command-palette.tsx"
import { paletteLook } from "./palette-look.ts"

const CommandPalette = lazy(async () => ({
  default: (await import("./command-palette.tsx")).CommandPalette,
}))

/** The palette, which takes what a person types before its code is there. */
export function OpeningPalette() {
  const [search, setSearch] = useState("")
  return (
    <Suspense fallback={<SearchField search={search} onSearch={setSearch} />}>
      <CommandPalette search={search} onSearch={setSearch} />
    </Suspense>
  )
}

function SearchField({ search, onSearch }: CommandPaletteProps) {
  const { setDialog } = useWorkspace()
  const field = useRef<HTMLInputElement>(null)
  // The palette gives the focus back to where it was before, and that is not this field.
  useLayoutEffect(() => {
    const before = document.activeElement
    field.current?.focus()
    return () => {
      if (before instanceof HTMLElement) before.focus({ preventScroll: true })
    }
  }, [])
  return (
    <div
      role="dialog"
      aria-modal
      aria-label="Find an action"
      data-state="open"
      className={paletteLook.frame}
    >
      <input
        ref={field}
        aria-label="Find an action"
        aria-busy
        placeholder={paletteLook.placeholder}
        value={search}
        onChange={(event) => onSearch(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") setDialog(null)
        }}
        className={paletteLook.field}
      />
    </div>
  )
}
