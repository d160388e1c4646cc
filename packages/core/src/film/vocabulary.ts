import { z } from "zod"

/** A word of the field: the code is stored, the abbreviation printed, aliases are accepted from people and files. */
export interface Term {
  readonly label: string
  readonly abbreviation: string
  readonly aliases: readonly string[]
}

const term = (label: string, abbreviation: string, ...aliases: string[]): Term => ({
  label,
  abbreviation,
  aliases,
})

/** Shot sizes, widest first, so that "closer" is the next one. */
export const sizes = {
  establishing: term("Establishing", "EST", "establishing shot"),
  "extreme-wide": term("Extreme wide", "EWS", "els", "extreme long", "extreme wide shot"),
  wide: term("Wide", "WS", "ls", "long", "long shot", "wide shot"),
  full: term("Full", "FS", "full shot", "full figure"),
  cowboy: term("Cowboy", "CS", "american", "mfs", "mls", "medium full", "medium long"),
  medium: term("Medium", "MS", "mid", "medium shot", "mid shot", "waist"),
  "medium-close-up": term("Medium close-up", "MCU", "medium close up", "bust"),
  "close-up": term("Close-up", "CU", "close up", "closeup", "close shot"),
  "big-close-up": term("Big close-up", "BCU", "vcu", "very close-up", "big close up"),
  "extreme-close-up": term("Extreme close-up", "ECU", "xcu", "extreme close up"),
  insert: term("Insert", "INS", "detail", "cutaway", "insert shot"),
} as const satisfies Record<string, Term>

export const angles = {
  "eye-level": term("Eye level", "EL", "eye", "eye-level", "straight"),
  high: term("High", "HA", "high angle", "from above", "looking down"),
  low: term("Low", "LA", "low angle", "from below", "looking up"),
  overhead: term("Overhead", "OH", "top", "top shot", "top down"),
  "birds-eye": term("Bird's eye", "BEV", "bird's eye view", "birds eye", "aerial"),
  "worms-eye": term("Worm's eye", "WEV", "worm's eye view", "worms eye", "ground level"),
  dutch: term("Dutch", "DA", "dutch angle", "canted", "tilted"),
  profile: term("Profile", "PROF", "side", "from the side"),
  "over-the-shoulder": term("Over the shoulder", "OTS", "over shoulder", "ots"),
  "point-of-view": term("Point of view", "POV", "pov", "subjective"),
  back: term("Back", "BACK", "from behind", "rear"),
} as const satisfies Record<string, Term>

export const movements = {
  static: term("Static", "STAT", "locked", "locked off", "still"),
  "pan-left": term("Pan left", "PAN L"),
  "pan-right": term("Pan right", "PAN R", "pan"),
  "whip-pan": term("Whip pan", "WHIP", "swish pan"),
  "tilt-up": term("Tilt up", "TILT U"),
  "tilt-down": term("Tilt down", "TILT D", "tilt"),
  "dolly-in": term("Dolly in", "DOLLY IN", "push in", "push", "track in"),
  "dolly-out": term("Dolly out", "DOLLY OUT", "pull back", "pull out", "track out"),
  "truck-left": term("Truck left", "TRK L", "track left", "crab left"),
  "truck-right": term("Truck right", "TRK R", "track right", "tracking", "crab right"),
  arc: term("Arc", "ARC", "orbit"),
  "pedestal-up": term("Pedestal up", "PED U"),
  "pedestal-down": term("Pedestal down", "PED D"),
  "crane-up": term("Crane up", "CRN U", "boom up", "crane"),
  "crane-down": term("Crane down", "CRN D", "boom down"),
  "zoom-in": term("Zoom in", "ZOOM IN", "zoom"),
  "zoom-out": term("Zoom out", "ZOOM OUT"),
  "dolly-zoom": term("Dolly zoom", "DZ", "vertigo"),
  handheld: term("Handheld", "HH"),
  steadicam: term("Steadicam", "STDC"),
  drone: term("Drone", "DRN"),
  follow: term("Follow", "FOLLOW"),
  rack: term("Rack focus", "RACK", "focus pull"),
} as const satisfies Record<string, Term>

export type Size = keyof typeof sizes
export type Angle = keyof typeof angles
export type Movement = keyof typeof movements

const keys = <Code extends string>(terms: Record<Code, Term>) =>
  Object.keys(terms) as [Code, ...Code[]]

export const sizeSchema = z.enum(keys(sizes))
export const angleSchema = z.enum(keys(angles))
export const movementSchema = z.enum(keys(movements))

/** The code that a person or a file means by a word, label, abbreviation or alias; null when none. */
export function findTerm<Code extends string>(
  terms: Record<Code, Term>,
  words: string,
): Code | null {
  const wanted = words.trim().toLowerCase()
  for (const code of keys(terms)) {
    const { label, abbreviation, aliases } = terms[code]
    const known: readonly string[] = [code, label, abbreviation, ...aliases]
    if (known.some((word) => word.toLowerCase() === wanted)) return code
  }
  return null
}
