import {
  createCharacterId,
  createDefaultLooks,
  createLocationId,
  createPanelId,
  createSceneId,
  createShotId,
  createShotPlan,
  defaultSettings,
  maxWordsLength,
  sceneSchema,
  type CharacterId,
  type Command,
  type LocationId,
  type MakeToken,
  type PanelId,
  type PlannedPanel,
  type ScriptRange,
  type ScriptScene,
  type ShotPlan,
  type Storyboard,
} from "@panelwright/core"
import type { ImportedScript } from "./import-format.ts"

export interface ImportPlan {
  readonly commands: readonly Command[]
  readonly scenes: number
  readonly shots: number
  /** In story order. */
  readonly panelIds: readonly PanelId[]
  /** What did not fit, in sentences. */
  readonly lost: readonly string[]
}

const joint = "\n\n"
/** What is known of a person or a place; all of it is in the panels, too. */
const mostContextWords = 2000

/**
 * Commands that put a script after whatever the storyboard has: its text after the script's, its scenes after the
 * last one. People and places that are there already (by name) are used and not changed.
 */
export function createImportPlan(
  imported: ImportedScript,
  storyboard: Storyboard,
  options: { readonly withShots: boolean; readonly makeToken: MakeToken },
): ImportPlan {
  const { withShots, makeToken } = options
  const run = createRun(storyboard, makeToken)
  const offset = storyboard.script === "" ? 0 : storyboard.script.length + joint.length
  run.commands.push(...createTitleCommands(imported, storyboard), {
    kind: "script.replace",
    text: offset === 0 ? imported.text : storyboard.script + joint + imported.text,
  })
  if (!withShots) {
    for (const scene of imported.script.scenes) run.addScene(scene, scene.timeOfDay, null, offset)
    return run.finish()
  }
  const plan = createShotPlan(imported.script, { frameRate: storyboard.settings.frameRate })
  const { cast, places } = run.addContext(plan)
  for (const { scene, timeOfDay, shots } of plan.scenes) {
    const sceneId = run.addScene(scene, timeOfDay, places.get(toPlaceKey(scene)) ?? null, offset)
    for (const { panels } of shots) {
      const shotId = createShotId(makeToken())
      run.commands.push({ kind: "shot.create", id: shotId, sceneId })
      for (const panel of panels) run.addPanel(panel, shotId, cast, offset)
    }
  }
  return run.finish()
}

type ShotId = ReturnType<typeof createShotId>

const toNameKey = (name: string) => name.trim().toUpperCase()
const toPlaceKey = (place: { readonly setting: string | null; readonly place: string }) =>
  `${place.setting ?? ""} ${place.place.trim().toUpperCase().replace(/\s+/g, " ")}`

const shift = ({ from, to }: ScriptRange, offset: number): ScriptRange => ({
  from: from + offset,
  to: to + offset,
})

function createTitleCommands(imported: ImportedScript, storyboard: Storyboard): Command[] {
  const entry = imported.script.titlePage.find(({ key }) => key.toLowerCase() === "title")
  const title = (entry?.values.join(" ") ?? "").replace(/[*_]/g, "").trim().slice(0, 200)
  const untitled = storyboard.settings.title === defaultSettings.title
  return title !== "" && untitled ? [{ kind: "settings.update", changes: { title } }] : []
}

function createRun(storyboard: Storyboard, makeToken: MakeToken) {
  const commands: Command[] = []
  const panelIds: PanelId[] = []
  const lost: string[] = []
  const sceneNumbers = new Set(storyboard.scenes.map(({ number }) => number))
  let scenes = 0

  const fit = (text: string, length: number, what: string): string => {
    if (text.length <= length) return text
    lost.push(`${what} was longer than ${length} characters; the rest is only in the script.`)
    return text.slice(0, length)
  }

  const findSceneNumber = (number: string | null): string | null => {
    if (number === null) return null
    if (!sceneSchema.shape.number.safeParse(number).success) {
      lost.push(`The scene number “${number}” cannot be used here.`)
      return null
    }
    if (sceneNumbers.has(number)) {
      lost.push(
        `The scene number ${number} is taken already, so that scene is numbered by its place.`,
      )
      return null
    }
    sceneNumbers.add(number)
    return number
  }

  return {
    commands,

    addContext(plan: ShotPlan) {
      const cast = new Map<string, CharacterId>(
        storyboard.characters.map(({ id, name }) => [toNameKey(name), id]),
      )
      for (const { name, age, looks, pronoun } of plan.characters) {
        if (cast.has(toNameKey(name))) continue
        const id = createCharacterId(makeToken())
        cast.set(toNameKey(name), id)
        const words = [age, looks].filter((part) => part !== null && part !== "").join(", ")
        commands.push({
          kind: "character.create",
          id,
          name: fit(name, 120, "A name"),
          words: words.slice(0, mostContextWords),
          looks: createDefaultLooks(name, words, pronoun),
        })
      }
      const places = new Map<string, LocationId>(
        storyboard.locations.map(({ id, name, setting }) => [
          toPlaceKey({ place: name, setting }),
          id,
        ]),
      )
      for (const { place, setting, looks } of plan.locations) {
        const key = toPlaceKey({ place, setting })
        if (places.has(key)) continue
        const id = createLocationId(makeToken())
        places.set(key, id)
        commands.push({
          kind: "location.create",
          id,
          name: fit(place, 200, "The name of a place"),
          setting,
          words: looks.slice(0, mostContextWords),
        })
      }
      return { cast, places }
    },

    addScene(
      scene: ScriptScene,
      timeOfDay: string | null,
      locationId: LocationId | null,
      offset: number,
    ) {
      const id = createSceneId(makeToken())
      scenes += 1
      commands.push({
        kind: "scene.create",
        id,
        number: findSceneNumber(scene.number),
        heading: fit(scene.heading, 400, "A scene heading"),
        setting: scene.setting,
        timeOfDay: timeOfDay === null ? null : fit(timeOfDay, 60, "A time of day"),
        locationId,
        scriptRange: shift(scene, offset),
      })
      return id
    },

    addPanel(
      panel: PlannedPanel,
      shotId: ShotId,
      cast: ReadonlyMap<string, CharacterId>,
      offset: number,
    ) {
      const id = createPanelId(makeToken())
      panelIds.push(id)
      const inPicture = panel.cast.map((name) => cast.get(toNameKey(name)))
      commands.push({
        kind: "panel.create",
        id,
        shotId,
        action: fit(panel.action, maxWordsLength, "The action of a panel"),
        dialogue: fit(panel.dialogue, maxWordsLength, "The dialogue of a panel"),
        sound: fit(panel.sound, maxWordsLength, "The sound of a panel"),
        notes: fit(panel.notes, maxWordsLength, "The notes of a panel"),
        camera: panel.camera,
        cast: inPicture.filter((character) => character !== undefined).slice(0, 40),
        frames: panel.frames,
        scriptRange: shift(panel, offset),
      })
    },

    finish(): ImportPlan {
      const shots = commands.filter(({ kind }) => kind === "shot.create").length
      return { commands, scenes, shots, panelIds, lost }
    },
  }
}
