import {
  composePacket,
  defaultTokenBudget,
  findPicture,
  type PromptPart,
  type Variant,
} from "@panelwright/core"
import { useStoryboard } from "@panelwright/storyboard/connection"
import { Copy, GitBranch, TriangleAlert } from "lucide-react"
import { useState } from "react"
import { Button } from "../../ui/button.tsx"
import { announce } from "../../ui/toaster.tsx"
import { useRecipe, type RecipeState } from "../variants/use-recipe.ts"
import { useEditRefusal } from "../workspace/use-edit-refusal.ts"
import { useWorkspace } from "../workspace/workspace-context.tsx"
import { listRecipeFacts } from "./list-recipe-facts.ts"
import { PromptParts, RecipeParts } from "./recipe-parts.tsx"
import { RerunLine } from "./rerun-line.tsx"
import { Section, type PanelSectionProps } from "./section.tsx"

/** Why the picture looks as it does, and what the next one would be told. */
export function RecipeSection({ panel }: PanelSectionProps) {
  const { session } = useWorkspace()
  const [prompt, setPrompt] = useState<readonly PromptPart[] | null>(null)
  const picture = findPicture(panel)
  const showPrompt = () => {
    const packet = composePacket({
      storyboard: session.reader.read(),
      panelId: panel.id,
      instruction: null,
      tokenBudget: defaultTokenBudget,
    })
    setPrompt(packet?.prompt ?? [])
  }
  return (
    <Section title="Why it looks like this" initiallyOpen={false}>
      {picture ? (
        <PictureRecipe key={picture.id} variant={picture} />
      ) : (
        <p className="text-text-2">There is no picture yet.</p>
      )}
      {prompt === null ? (
        <Button size="small" className="self-start" onClick={showPrompt}>
          Show what the next picture is told
        </Button>
      ) : (
        <div className="border-t pt-2.5">
          <PromptParts prompt={prompt} />
        </div>
      )}
    </Section>
  )
}

function PictureRecipe({ variant }: { readonly variant: Variant }) {
  const { session, providers, setDialog } = useWorkspace()
  const recipe = useRecipe(variant.id)
  const styleVersion = useStoryboard(session, ({ style }) => style.version)
  const readOnly = useEditRefusal()
  const facts = listRecipeFacts({ variant, recipe, styleVersion, providers })
  const { warnings } = recipe.kind === "known" ? recipe.recipe : variant.recipe
  return (
    <>
      <dl className="grid grid-cols-[72px_1fr] gap-x-2 gap-y-1 text-xs">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-text-3">{name}</dt>
            <dd className="wrap-anywhere text-text-2">{value}</dd>
          </div>
        ))}
      </dl>
      {warnings.map((warning) => (
        <p key={warning} className="flex gap-1.5 text-xs text-text-2">
          <TriangleAlert aria-hidden size={13} className="mt-0.5 shrink-0 text-warn" /> {warning}
        </p>
      ))}
      <RecipeBody state={recipe} />
      <div className="flex flex-wrap gap-1.5">
        <Button
          size="small"
          onClick={() => {
            const copied = navigator.clipboard.writeText(toText(facts, recipe))
            copied.then(
              () => announce("information", "The recipe is copied."),
              () => announce("problem", "The browser did not allow copying."),
            )
          }}
        >
          <Copy aria-hidden size={12} /> Copy
        </Button>
        <Button size="small" onClick={() => setDialog("variants")}>
          <GitBranch aria-hidden size={12} /> Branch
        </Button>
      </div>
      {readOnly === null && recipe.kind === "known" && variant.jobId !== null && (
        <RerunLine variantId={variant.id} />
      )}
    </>
  )
}

function RecipeBody({ state }: { readonly state: RecipeState }) {
  switch (state.kind) {
    case "loading":
      return <p className="text-xs text-text-3">Reading the recipe</p>
    case "failed":
      return <p className="text-xs text-text-2">The recipe could not be read. Open it again.</p>
    case "none":
      return (
        <p className="text-xs text-text-3">
          This picture was not made here, so there is nothing more to know of it.
        </p>
      )
    case "known":
      return <RecipeParts recipe={state.recipe} />
  }
}

/** A recipe as plain words, for a mail or a ticket. */
function toText(facts: readonly (readonly [string, string])[], state: RecipeState): string {
  const lines = facts.map(([name, value]) => `${name}: ${value}`)
  if (state.kind !== "known") return lines.join("\n")
  const prompt = state.recipe.prompt.map(({ label, text }) => `${label}: ${text}`)
  return [...lines, "", ...prompt].join("\n")
}
