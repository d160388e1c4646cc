import type { Angle, Movement, Size } from "../film/vocabulary.ts"
import type { Beat } from "./beat.ts"
import { findDirection } from "./camera-direction.ts"
import type { Framing, Stage } from "./framing.ts"
import type { NameFinder } from "./name-finder.ts"
import type { PronounFinder } from "./pronoun.ts"
import { countWords } from "./sentence.ts"

const words = (list: string) => new RegExp(`(?<![\\p{L}])(?:${list})(?![\\p{L}])`, "iu")

const detail = words(
  "hands?|fingers?|fists?|knuckles|keys?|padlock|ring|wristwatch|watch face|clock|phone|screen|letters?|photo(?:graph)?s?|note|envelope|" +
    "knife|gun|pistol|trigger|match|matches|matchbox|button|switch|lever|dial|handle|doorknob|keyhole|blood|cigarette|coins?|badge|map|chart|page|wick|needle|slot|boots?|locket|glass of|bottle",
)
const eyes = words("eyes|eyelids?|pupils?|lips|tears?")
const face = words(
  "looks?|stares?|smiles?|frowns?|face|glances?|watch(?:es)?|listens?|reali[sz]es?|blinks?|winces?|weeps?|cries|sobs?|breath(?:es?)?|whispers?|nods?|hesitates?|freezes?|swallows?|grins?|shakes (?:her|his|their) head",
)
const bodily = words(
  "walks?|runs?|climbs?|cross(?:es)?|enters?|exits?|leaves?|strides?|sprints?|stumbles?|crawls?|jumps?|leaps?|falls?|dances?|rides?|swims?|races?|hurries|chases?|descends?|stands?|paces?|marches|throws?|dives?|drags?|staggers?|hangs?|fights?|wrestles?|bursts?|hammers?|pounds?|kicks?|pulls?|pushes|lifts?|carries|digs?",
)
const surroundings = words(
  "sea|ocean|storm|sky|skies|street|city|town|village|house|houses|building|tower|lighthouse|boat|ship|road|mountains?|hills?|forest|desert|valley|waves?|wind|rain|snow|fog|beam|light|horizon|rocks?|cliffs?|crowd|field|river|room|hall|car|train|wall|room|stars?|sun|moon",
)

const angleReasons: readonly (readonly [RegExp, Angle])[] = [
  [words("map|chart|blueprint|floor ?plan|chess ?board"), "overhead"],
  [words("walks? away|turns? away|leaves?|exits?|back to (?:us|camera|the camera)"), "back"],
  [/(?<!\p{L})looks? down (?:at|on|upon) (?:her|him|them|\p{Lu})/u, "low"],
  [
    words(
      "looms?|towers?|towering|lighthouse|skyscraper|cliffs?|giant|stands? over|above (?:her|him|them|us)|as tall as|rais(?:es|ing) (?:the|a|an|his|her) (?:gun|knife|axe|sword|hammer)|monument|throne|threatens?",
    ),
    "low",
  ],
  [
    words(
      "looks? down|falls?|collapses?|crouch(?:es)?|cowers?|huddl(?:es?|ed)|kneels?|crawls?|curled|trapped|alone|unconscious|drown(?:s|ing)?|hands and (?:feet|knees)|tiny|helpless|sprawl(?:s|ed)",
    ),
    "high",
  ],
  [
    words("lurch(?:es)?|reels?|dizzy|drunk(?:en)?|capsiz(?:es?|ing)|turns? sideways|nightmare"),
    "dutch",
  ],
  [
    words("side by side|at the wheel|behind the wheel|shoulder to shoulder|face to face"),
    "profile",
  ],
]

const movementReasons: readonly (readonly [RegExp, Movement])[] = [
  [words("runs?|sprints?|races?|chases?|hurries|gallops?"), "follow"],
  [words("sweeps? (?:over|across)|passes (?:over|across)|cross(?:es)?"), "pan-right"],
  [words("climbs?|ascends?"), "tilt-up"],
  [words("falls?|sinks?|descends?|plunges?"), "tilt-down"],
  [
    words("struggles?|fights?|wrestles?|brawls?|throws? (?:his|her|their) whole weight"),
    "handheld",
  ],
  [words("reali[sz]es?|dawns on|eyes widen|recogni[sz]es?"), "dolly-in"],
]

