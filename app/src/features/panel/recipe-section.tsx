import {
  composePacket,
  defaultTokenBudget,
  findPicture,
  type PromptPart,
  type Variant,
} from "@panelwright/core"
import { useStoryboard } from "@panelwright/storyboard/connection"
import { useState } from "react"
import { Button } from "../../ui/button.tsx"
import { useWorkspace } from "../workspace/workspace-context.tsx"
import { Section, type PanelSectionProps } from "./section.tsx"

const time = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" })

const operations = {
  generate: "New picture",
  edit: "Refined",
  upload: "Uploaded",
}

/** Why the picture looks as it does, and what the next one would be told. */
export function RecipeSection({ panel }: PanelSectionProps) {
  const { session } = useWorkspace()
  const [prompt, setPrompt] = useState<readonly PromptPart[] | null>(null)
  const styleVersion = useStoryboard(session, ({ style }) => style.version)
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
        <RecipeFacts variant={picture} styleVersion={styleVersion} />
      ) : (
        <p className="text-text-2">There is no picture yet.</p>
      )}
      {prompt === null ? (
        <Button size="small" className="self-start" onClick={showPrompt}>
          Show what the next picture is told
        </Button>
      ) : (
        <dl className="flex flex-col gap-2 border-t pt-2.5">
          {prompt.map((part) => (
            <div key={`${part.origin} ${part.label}`}>
              <dt className="text-2xs font-medium text-text-3">{part.label}</dt>
              <dd className="text-xs wrap-anywhere text-text-2">{part.text}</dd>
            </div>
          ))}
        </dl>
      )}
    </Section>
  )
}

function RecipeFacts(props: { readonly variant: Variant; readonly styleVersion: number }) {
  const { recipe, width, height, createdAt } = props.variant
  const facts = [
    ["Made by", `${recipe.provider}${recipe.model === "" ? "" : ` · ${recipe.model}`}`],
    ["How", recipe.instruction ? `“${recipe.instruction}”` : operations[recipe.operation]],
    ["When", time.format(createdAt)],
    ["Size", `${width} × ${height}`],
    ["Seed", recipe.seed === null ? "This provider has none" : String(recipe.seed)],
    [
      "Style",
      recipe.styleVersion === props.styleVersion
        ? `Version ${recipe.styleVersion}, the present one`
        : `Version ${recipe.styleVersion}; the style is at ${props.styleVersion} now`,
    ],
  ] as const
  return (
    <dl className="grid grid-cols-[72px_1fr] gap-x-2 gap-y-1 text-xs">
      {facts.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-text-3">{name}</dt>
          <dd className="wrap-anywhere text-text-2">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
