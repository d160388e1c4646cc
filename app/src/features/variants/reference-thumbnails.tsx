import { assetUrl } from "../../api/asset-url.ts"
import type { ShownRecipe } from "./recipe.ts"

const roles: Readonly<Record<string, string>> = {
  base: "The picture that was edited",
  style: "Style",
  character: "Character",
  location: "Place",
  neighbour: "Panel beside it",
  sketch: "Composition",
  region: "The picture that a region was taken from",
}

/** The pictures that guided another one, each with what it was for. */
export function ReferenceThumbnails(props: { readonly references: ShownRecipe["references"] }) {
  return (
    <ul className="flex flex-wrap gap-1">
      {props.references.map(({ role, asset }) => (
        <li key={`${role} ${asset}`}>
          <img
            src={assetUrl(asset, 160)}
            alt={roles[role] ?? role}
            title={roles[role] ?? role}
            className="h-9 max-w-full rounded-sm border"
          />
        </li>
      ))}
    </ul>
  )
}
