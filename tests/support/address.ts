/** The way of a storyboard's pages: its id without the kind in front. */
export const toPath = (id: string, view = ""): string =>
  `/storyboards/${id.replace(/^storyboard:/u, "")}${view === "" ? "" : `/${view}`}`

/** The search that has a panel selected. */
export const toSearch = (panelId: string | undefined): string =>
  panelId === undefined ? "" : `?panel=${panelId.replace(/^panel:/u, "")}`
