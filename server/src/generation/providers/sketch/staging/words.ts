import type { PoseName } from "../figure/pose.ts"
import type { Expression, TimeOfDay, Weather } from "../scene-graph.ts"

/** What English says, as data. Stems match a word and its usual endings. */
export interface Action {
  readonly stems: readonly string[]
  /** How the body is held, or what the hands do; a posture and an action go together where a pose for both exists. */
  readonly posture?: PoseName
  readonly action?: PoseName
  /** What the hand needs for it. */
  readonly holds?: "phone" | "book" | "letter" | "gun" | "cup" | "suitcase" | "knife"
  /** Done to another person: they come close. */
  readonly close?: boolean
}

export const actions: readonly Action[] = [
  { stems: ["sit", "sits", "sat", "sitting", "seated", "slump", "perch"], posture: "sit" },
  {
    stems: ["lie", "lies", "lying", "lay", "unconscious", "faint", "collapse", "dead", "corpse"],
    posture: "lie",
  },
  { stems: ["sleep", "asleep", "doze", "nap", "snore"], posture: "sleep" },
  { stems: ["kneel", "knelt", "proposes"], posture: "kneel" },
  {
    stems: ["crouch", "squat", "duck", "hide", "hiding", "hid", "huddle", "stoop"],
    posture: "crouch",
  },
  { stems: ["crawl", "creep"], posture: "crawl" },
  { stems: ["cower", "flinch", "cringe"], posture: "cower" },
  { stems: ["pray"], posture: "pray" },
  {
    stems: [
      "walk",
      "stroll",
      "stride",
      "pace",
      "enter",
      "exit",
      "approach",
      "cross",
      "march",
      "leave",
      "wander",
      "come",
      "arrive",
      "step",
      "go",
      "goes",
      "trudge",
      "limp",
      "stagger",
      "stumble",
      "head",
      "follow",
      "descend",
      "return",
    ],
    posture: "walk",
  },
  {
    stems: [
      "run",
      "ran",
      "sprint",
      "rush",
      "race",
      "chase",
      "flee",
      "dash",
      "bolt",
      "hurry",
      "charge",
      "burst",
    ],
    posture: "run",
  },
  { stems: ["climb", "ascend", "scramble", "clamber"], posture: "climb" },
  { stems: ["fall", "fell", "trip", "slip", "tumble"], posture: "fall" },
  { stems: ["jump", "leap", "dance", "twirl", "spin"], posture: "dance" },
  { stems: ["drive", "drove", "steer"], posture: "drive" },
  { stems: ["row", "rowing", "paddle"], posture: "row" },
  { stems: ["point", "gesture", "indicate"], action: "point" },
  { stems: ["phone", "telephone", "dial", "call", "answer"], action: "phone", holds: "phone" },
  { stems: ["read", "study", "studies"], action: "read", holds: "book" },
  { stems: ["write", "wrote", "scribble", "sign", "draw", "note"], action: "sit-write" },
  { stems: ["drink", "drank", "sip", "toast", "gulp"], action: "drink", holds: "cup" },
  { stems: ["aim", "shoot", "shot", "fire", "threaten"], action: "aim", holds: "gun" },
  {
    stems: [
      "punch",
      "hit",
      "fight",
      "fought",
      "attack",
      "swing",
      "stab",
      "kick",
      "slap",
      "wrestle",
      "struggle",
    ],
    action: "punch",
    close: true,
  },
  { stems: ["defend", "block", "guard", "brace"], action: "guard" },
  { stems: ["embrace", "hug", "kiss", "cuddle", "comfort"], action: "embrace", close: true },
  {
    stems: ["argue", "shout", "yell", "plead", "explain", "protest", "insist", "shrug"],
    action: "argue",
  },
  { stems: ["wave", "greet", "beckon", "salute"], action: "wave" },
  {
    stems: [
      "reach",
      "open",
      "touch",
      "grab",
      "take",
      "give",
      "offer",
      "hand",
      "pull",
      "press",
      "knock",
      "hammer",
      "bang",
      "turn the",
      "pick",
      "unlock",
      "close",
      "slam",
    ],
    action: "reach",
  },
  { stems: ["push", "shove", "lean against"], action: "push" },
  { stems: ["carry", "carries", "haul", "drag"], action: "carry" },
  { stems: ["lift", "raise", "hoist", "hold up", "throw", "hurl"], action: "lift" },
  {
    stems: ["hold", "held", "strike", "clutch", "grip", "wield", "brandish", "light", "lit"],
    action: "hold",
  },
  { stems: ["peer", "search", "scan", "squint", "shade", "watch out"], action: "look" },
  { stems: ["think", "ponder", "consider", "wonder", "hesitate"], action: "think" },
  { stems: ["cry", "cries", "weep", "wept", "sob", "mourn"], action: "cry" },
  {
    stems: ["fold", "cross her arms", "cross his arms", "arms crossed", "arms folded", "refuse"],
    action: "crossed",
  },
  {
    stems: [
      "stand",
      "stood",
      "wait",
      "stare",
      "look",
      "watch",
      "gaze",
      "listen",
      "turn",
      "stop",
      "face",
      "freeze",
      "lean",
      "rise",
    ],
    posture: "stand",
  },
]

