import type { ReactNode } from "react"
import { assetUrl } from "../../api/asset-url.ts"
import type { ShownRecipe } from "../variants/recipe.ts"
import { ReferenceThumbnails } from "../variants/reference-thumbnails.tsx"

const origins: Readonly<Record<string, string>> = {
  style: "from the style",
  character: "from the cast",
  location: "from the place",
  shot: "from the shot",
  panel: "from the panel’s words",
  neighbour: "from the panels beside it",
  instruction: "your words",
  forbidden: "from the style’s rules",
}

/** Everything that a picture was made with: each part of the prompt with where it came from, and the pictures. */
export function RecipeParts({ recipe }: { readonly recipe: ShownRecipe }) {
  const { prompt, references, dropped, revisedPrompt, mask, markup } = recipe
  return (
    <div className="flex flex-col gap-2.5 border-t pt-2.5 text-xs">
      {prompt.length > 0 && <PromptParts prompt={prompt} />}
      {revisedPrompt !== null && (
        <Part title="As the provider rewrote it">
          <p className="wrap-anywhere text-text-2">{revisedPrompt}</p>
        </Part>
      )}
      <Part title="References">
        {references.length === 0 ? (
          <p className="text-text-3">None</p>
        ) : (
          <ReferenceThumbnails references={references} />
        )}
      </Part>
      {(mask !== null || markup) && (
        <Part title={markup ? "Drawn over it" : "Region"}>
          <span className="flex gap-1">
            {[mask, markup].map(
              (asset) =>
                asset && (
                  <img
                    key={asset}
                    src={assetUrl(asset, 160)}
                    alt={asset === mask ? "The region: white may change" : "The drawing"}
                    className="h-12 rounded-sm border bg-surface-3"
                  />
                ),
            )}
          </span>
        </Part>
      )}
      {dropped.length > 0 && (
        <Part title="Left out, because there was no room">
          <p className="wrap-anywhere text-text-2">{dropped.join(", ")}</p>
        </Part>
      )}
    </div>
  )
}

/** The parts of a prompt, each with where it came from. */
export const PromptParts = (props: {
  readonly prompt: readonly ShownRecipe["prompt"][number][]
}) => (
  <dl className="flex flex-col gap-2">
    {props.prompt.map(({ origin, label, text }) => (
      <div key={`${origin} ${label}`}>
        <dt className="flex gap-1.5 text-2xs text-text-3">
          <span className="font-medium">{label}</span>
          <span>{origins[origin] ?? origin}</span>
        </dt>
        <dd className="text-xs wrap-anywhere text-text-2">{text}</dd>
      </div>
    ))}
  </dl>
)

const Part = (props: { readonly title: string; readonly children: ReactNode }) => (
  <div>
    <h4 className="mb-0.5 text-2xs font-medium text-text-3">{props.title}</h4>
    {props.children}
  </div>
)
