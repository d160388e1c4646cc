import { CommentsSection } from "../comments/comments-section.tsx"
import { WordsSection } from "../words/words-section.tsx"
import { CameraSection } from "./camera-section.tsx"
import { CastSection } from "./cast-section.tsx"
import { IdentitySection } from "./identity-section.tsx"
import { PictureSection } from "./picture-section.tsx"
import { RecipeSection } from "./recipe-section.tsx"
import type { PanelSectionProps } from "./section.tsx"
import { TimeSection } from "./time-section.tsx"

export function PanelInspector({ panel }: PanelSectionProps) {
  return (
    <>
      <IdentitySection panel={panel} />
      <PictureSection panel={panel} />
      <CommentsSection panel={panel} />
      <CameraSection panel={panel} />
      <WordsSection panel={panel} />
      <TimeSection panel={panel} />
      <CastSection panel={panel} />
      <RecipeSection panel={panel} />
    </>
  )
}
