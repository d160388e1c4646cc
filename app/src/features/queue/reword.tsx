import type { Job } from "@panelwright/core"
import { useState } from "react"
import { Button } from "../../ui/button.tsx"
import { Field, TextArea } from "../../ui/field.tsx"
import { Popover } from "../../ui/popover.tsx"
import { usePrice, withPrice } from "../generation/use-desk.ts"
import { useWorkspace } from "../workspace/workspace-context.tsx"
import { useRun } from "./use-run.ts"

/** The same picture with other words, for what was refused or not understood. */
export function Reword({ job }: { readonly job: Job }) {
  const { generations } = useWorkspace()
  const run = useRun()
  const price = usePrice()
  const [isOpen, setOpen] = useState(false)
  const [words, setWords] = useState(job.instruction ?? "")
  const { operation, quality, count: pictures, provider } = job
  return (
    <Popover
      label="Other wording"
      align="end"
      open={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button size="small" tone="quiet">
          Reword
        </Button>
      }
    >
      <form
        className="flex flex-col gap-2"
        onSubmit={(event) => {
          event.preventDefault()
          run(generations.retryAll([job], { instruction: words.trim() }))
          setOpen(false)
        }}
      >
        <Field label="What to draw, in other words">
          {(attributes) => (
            <TextArea
              {...attributes}
              rows={3}
              maxLength={4000}
              value={words}
              onChange={(event) => setWords(event.target.value)}
            />
          )}
        </Field>
        <Button
          type="submit"
          tone="primary"
          className="self-end"
          disabled={words.trim() === "" || words.trim() === job.instruction}
        >
          {withPrice("Draw", price({ operation, quality, pictures, provider }))}
        </Button>
      </form>
    </Popover>
  )
}
