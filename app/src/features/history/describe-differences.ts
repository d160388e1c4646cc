import type { Difference } from "@panelwright/core"

const fieldLabels: Readonly<Record<string, string>> = {
  place: "place",
  action: "action",
  dialogue: "dialogue",
  sound: "sound",
  notes: "notes",
  camera: "camera",
  frames: "length",
  cast: "cast",
  location: "location",
  status: "status",
  picture: "picture",
  pictures: "new picture",
  position: "position",
  drawing: "drawing",
  comments: "comment",
  number: "number",
  heading: "heading",
  setting: "interior or exterior",
  timeOfDay: "time of day",
  scene: "scene",
  name: "name",
  words: "words",
  looks: "looks",
  sheet: "pictures to be like",
  look: "look",
  palette: "palette",
  line: "line",
  shading: "shading",
  rules: "rules",
  scenes: "looks of scenes",
  contrast: "contrast",
  anchors: "anchors",
  forbidden: "what is not wanted",
  locked: "lock",
  title: "title",
  aspectRatio: "aspect ratio",
  frameRate: "frame rate",
  startTimeCode: "start time code",
  arrangement: "arrangement",
}

const nouns: Record<Difference["subject"], readonly [one: string, many: string]> = {
  panel: ["Panel", "panels"],
  shot: ["Shot", "shots"],
  scene: ["Scene", "scenes"],
  character: ["Character", "characters"],
  location: ["Location", "locations"],
  style: ["Style", "styles"],
  settings: ["Settings", "settings"],
  script: ["Script", "scripts"],
  canvas: ["Notes and drawing on the board", "boards"],
}

const order: readonly Difference["subject"][] = [
  "panel",
  "scene",
  "shot",
  "character",
  "location",
  "style",
  "script",
  "settings",
  "canvas",
]

const mostNamed = 3

export const describeFields = (fields: readonly string[]): string => {
  // A new picture that was chosen at once is one thing to people.
  const shown = fields.includes("picture") ? fields.filter((name) => name !== "pictures") : fields
  return shown.map((field) => fieldLabels[field] ?? field).join(", ")
}

/** Short phrases, the most telling first: `Panel 12: action, camera`, `3 panels added`, `Style: palette`. */
export function describeDifferences(differences: readonly Difference[]): string[] {
  const phrases = order.flatMap((subject) =>
    describeSubject(
      subject,
      differences.filter((difference) => difference.subject === subject),
    ),
  )
  if (phrases.length > 0) return phrases
  return describeMany("shot", differences)
}

function describeSubject(
  subject: Difference["subject"],
  differences: readonly Difference[],
): string[] {
  const changed = differences.filter(({ change }) => change === "changed")
  // That shots come and go with their panels is no news.
  const whole = subject === "shot" ? [] : describeMany(subject, differences)
  if (changed[0]?.id === null) return [withFields(nouns[subject][0], changed[0].fields)]
  const alike = Map.groupBy(changed, ({ fields }) => describeFields(fields))
  return [
    ...[...alike].map(([fields, items]) =>
      fields === "" ? nameThem(subject, items) : `${nameThem(subject, items)}: ${fields}`,
    ),
    ...whole,
  ]
}

function describeMany(
  subject: Difference["subject"],
  differences: readonly Difference[],
): string[] {
  return (["added", "removed"] as const).flatMap((change) => {
    const items = differences.filter(
      (difference) => difference.subject === subject && difference.change === change,
    )
    if (items.length === 0) return []
    return [
      items.length === 1
        ? `${nameThem(subject, items)} ${change}`
        : `${items.length} ${nouns[subject][1]} ${change}`,
    ]
  })
}

function nameThem(subject: Difference["subject"], items: readonly Difference[]): string {
  const [one, many] = nouns[subject]
  if (items.length > mostNamed) return `${items.length} ${many}`
  const labels = items.map(({ label }) => label).join(", ")
  if (subject === "character" || subject === "location") return labels
  return items.length === 1 ? `${one} ${labels}` : `${one}s ${labels}`
}

const withFields = (noun: string, fields: readonly string[]) =>
  fields.length === 0 ? noun : `${noun}: ${describeFields(fields)}`
