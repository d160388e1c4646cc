import { useUndo } from "@panelwright/storyboard/connection"
import { Download, PanelRight, Redo2, Search, Share2, Undo2 } from "lucide-react"
import { Link } from "react-router"
import { Button } from "../../ui/button.tsx"
import { IconButton } from "../../ui/icon-button.tsx"
import { Logo } from "../../ui/logo.tsx"
import { Tooltip } from "../../ui/tooltip.tsx"
import { AccountControl } from "../account/account-control.tsx"
import { Spending } from "../queue/spending.tsx"
import { NameField } from "./name-field.tsx"
import { People } from "./people.tsx"
import { SavedState } from "./saved-state.tsx"
import { useEditRefusal } from "./use-edit-refusal.ts"
import { useWorkspace } from "./workspace-context.tsx"

export function TopBar() {
  const { session, role, setDialog, inspectorOpen, setInspectorOpen } = useWorkspace()
  const { canUndo, canRedo } = useUndo(session)
  const readOnly = useEditRefusal()
  return (
    <header className="flex h-11 min-w-0 items-center gap-1 border-b bg-surface pr-2 pl-2">
      <Tooltip label="All storyboards" side="right">
        <Link
          to="/"
          aria-label="All storyboards"
          className="flex size-8 shrink-0 items-center justify-center rounded-md hover:bg-surface-3"
        >
          <Logo />
        </Link>
      </Tooltip>
      <h1 className="sr-only">Storyboard</h1>
      <NameField />
      <SavedState />
      <span className="flex-1" />
      <span className="hidden items-center gap-0.5 sm:flex">
        <IconButton
          label="Undo"
          icon={Undo2}
          shortcut="Ctrl+Z"
          disabled={!canUndo || readOnly !== null}
          onClick={() => session.undo.undo()}
        />
        <IconButton
          label="Redo"
          icon={Redo2}
          shortcut="Ctrl+Shift+Z"
          disabled={!canRedo || readOnly !== null}
          onClick={() => session.undo.redo()}
        />
        <IconButton
          label="Find an action"
          icon={Search}
          shortcut="Ctrl+K"
          onClick={() => setDialog("commands")}
        />
      </span>
      <span className="mx-1 hidden h-5 w-px bg-line sm:block" />
      <Spending />
      <People />
      {role === "owner" && (
        <Button aria-label="Share" className="ml-1" onClick={() => setDialog("share")}>
          <Share2 aria-hidden size={14} /> <span className="max-sm:hidden">Share</span>
        </Button>
      )}
      <Button aria-label="Export" onClick={() => setDialog("export")} className="ml-1">
        <Download aria-hidden size={14} /> <span className="max-sm:hidden">Export</span>
      </Button>
      <IconButton
        label={inspectorOpen ? "Hide the inspector" : "Show the inspector"}
        icon={PanelRight}
        shortcut="Ctrl+."
        aria-pressed={inspectorOpen}
        className="mx-1"
        onClick={() => setInspectorOpen(!inspectorOpen)}
      />
      <AccountControl />
    </header>
  )
}
