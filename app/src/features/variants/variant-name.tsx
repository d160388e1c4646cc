import type { Variant } from "@panelwright/core"
import { useState } from "react"
import { TextInput } from "../../ui/field.tsx"
import { useApply } from "../workspace/use-apply.ts"

export interface VariantNameProps {
  readonly variant: Variant
  readonly number: number
  readonly disabled: boolean
}

/** What a variant is called; empty takes the name away. */
export function VariantName({ variant, number, disabled }: VariantNameProps) {
  const apply = useApply()
  const [typed, setTyped] = useState<string | null>(null)
  const save = () => {
    const name = (typed ?? "").trim()
    if (typed !== null && name !== (variant.name ?? ""))
      apply({ kind: "variant.rename", id: variant.id, name: name === "" ? null : name })
    setTyped(null)
  }
  return (
    <TextInput
      size="small"
      aria-label={`Name of picture ${number}`}
      placeholder="Name it"
      maxLength={60}
      disabled={disabled}
      value={typed ?? variant.name ?? ""}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === "Enter") save()
        if (event.key === "Escape" && typed !== null) {
          event.stopPropagation()
          setTyped(null)
        }
      }}
      className="w-40!"
    />
  )
}
