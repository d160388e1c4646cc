export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json }

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/**
 * One entry per value that is changed by itself: the keys of the objects named in `split` are written with a dot
 * (`camera.size`), so that two people changing different ones both keep their change.
 */
export function toFlat(
  entries: readonly (readonly [string, unknown])[],
  split: readonly string[],
): Map<string, unknown> {
  const flat = new Map<string, unknown>()
  for (const [key, item] of entries) {
    if (item === undefined) continue
    if (split.includes(key) && isPlainObject(item)) {
      for (const [inner, part] of Object.entries(item))
        if (part !== undefined) flat.set(`${key}.${inner}`, part)
    } else flat.set(key, item)
  }
  return flat
}

/** The reverse of `toFlat`. */
export function fromFlat(flat: ReadonlyMap<string, unknown>): Record<string, unknown> {
  const value: Record<string, unknown> = {}
  for (const [key, item] of flat) {
    const dot = key.indexOf(".")
    if (dot < 0) {
      value[key] = item
      continue
    }
    const outer = key.slice(0, dot)
    const parent = value[outer]
    if (isPlainObject(parent)) parent[key.slice(dot + 1)] = item
    else value[outer] = { [key.slice(dot + 1)]: item }
  }
  return value
}

export function isEqual(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((item, index) => isEqual(item, other[index]))
  if (!isPlainObject(one) || !isPlainObject(other)) return false
  const keys = Object.keys(one)
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => key in other && isEqual(one[key], other[key]))
  )
}
