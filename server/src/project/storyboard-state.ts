import { findPicture, type Storyboard, type StoryboardId } from "@panelwright/core"
import type { StoryboardState } from "@panelwright/core/protocol"

/** What the API gives of a storyboard: story content, without what only the canvas needs. */
export function toStoryboardState(
  id: StoryboardId,
  revision: number,
  storyboard: Storyboard,
): StoryboardState {
  const { settings, scenes, shots, panels, characters, locations, style } = storyboard
  return {
    id,
    title: settings.title,
    revision,
    settings,
    durationFrames: storyboard.durationFrames,
    scenes: scenes.map(({ rank: _rank, displayNumber, ...scene }) => ({
      ...scene,
      number: displayNumber,
    })),
    shots: shots.map(({ rank: _rank, ...shot }) => shot),
    panels: panels.map((panel) => {
      const { rank: _rank, index: _index, position: _position, variants, comments, ...rest } = panel
      return {
        ...rest,
        picture: findPicture(panel)?.asset ?? null,
        variants: variants.map(({ panelId: _panelId, ...variant }) => variant),
        comments: comments.map(({ panelId: _panelId, ...thread }) => thread),
      }
    }),
    context: { characters: [...characters], locations: [...locations] },
    style,
  }
}
