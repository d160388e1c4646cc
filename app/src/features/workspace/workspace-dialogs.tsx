import { lazy, Suspense } from "react"
import { useWorkspace } from "./workspace-context.tsx"

const ShareDialog = lazy(async () => ({
  default: (await import("../share/share-dialog.tsx")).ShareDialog,
}))
const ExportDialog = lazy(async () => ({
  default: (await import("../export/export-dialog.tsx")).ExportDialog,
}))
const KeysDialog = lazy(async () => ({
  default: (await import("../action/keys-dialog.tsx")).KeysDialog,
}))
const CommandPalette = lazy(async () => ({
  default: (await import("../action/command-palette.tsx")).CommandPalette,
}))
const RegionDialog = lazy(async () => ({
  default: (await import("../region/region-dialog.tsx")).RegionDialog,
}))
const VariantsDialog = lazy(async () => ({
  default: (await import("../variants/variants-dialog.tsx")).VariantsDialog,
}))
const VariationsDialog = lazy(async () => ({
  default: (await import("../variants/variations-dialog.tsx")).VariationsDialog,
}))

export function WorkspaceDialogs() {
  const { dialog } = useWorkspace()
  return (
    <Suspense>
      {dialog === "share" && <ShareDialog />}
      {dialog === "export" && <ExportDialog />}
      {dialog === "keys" && <KeysDialog />}
      {dialog === "commands" && <CommandPalette />}
      {dialog === "region" && <RegionDialog />}
      {dialog === "variants" && <VariantsDialog />}
      {dialog === "variations" && <VariationsDialog />}
    </Suspense>
  )
}
