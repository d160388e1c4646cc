import { parseWords } from "@panelwright/core"
import { classNames } from "../../ui/class-names.ts"
import { useWorkspace } from "../workspace/workspace-context.tsx"

/** What somebody said, as words and nothing else; mentions stand out, one's own most. */
export function CommentWords({ words }: { readonly words: string }) {
  const { session } = useWorkspace()
  return (
    <p className="text-sm leading-5 wrap-anywhere whitespace-pre-wrap">
      {parseWords(words).map((part, place) => {
        if (part.kind === "text") return <span key={place}>{part.text}</span>
        return (
          <span
            key={place}
            className={classNames(
              "rounded-sm px-0.5 font-medium text-accent",
              part.id === session.person.id && "bg-accent-soft",
            )}
          >
            @{part.name}
          </span>
        )
      })}
    </p>
  )
}
