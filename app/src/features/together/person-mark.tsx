import type { Onlooker } from "@panelwright/storyboard/connection"
import { classNames } from "../../ui/class-names.ts"

export interface PersonMarkProps {
  readonly person: Pick<Onlooker["person"], "name" | "colour">
  readonly idle: boolean
  readonly size?: "tiny" | "small" | "medium"
}

const sizes = {
  tiny: "size-3.5 text-[8px]",
  small: "size-[18px] text-[9px]",
  medium: "size-6 text-2xs",
}

/** Somebody who is here, by their initials on their colour. Their name stands beside it or in a label. */
export function PersonMark({ person, idle, size = "small" }: PersonMarkProps) {
  const initials = person.name
    .split(/\s+/)
    .slice(0, size === "tiny" ? 1 : 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join("")
  return (
    <span
      aria-hidden
      data-idle={idle}
      // Set by the style sheet: letters in the page would have to be part of the names of buttons.
      data-initials={initials || "?"}
      className={classNames(
        "before:content-[attr(data-initials)] inline-flex shrink-0 items-center justify-center rounded-full leading-none font-semibold text-white select-none",
        sizes[size],
        idle && "brightness-75 saturate-30",
      )}
      style={{ backgroundColor: person.colour }}
    />
  )
}
