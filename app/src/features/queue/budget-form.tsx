import { budgetLimits, type Budget, type BudgetLimit, type QueueDesk } from "@panelwright/core"
import { Wallet } from "lucide-react"
import { useState } from "react"
import { Button } from "../../ui/button.tsx"
import { Field, TextInput } from "../../ui/field.tsx"
import { Popover } from "../../ui/popover.tsx"
import { useWorkspace } from "../workspace/workspace-context.tsx"
import { parseDollars, toDollars } from "./dollars.ts"
import { saveBudget } from "./queue-requests.ts"
import { useRun } from "./use-run.ts"

const labels: Record<BudgetLimit, string> = {
  total: "In all",
  person: "Each person",
  day: "Each day",
}

/** How much may be spent on this storyboard. Only its owner comes here. */
export function BudgetPopover({ desk }: { readonly desk: QueueDesk }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <Popover
      label="Budget"
      align="end"
      open={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button size="small" tone="quiet">
          <Wallet aria-hidden size={13} /> Budget
        </Button>
      }
    >
      <BudgetForm budget={desk.storyboard.budget} onDone={() => setOpen(false)} />
    </Popover>
  )
}

function BudgetForm(props: { readonly budget: Budget; readonly onDone: () => void }) {
  const { session } = useWorkspace()
  const run = useRun()
  const [texts, setTexts] = useState<Record<BudgetLimit, string>>({
    total: toDollars(props.budget.total),
    person: toDollars(props.budget.person),
    day: toDollars(props.budget.day),
  })
  const parsed = {
    total: parseDollars(texts.total),
    person: parseDollars(texts.person),
    day: parseDollars(texts.day),
  }
  const { total, person, day } = parsed
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        if (!total.ok || !person.ok || !day.ok) return
        const budget = { total: total.value, person: person.value, day: day.value }
        run(saveBudget(session.storyboardId, budget))
        props.onDone()
      }}
    >
      <p className="text-xs text-text-2">
        The most that pictures of this storyboard may cost, in US dollars. Empty: no limit. What is
        over it waits for your consent.
      </p>
      <div className="grid grid-cols-3 gap-2">
        {budgetLimits.map((limit) => (
          <Field
            key={limit}
            label={labels[limit]}
            error={parsed[limit].ok ? null : "A number, like 2.50"}
          >
            {(attributes) => (
              <TextInput
                {...attributes}
                size="small"
                inputMode="decimal"
                placeholder="no limit"
                value={texts[limit]}
                onChange={(event) => setTexts({ ...texts, [limit]: event.target.value })}
              />
            )}
          </Field>
        ))}
      </div>
      <Button
        type="submit"
        tone="primary"
        className="self-end"
        disabled={!total.ok || !person.ok || !day.ok}
      >
        Set the budget
      </Button>
    </form>
  )
}
