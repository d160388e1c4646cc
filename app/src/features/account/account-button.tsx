import type { ComponentProps } from "react"
import type { Person } from "./use-person.ts"

export interface AccountButtonProps extends ComponentProps<"button"> {
  readonly person: Person | null
}

export function AccountButton({ person, ...rest }: AccountButtonProps) {
  const name = person?.name ?? "Guest"
  return (
    <button
      type="button"
      aria-label={`Account of ${name}`}
      aria-haspopup="menu"
      className="flex size-7 shrink-0 items-center justify-center rounded-full border-2 bg-surface-3 text-xs font-semibold"
      style={{ borderColor: person?.colour }}
      {...rest}
    >
      {name.charAt(0).toUpperCase()}
    </button>
  )
}
