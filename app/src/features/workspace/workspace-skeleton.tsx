import { Logo } from "../../ui/logo.tsx"
import { Rail } from "./rail.tsx"

/** The frame of the page while its storyboard is on the way, already in its place. */
export function WorkspaceSkeleton(props: {
  readonly storyboardId: string
  readonly title: string
}) {
  return (
    <div className="flex h-dvh flex-col overflow-hidden">
      <header className="flex h-11 items-center gap-1 border-b bg-surface px-2">
        <span className="flex size-8 items-center justify-center">
          <Logo />
        </span>
        <h1 className="truncate px-1.5 text-base font-semibold">{props.title}</h1>
        <span role="status" className="text-xs text-text-2">
          Loading…
        </span>
      </header>
      <div className="flex min-h-0 flex-1 max-md:flex-col">
        <Rail storyboardId={props.storyboardId} />
        <main className="flex-1" />
      </div>
      <footer className="h-7 border-t bg-surface" />
    </div>
  )
}
