import type { Panel, Variant } from "@panelwright/core"
import { GitBranch } from "lucide-react"
import { useState } from "react"
import { Button } from "../../ui/button.tsx"
import { TextInput } from "../../ui/field.tsx"
import { usePrice, withPrice } from "../generation/use-desk.ts"
import { useGenerate } from "../generation/use-generate.ts"

export interface BranchFieldProps {
  readonly panel: Panel
  readonly variant: Variant
  readonly number: number
  readonly disabled: boolean
}

/** An instruction for a picture that need not be the one shown: the result hangs below it in the tree. */
export function BranchField({ panel, variant, number, disabled }: BranchFieldProps) {
  const generate = useGenerate()
  const price = usePrice()
  const [instruction, setInstruction] = useState("")
  const run = async () => {
    const words = instruction.trim()
    if (words === "" || disabled) return
    setInstruction("")
    const ordered = await generate({
      panelIds: [panel.id],
      operation: "edit",
      instruction: words,
      base: variant.id,
    })
    if (!ordered) setInstruction(words)
  }
  return (
    <form
      className="flex min-w-56 flex-1 gap-1.5"
      onSubmit={(event) => {
        event.preventDefault()
        void run()
      }}
    >
      <TextInput
        size="small"
        aria-label={`Branch from picture ${number}: what should change?`}
        placeholder={`From picture ${number}: what should change?`}
        value={instruction}
        maxLength={4000}
        disabled={disabled}
        onChange={(event) => setInstruction(event.target.value)}
      />
      <Button
        type="submit"
        title={withPrice("Branch", price({ operation: "edit" }))}
        disabled={disabled || instruction.trim() === ""}
      >
        <GitBranch aria-hidden size={14} /> Branch
      </Button>
    </form>
  )
}
