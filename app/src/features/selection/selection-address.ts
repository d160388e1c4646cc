import { panelIdSchema, type PanelId } from "@panelwright/core"

const parameter = "panel"
const prefix = "panel:"
/** More would make addresses that programs cut off. */
const mostInAddress = 40

export function parseSelection(search: URLSearchParams): PanelId[] {
  return search.getAll(parameter).flatMap((token) => {
    const parsed = panelIdSchema.safeParse(prefix + token)
    return parsed.success ? [parsed.data] : []
  })
}

/** The search of an address with the selection in it; everything else in it stays. */
export function formatSelection(search: URLSearchParams, selection: readonly PanelId[]): string {
  const next = new URLSearchParams(search)
  next.delete(parameter)
  for (const id of selection.slice(-mostInAddress)) next.append(parameter, id.slice(prefix.length))
  const text = next.toString()
  return text === "" ? "" : `?${text}`
}
