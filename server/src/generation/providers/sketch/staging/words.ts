import type { Expression, TimeOfDay, Weather } from "../scene-graph.ts"
import { listForms } from "./inflection.ts"

const moods: readonly {
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
      "upset",
      "heartbroken",
      "lonely",
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
      "mad",
      "irritated",
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
      "alarm",
      "horrify",
      "horrified",
      "nervous",
      "worried",
      "anxious",
    ],
    expression: "afraid",
  },
  {
    stems: [
      "surprise",
      "surprised",
      "startle",
      "gasp",
      "stunned",
      "astonished",
      "amazed",
      "astonish",
      "shocked",
    ],
    expression: "surprised",
  },
  { stems: ["tired", "weary", "exhausted", "sleepy", "yawn", "drained"], expression: "tired" },
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
  { words: ["corpse", "body", "bodies"], count: 1, looks: "short shirt average" },
  { words: ["couple", "lovers", "pair", "newlyweds"], count: 2, looks: "short suit" },
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

const moodForms = new Map<string, Expression>()
for (const { stems, expression } of moods)
  for (const stem of stems)
    for (const form of [stem, ...listForms(stem)])
      if (!moodForms.has(form)) moodForms.set(form, expression)

/** The mood a word speaks of, in any of its forms and steps: angry, angrier, scowling. */
export const findMood = (word: string): Expression | null =>
  moodForms.get(word) ??
  moodForms.get(word.replace(/ier$/, "y")) ??
  moodForms.get(word.replace(/er$/, "")) ??
  moodForms.get(word.replace(/ly$/, "")) ??
  null

/** Every word for a mood, for suggestions and spelling. */
export const moodWords: readonly string[] = [...moodForms.keys()]

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
