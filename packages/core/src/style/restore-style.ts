import type { Command } from "../command/command.ts"
import type { Style } from "../context/style.ts"
import { toStyleMark } from "./compose-style.ts"

export type StyleChanges = Extract<Command, { kind: "style.update" }>["changes"]

const listScenes = ({ scenes }: Style) =>
  Object.entries(scenes)
    .filter(([, look]) => look !== null)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))

/** Whether two versions say the same of every scene. */
export const isSameStyle = (one: Style, other: Style): boolean =>
  toStyleMark(one) === toStyleMark(other) &&
  JSON.stringify(listScenes(one)) === JSON.stringify(listScenes(other))

/** What makes the style say again what it said in an earlier version; its lock and its number are of now. */
export function toRestoringChanges(earlier: Style, present: Style): StyleChanges {
  const { version: _version, locked: _locked, ...hand } = earlier
  const gone = Object.keys(present.scenes).map((sceneId) => [sceneId, null] as const)
  return { ...hand, scenes: { ...Object.fromEntries(gone), ...hand.scenes } }
}
