import { roleMay } from "@panelwright/core"
import { CommentsSection } from "../comments/comments-section.tsx"
import { WordsSection } from "../words/words-section.tsx"
import { useWorkspace } from "../workspace/workspace-context.tsx"
import { CameraSection } from "./camera-section.tsx"
import { CastSection } from "./cast-section.tsx"
import { IdentitySection } from "./identity-section.tsx"
import { PictureSection } from "./picture-section.tsx"
import { RecipeSection } from "./recipe-section.tsx"
import type { PanelSectionProps } from "./section.tsx"
import { TimeSection } from "./time-section.tsx"

/** For who draws, what is said stands after what is drawn; for who reviews, right below the picture. */
export function PanelInspector({ panel }: PanelSectionProps) {
  const { role } = useWorkspace()
  const edits = roleMay(role, "storyboard.edit")
  return (
    <>
      <IdentitySection panel={panel} />
      <PictureSection panel={panel} />
      {!edits && <CommentsSection panel={panel} />}
      <CameraSection panel={panel} />
      <WordsSection panel={panel} />
      <TimeSection panel={panel} />
      <CastSection panel={panel} />
      {edits && <CommentsSection panel={panel} />}
      <RecipeSection panel={panel} />
    </>
  )
}
