import { expect } from "vitest"
import type { Api } from "./api.ts"

/** What the journeys read of a panel, as the API gives it. */
export interface Panel {
  readonly id: string
  readonly number: string
  readonly action: string
  readonly status: string
  readonly picture: string | null
  readonly variants: readonly Variant[]
  readonly ink: { readonly asset: string; readonly revision: string } | null
}

export interface Variant {
  readonly id: string
  readonly asset: string
  readonly parentId: string | null
  readonly recipe: {
    readonly instruction: string | null
    readonly styleVersion: number
    readonly change: { readonly inside: number; readonly outside: number } | null
  }
}

export interface Storyboard {
  readonly id: string
  readonly title: string
  readonly scenes: readonly { readonly number: string; readonly heading: string }[]
  readonly panels: readonly Panel[]
  readonly style: { readonly version: number; readonly look: string }
}

/** For `expect.poll` and `expect.waitFor`: long enough for a busy machine, looked at often. */
export const soon = { timeout: 20_000, interval: 50 } as const

export const readStoryboard = (api: Api, id: string): Promise<Storyboard> =>
  api.get<Storyboard>(`/storyboards/${id}`)

export async function readPanel(api: Api, id: string, panelId: string): Promise<Panel> {
  const { panels } = await readStoryboard(api, id)
  const panel = panels.find((candidate) => candidate.id === panelId)
  if (!panel) throw new Error(`there is no ${panelId}`)
  return panel
}

/** Waits until the first panels have their pictures. */
export async function waitForPictures(api: Api, id: string, count: number): Promise<void> {
  await expect
    .poll(
      async () => {
        const { panels } = await readStoryboard(api, id)
        return panels.slice(0, count).filter(({ picture }) => picture !== null).length
      },
      { timeout: 60_000, interval: 100 },
    )
    .toBe(count)
}

/** A storyboard from a script, with pictures in its first panels; gives its id. */
export async function createStoryboard(
  api: Api,
  options: { readonly title: string; readonly script: string; readonly pictures: number },
): Promise<string> {
  const { title, script, pictures } = options
  const { id } = await api.post<{ id: string }>("/storyboards", { title })
  const drawn = pictures === 0 ? "&pictures=none" : ""
  await api.postBytes(`/storyboards/${id}/import?format=fountain${drawn}`, script, "text/plain")
  await waitForPictures(api, id, pictures)
  return id
}
