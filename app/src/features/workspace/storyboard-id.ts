export const storyboardIdPrefix = "storyboard:"

/** The id behind an address, which may be written in full or without its kind. */
export const toStoryboardId = (parameter: string): string =>
  parameter.startsWith(storyboardIdPrefix) ? parameter : storyboardIdPrefix + parameter
