import {
  angles,
  movements,
  sizes,
  type Angle,
  type Movement,
  type Size,
  type Term,
} from "@panelwright/core"

const toOptions = <Code extends string>(terms: Record<Code, Term>) =>
  (Object.keys(terms) as Code[]).map((value) => ({
    value,
    label: `${terms[value].abbreviation} · ${terms[value].label}`,
  }))

export const sizeOptions = toOptions<Size>(sizes)
export const angleOptions = toOptions<Angle>(angles)
export const movementOptions = toOptions<Movement>(movements)
