import { lazy, Suspense } from "react"
import { OpeningPalette } from "../action/opening-palette.tsx"
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
      {dialog === "commands" && <OpeningPalette />}
      {dialog === "region" && <RegionDialog />}
      {dialog === "variants" && <VariantsDialog />}
      {dialog === "variations" && <VariationsDialog />}
    </Suspense>
  )
}