const lowObjects = words("tables?|floor|desk|page|hands?")

const carriesOn =
  /^(?:She|He|They|It|Her|His|Their|Its|Then|And|Until|Slowly|Suddenly|Finally|At last|For a moment)(?!\p{L})/u
const ofSomebody =
  /(?<!\p{L})(?:her|his|their|\p{Lu}[\p{L}\p{N}]*['’]s)\s(?:\p{Ll}+\s){0,2}(?:eye|pupil|lip|tear)/iu

/** The panel of an action: what it is about decides the distance, a reason in the words the angle and the move. */
export function frameAction(
  beat: Beat,
  stage: Stage,
  names: NameFinder,
  pronouns: PronounFinder,
): Framing {
  const direction = findDirection(beat.action, names)
  const named = names.find(beat.action)
  const cast = named.length > 0 ? named : pronouns.find(beat.action, stage.present)
  const size =
    direction.size ??
    (direction.angle === "point-of-view" ? "wide" : chooseSize(beat.action, named, cast, stage))
  const isDetail = size === "insert"
  const isNobody =
    direction.angle === "point-of-view" ||
    isDetail ||
    (size === "extreme-close-up" && !ofSomebody.test(beat.action))
  const continues =
    direction.size === null &&
    !direction.starts &&
    !isDetail &&
    stage.before !== null &&
    stage.before.size !== "insert" &&
    stage.beforeBeat?.block === beat.block &&
    (carriesOn.test(beat.action) || isSameCast(cast, stage.before.cast))
  return {
    size,
    angle: direction.angle ?? chooseAngle(beat.action, size, stage),
    movement:
      direction.movement ??
      (isDetail ? "static" : (findReason(movementReasons, beat.action) ?? "static")),
    cast: direction.angle === "point-of-view" ? named.slice(1) : isNobody ? named : cast,
    asked: direction.size !== null,
    continues,
  }
}

/** The first panel of a scene says where we are. */
export function frameOpening(
  beat: Beat,
  options: { readonly exterior: boolean; readonly known: boolean },
  names: NameFinder,
): Framing {
  const direction = findDirection(beat.action, names)
  const angle = findReason(angleReasons, beat.action)
  return {
    size: direction.size ?? (options.exterior && !options.known ? "establishing" : "wide"),
    angle: direction.angle ?? (angle === "low" || angle === "high" ? angle : "eye-level"),
    movement: direction.movement ?? "static",
    cast: names.find(beat.action),
    asked: direction.size !== null,
    continues: false,
  }
}

const isSameCast = (cast: readonly string[], before: readonly string[]) =>
  cast.length > 0 && cast.length === before.length && cast.every((name) => before.includes(name))

function chooseSize(
  action: string,
  named: readonly string[],
  cast: readonly string[],
  stage: Stage,
): Size {
  const count = countWords(action)
  const enters = named.some((name) => !stage.present.includes(name))
  if (cast.length > 2) return enters || bodily.test(action) ? "wide" : "full"
  if (enters) return bodily.test(action) ? "full" : "medium"
  if (eyes.test(action) && count <= 18) return "extreme-close-up"
  if (detail.test(action) && count <= 14 && named.length === 0) return "insert"
  if (cast.length === 0) return surroundings.test(action) || count > 14 ? "wide" : "insert"
  if (face.test(action)) return count <= 7 ? "close-up" : "medium-close-up"
  if (bodily.test(action)) return cast.length === 2 ? "full" : "cowboy"
  if (detail.test(action)) return "medium-close-up"
  return cast.length === 2 ? "cowboy" : "medium"
}

/** A reason in the words, but not the same angle twice; hands and tables are looked down on. */
function chooseAngle(action: string, size: Size, stage: Stage): Angle {
  const reason = findReason(angleReasons, action)
  if (reason && reason !== stage.before?.angle) return reason
  return size === "insert" && lowObjects.test(action) ? "high" : "eye-level"
}

const findReason = <Code>(
  reasons: readonly (readonly [RegExp, Code])[],
  text: string,
): Code | null => reasons.find(([pattern]) => pattern.test(text))?.[1] ?? null
