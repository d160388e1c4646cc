import { useWorkspace } from "../workspace/workspace-context.tsx"

/** Why a drawing over a picture can't be followed by who draws here; null: it can. */
export function useDrawingRefusal(): string | null {
  const { providers } = useWorkspace()
  const [provider] = providers
  if (provider === undefined) return "Nobody is set up who draws."
  const { markup, referenceRoles } = provider.capabilities
  return markup || referenceRoles.includes("sketch")
    ? null
    : `${provider.label} can’t follow a drawing.`
}