/** Sitting and doing something with the hands. */
export const seated: Partial<Record<PoseName, PoseName>> = {
  read: "sit-read",
  phone: "sit-phone",
  drink: "sit-drink",
  "sit-write": "sit-write",
  hold: "sit",
}

export const moods: readonly {
  readonly stems: readonly string[]
  readonly expression: Expression
}[] = [
  {
    stems: [
      "smile",
      "laugh",
      "grin",
      "happy",
      "happily",
      "joy",
      "delight",
      "cheer",
      "beam",
      "relief",
      "relieved",
      "amused",
    ],
    expression: "happy",
  },
  {
    stems: [
      "sad",
      "sadly",
      "cry",
      "cries",
      "weep",
      "tear",
      "sob",
      "grief",
      "mourn",
      "miserable",
      "ashamed",
      "tired",
      "exhausted",
    ],
    expression: "sad",
  },
  {
    stems: [
      "angry",
      "angrily",
      "anger",
      "furious",
      "rage",
      "glare",
      "scowl",
      "fierce",
      "snarl",
      "frown",
      "grim",
      "fight",
      "attack",
      "threaten",
    ],
    expression: "angry",
  },
  {
    stems: [
      "afraid",
      "fear",
      "scared",
      "terror",
      "terrified",
      "horror",
      "panic",
      "frightened",
      "shock",
      "startle",
      "gasp",
      "alarm",
      "surprise",
      "stunned",
    ],
    expression: "afraid",
  },
  { stems: ["shout", "scream", "yell", "roar", "holler", "bellow"], expression: "shouting" },
  {
    stems: ["sleep", "asleep", "unconscious", "dead", "faint", "eyes closed"],
    expression: "asleep",
  },
]

export const timeWords: readonly { readonly time: TimeOfDay; readonly words: readonly string[] }[] =
  [
    {
      time: "night",
      words: ["night", "midnight", "nighttime", "moonlight", "moonlit", "dark", "darkness"],
    },
    {
      time: "dusk",
      words: ["dusk", "sunset", "evening", "twilight", "magic hour", "golden hour", "sundown"],
    },
    { time: "dawn", words: ["dawn", "sunrise", "daybreak", "first light", "early morning"] },
    {
      time: "day",
      words: [
        "day",
        "morning",
        "afternoon",
        "noon",
        "midday",
        "daytime",
        "daylight",
        "sunlight",
        "sunny",
      ],
    },
  ]

export const weatherWords: readonly {
  readonly weather: Weather
  readonly words: readonly string[]
}[] = [
  {
    weather: "storm",
    words: [
      "storm",
      "stormy",
      "thunder",
      "lightning",
      "gale",
      "hurricane",
      "tempest",
      "squall",
      "thunderstorm",
    ],
  },
  {
    weather: "snow",
    words: ["snow", "snowy", "snowing", "blizzard", "snows", "snowfall", "sleet"],
  },
  {
    weather: "rain",
    words: ["rain", "rainy", "raining", "rains", "drizzle", "downpour", "pouring"],
  },
  { weather: "fog", words: ["fog", "foggy", "mist", "misty", "haze", "smoky"] },
  { weather: "overcast", words: ["overcast", "cloudy", "grey sky", "clouds", "windy"] },
  { weather: "clear", words: ["clear", "clear sky", "sunny", "sunshine", "dry", "no rain"] },
]

