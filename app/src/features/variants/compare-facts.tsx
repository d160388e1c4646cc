import type { Variant } from "@panelwright/core"
import { classNames } from "../../ui/class-names.ts"
import { useWorkspace } from "../workspace/workspace-context.tsx"
import { listFacts, type Fact, type FactSide } from "./list-facts.ts"
import { ReferenceThumbnails } from "./reference-thumbnails.tsx"
import { useRecipe } from "./use-recipe.ts"
import { useStyleScore } from "./use-style-score.ts"

function useSide(variant: Variant): FactSide {
  return { variant, recipe: useRecipe(variant.id), score: useStyleScore(variant.id) }
}

/** What two pictures were made of, next to each other; what differs stands out. */
export function CompareFacts({ one, other }: { readonly one: Variant; readonly other: Variant }) {
  const { providers } = useWorkspace()
  const sides = [useSide(one), useSide(other)] as const
  return (
    <table className="w-full table-fixed border-collapse text-xs">
      <caption className="sr-only">What A and B were made of</caption>
      <thead>
        <tr className="text-left text-text-3">
          <th className="w-20 py-1 font-normal">
            <span className="sr-only">Fact</span>
          </th>
          <th className="py-1 font-medium">A</th>
          <th className="py-1 font-medium">B</th>
        </tr>
      </thead>
      <tbody>
        {listFacts(sides, providers).map((fact) => (
          <tr key={fact.name} className="border-t align-top">
            <th scope="row" className="py-1 pr-2 text-left font-normal text-text-3">
              {fact.name}
            </th>
            {sides.map((side, at) => (
              <td
                key={at === 0 ? "A" : "B"}
                className={classNames(
                  "py-1 pr-2 wrap-anywhere",
                  fact.texts[0] === fact.texts[1] ? "text-text-3" : "text-text",
                )}
              >
                <Value
                  fact={fact}
                  side={side}
                  other={sides[at === 0 ? 1 : 0]}
                  text={fact.texts[at === 0 ? 0 : 1]}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Value(props: {
  readonly fact: Fact
  readonly side: FactSide
  readonly other: FactSide
  readonly text: string
}) {
  const { fact, side, other, text } = props
  if (side.recipe.kind !== "known" || text === "None") return text
  const { references, prompt } = side.recipe.recipe
  if (fact.kind === "references") return <ReferenceThumbnails references={references} />
  if (fact.kind === "words") return text
  const others = new Set(
    other.recipe.kind === "known"
      ? other.recipe.recipe.prompt.map((part) => `${part.label} ${part.text}`)
      : [],
  )
  return (
    <dl className="flex flex-col gap-1">
      {prompt.map((part) => (
        <div
          key={part.label}
          className={others.has(`${part.label} ${part.text}`) ? "text-text-3" : "text-text"}
        >
          <dt className="inline font-medium">{part.label}: </dt>
          <dd className="inline">{part.text}</dd>
        </div>
      ))}
    </dl>
  )
}
