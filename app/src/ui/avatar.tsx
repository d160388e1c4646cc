import { Tooltip } from "./tooltip.tsx"

/** A person by their initials on their colour. */
export function Avatar({ name, colour }: { readonly name: string; readonly colour: string }) {
  const initials = name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join("")
  return (
    <Tooltip label={name}>
      <span
        className="inline-flex size-6 items-center justify-center rounded-full border-2 bg-surface-3 text-2xs font-semibold text-text select-none"
        style={{ borderColor: colour }}
      >
        <span className="sr-only">{name}</span>
        <span aria-hidden>{initials || "?"}</span>
      </span>
    </Tooltip>
  )
}