/** People without a name: how many, and how they are built. */
export const strangers: readonly {
  readonly words: readonly string[]
  readonly count: number
  readonly looks: string
}[] = [
  {
    words: [
      "crowd",
      "mob",
      "audience",
      "people",
      "villagers",
      "soldiers",
      "passengers",
      "guests",
      "workers",
      "policemen",
    ],
    count: 5,
    looks: "",
  },
  {
    words: [
      "man",
      "guard",
      "soldier",
      "policeman",
      "officer",
      "sailor",
      "stranger",
      "driver",
      "priest",
      "doctor",
      "waiter",
      "barman",
      "bartender",
      "captain",
      "fisherman",
      "father",
      "guy",
      "fellow",
      "detective",
      "cop",
      "king",
      "boss",
      "keeper",
      "figure",
      "person",
      "someone",
      "somebody",
    ],
    count: 1,
    looks: "short coat average",
  },
  {
    words: ["woman", "lady", "nurse", "waitress", "mother", "queen", "widow", "sister", "wife"],
    count: 1,
    looks: "long dress slight",
  },
  { words: ["boy", "child", "kid", "son"], count: 1, looks: "boy short sweater" },
  { words: ["girl", "daughter"], count: 1, looks: "girl bob dress" },
  {
    words: ["men", "guards", "sailors", "officers", "cops", "fishermen"],
    count: 2,
    looks: "short coat broad",
  },
  { words: ["women", "nurses", "ladies"], count: 2, looks: "long dress" },
  { words: ["children", "kids", "boys", "girls"], count: 2, looks: "child short sweater" },
]

/** Things that words name and this hand cannot draw yet: said, rather than silently left out. */
export const undrawable: ReadonlySet<string> = new Set(
  "harpsichord harp cello drum drums trumpet saxophone flute elephant lion tiger bear monkey snake shark whale dolphin octopus spider dragon dinosaur robot alien helicopter rocket spaceship spacecraft tank tractor bulldozer crane digger balloon zeppelin parachute skateboard surfboard sled sleigh carousel circus castle palace pyramid windmill waterfall volcano iceberg bridge tunnel tower crossbow bow arrow cannon bomb grenade shield armour armor throne swing trampoline microphone radio-mast antenna satellite typewriter sewing-machine washing-machine bathtub toilet shower aquarium chessboard chess dartboard billiard pool-table roulette mannequin puppet doll teddy kite tyre wheel engine propeller anchor net cage noose guillotine gallows cake pizza turkey pumpkin skull skeleton ghost angel butterfly bee mosquito turtle frog duck swan chicken rooster pig sheep goat goose rabbit squirrel".split(
    " ",
  ),
)

/** Whether the word is one of the stems or one with a usual ending. */
export function matchesStem(word: string, stem: string): boolean {
  if (word === stem) return true
  if (stem.length < 3 || !word.startsWith(stem.endsWith("e") ? stem.slice(0, -1) : stem)) {
    const doubled = stem + (stem.at(-1) ?? "")
    return stem.length >= 3 && (word === `${doubled}ing` || word === `${doubled}ed`)
  }
  const base = stem.endsWith("e") ? stem.slice(0, -1) : stem
  const rest = word.slice(base.length)
  const endings = stem.endsWith("e") ? ["e", "es", "ed", "ing"] : ["s", "es", "ed", "ing"]
  if (endings.includes(rest)) return true
  const doubled = stem.at(-1) ?? ""
  return rest === `${doubled}ing` || rest === `${doubled}ed`
}

/** Whether a text has the word or phrase, as whole words. */
export function hasPhrase(text: string, phrase: string): boolean {
  const index = ` ${text} `.indexOf(` ${phrase} `)
  return index >= 0
}

/** Lower case, words only, one space between; sentence ends become `.`. */
export const plain = (text: string) =>
  text
    .toLowerCase()
    .replaceAll(/[’']s\b/g, " s")
    .replaceAll(/[’']/g, "")
    .replaceAll(/[.!?;:]+/g, " . ")
    .replaceAll(/[^a-z0-9é.\- ]+/g, " ")
    .replaceAll(/\s-+|-+\s/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim()
