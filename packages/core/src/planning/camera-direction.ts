import type { Angle, Movement, Size } from "../film/vocabulary.ts"
import type { NameFinder } from "./name-finder.ts"

/** What the writer says about the camera in the words of an action. */
export interface CameraDirection {
  readonly size: Size | null
  readonly angle: Angle | null
  readonly movement: Movement | null
  /** Whether the words ask for a picture of their own. */
  readonly starts: boolean
}

type Rule<Code> = readonly [RegExp, Code]

const sizeRules: readonly Rule<Size>[] = [
  [/\bEXTREME CLOSE[- ]?UP\b|\b[EX]CU\b/, "extreme-close-up"],
  [/\bINSERT\b|\bDETAIL\b|\bCUTAWAY\b/, "insert"],
  [/\bMEDIUM CLOSE[- ]?UP\b|\bMCU\b/, "medium-close-up"],
  [/\bBIG CLOSE[- ]?UP\b|\bBCU\b/, "big-close-up"],
  [/\bMEDIUM SHOT\b|\bMID[- ]SHOT\b|\bTWO[- ]SHOT\b/, "medium"],
  [/\bFULL SHOT\b/, "full"],
  [/\bCOWBOY SHOT\b/, "cowboy"],
  [/\bEXTREME WIDE\b|\bVERY WIDE\b|\bEXTREME LONG\b/, "extreme-wide"],
  [/\bESTABLISHING\b|\bAERIAL\b/, "establishing"],
  [/\bWIDER?\b(?=:|,|\.| -| —| –| SHOT| ON| ANGLE|$)|\bLONG SHOT\b|\b(?:go|cut) wide\b/, "wide"],
]

const closeOn =
  /\b(?:EXTREMELY )?(?:CLOSER?|TIGHT(?:ER)?)(?: UP)? ON\b|\bCLOSE[- ]?UP\b(?: (?:OF|ON))?|\bCU\b|^Close on\b/

const angleRules: readonly Rule<Angle>[] = [
  [
    /\bP\.?O\.?V\b|\bpoint of view\b|\bthrough (?:the|his|her|their|a) (?:binoculars|telescope|spyglass|keyhole|scope|periscope)\b/i,
    "point-of-view",
  ],
  [/\bbird['’]?s[- ]eye\b|\bAERIAL\b|\bfrom high above\b/i, "birds-eye"],
  [/\bworm['’]?s[- ]eye\b|\bGROUND LEVEL\b/i, "worms-eye"],
  [
    /\bOVERHEAD SHOT\b|\bOVERHEAD\b(?=:| -| —|$)|\btop shot\b|\b(?:seen )?from (?:directly |straight )?above\b/i,
    "overhead",
  ],
  [/\blow angle\b/i, "low"],
  [/\bhigh angle\b/i, "high"],
  [/\bover (?:the|his|her|their|\p{Lu}\p{L}*['’]s) shoulder\b/iu, "over-the-shoulder"],
  [/\bDUTCH ANGLE\b|\bcanted\b/i, "dutch"],
  [/\bin profile\b|\bPROFILE\b/, "profile"],
  [/\bfrom behind\b/i, "back"],
]

/** Said of the camera: `the camera pulls back`, `we pull back`, `Pull back to …`, `PULL BACK`. */
const ofCamera = (verb: string) =>
  new RegExp(
    `(?:\\b(?:camera|we|lens|frame|shot)\\s+(?:\\p{L}+ly\\s+|then\\s+|now\\s+)?|^\\W*(?:slowly\\s+)?)(?:${verb})\\b`,
    "iu",
  )

const movementRules: readonly Rule<Movement>[] = [
  [/\bWHIP[- ]PANS?\b/i, "whip-pan"],
  [/\bDOLLY[- ]ZOOM\b/i, "dolly-zoom"],
  [/\brack(?:s|ing)? focus\b|\bfocus pull\b/i, "rack"],
  [/\bpush(?:es|ing)? in\b|\bPUSH IN\b|\bdoll(?:y|ies) in\b/i, "dolly-in"],
  [ofCamera("moves? in|creeps? in|tracks? in|closes? in|drifts? in"), "dolly-in"],
  [
    /\bPULL(?:S|ING)? (?:BACK|OUT)\b|\bdoll(?:y|ies) (?:out|back)\b|\bpulls? back to reveal\b/,
    "dolly-out",
  ],
  [ofCamera("pulls? (?:back|out|away)|moves? (?:back|away)|retreats?"), "dolly-out"],
  [/\bzoom(?:s|ing)? out\b/i, "zoom-out"],
  [/\bzoom(?:s|ing)?\b/i, "zoom-in"],
  [/\bpan(?:s|ning)? (?:to the )?left\b/i, "pan-left"],
  [/\bpans\b|\bpanning\b|\bPAN\b|^Pan (?=to|across|over|along|right|from)/, "pan-right"],
  [ofCamera("tilts? up"), "tilt-up"],
  [ofCamera("tilts? down"), "tilt-down"],
  [/\bTILT UP\b/, "tilt-up"],
  [/\bTILT DOWN\b/, "tilt-down"],
  [ofCamera("cranes? down|booms? down|descends?|sinks?"), "crane-down"],
  [ofCamera("cranes?(?: up)?|booms? up|rises?|climbs?|lifts?"), "crane-up"],
  [/\bCRANE DOWN\b/, "crane-down"],
  [/\bCRANE(?: UP)?\b/, "crane-up"],
  [ofCamera("circles?|orbits?|arcs?"), "arc"],
  [/\bhand-?held\b/i, "handheld"],
  [/\bsteadicam\b/i, "steadicam"],
  [/\bdrone shot\b|\bDRONE\b/, "drone"],
  [/\btrack(?:s|ing)? left\b/i, "truck-left"],
  [/\bTRACKING(?: SHOT)?\b|\btracking shot\b|\btrack(?:s|ing)? right\b/, "truck-right"],
  [ofCamera("tracks?(?: with| along)?|follows?|stays? with|travels? with"), "follow"],
  [/\bfollow(?:s|ing)\b/i, "follow"],
]

const starts =
  /\bANGLE ON\b|\bBACK (?:TO|ON)\b|\bREVERSE(?: ANGLE)?\b|\bON \p{Lu}{2,}|\bPOV\b|\bOVERHEAD\b|\b(?:LOW|HIGH) ANGLE\b/u

const first = <Code>(rules: readonly Rule<Code>[], text: string): Code | null =>
  rules.find(([pattern]) => pattern.test(text))?.[1] ?? null

/** Size words count in capitals only, as scripts write them; moves count in any case. */
export function findDirection(text: string, names: NameFinder): CameraDirection {
  const size = first(sizeRules, text) ?? findCloseSize(text, names)
  const angle = first(angleRules, text)
  const movement = first(movementRules, text)
  return { size, angle, movement, starts: size !== null || starts.test(text) }
}

/** `CLOSE ON Mara` is her face; `CLOSE ON the key` is an insert. */
function findCloseSize(text: string, names: NameFinder): Size | null {
  const match = closeOn.exec(text)
  if (!match) return null
  const object = /^[^.,:;—–]*/.exec(
    text.slice(match.index + match[0].length).replace(/^[\s:,—–-]+/, ""),
  )
  const words = object?.[0].trim() ?? ""
  if (words === "") return "close-up"
  if (/\b(?:eyes?|lips|mouth)\b/i.test(words)) return "extreme-close-up"
  const person = names.find(words).length > 0 && !/['’]s\s/.test(words)
  return person || /\bface\b|^(?:her|him|them)$/i.test(words) ? "close-up" : "insert"
}
