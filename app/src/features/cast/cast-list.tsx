import { createCharacterId, type Character } from "@panelwright/core"
import { useStoryboard } from "@panelwright/storyboard/connection"
import { Plus } from "lucide-react"
import { Button } from "../../ui/button.tsx"
import { makeToken } from "../workspace/make-token.ts"
import { useApply } from "../workspace/use-apply.ts"
import { useEditRefusal } from "../workspace/use-edit-refusal.ts"
import { useWorkspace } from "../workspace/workspace-context.tsx"
import { CharacterCard } from "./character-card.tsx"

export function CastList() {
  const { session } = useWorkspace()
  const characters = useStoryboard(session, (state) => state.characters)
  const apply = useApply()
  const readOnly = useEditRefusal()
  return (
    <section aria-labelledby="cast-title" className="flex flex-col gap-3">
      <div className="flex items-center gap-2">
        <h3 id="cast-title" className="flex-1 text-lg font-semibold">
          Cast
        </h3>
        <Button
          disabled={readOnly !== null}
          onClick={() =>
            apply({
              kind: "character.create",
              id: createCharacterId(makeToken()),
              name: suggestName(characters, "New character"),
            })
          }
        >
          <Plus aria-hidden size={14} /> Character
        </Button>
      </div>
      {characters.length === 0 && (
        <p className="rounded-md border border-dashed px-3 py-6 text-center text-text-2">
          Nobody yet. People of a script come here by themselves.
        </p>
      )}
      {characters.map((character) => (
        <CharacterCard key={character.id} character={character} />
      ))}
    </section>
  )
}

/** The name, or the first with a number that nobody has. */
export function suggestName(taken: readonly Pick<Character, "name">[], name: string): string {
  const names = new Set(taken.map((item) => item.name))
  let count = 2
  if (!names.has(name)) return name
  while (names.has(`${name} ${count}`)) count += 1
  return `${name} ${count}`
}
