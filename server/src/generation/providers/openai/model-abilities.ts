/**
 * Models that follow marks drawn over the first picture, by how their names begin. Edit it when there are others.
 * Source: `markup` in OpenAI's reference of image edits, 2026-11: from 2.5 on.
 */
const followMarkup: readonly string[] = ["gpt-image-2.5", "gpt-image-2.6", "chatgpt-image-latest"]

export const followsMarkup = (model: string): boolean =>
  followMarkup.some((name) => model.startsWith(name))
