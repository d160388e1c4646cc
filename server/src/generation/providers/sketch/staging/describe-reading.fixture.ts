import type { Reading } from "./reading.ts"

/** A reading in one line, as the table of sentences is written: who does what, what is there, what was not understood. */
export function describeReading(reading: Reading): string {
  const deeds = [...reading.deeds].map(([name, deed]) =>
    [
      name,
      " ",
      deed.pose,
      deed.holds ? ` holds ${deed.holds}` : "",
      deed.partner ? ` with ${deed.partner}` : "",
      deed.towards ? ` to ${deed.towards}` : "",
      deed.spot ? ` ${deed.spot.preposition} ${deed.spot.kind}` : "",
      deed.expression === "neutral" ? "" : ` ${deed.expression}`,
      deed.facing ? ` faces ${deed.facing}` : "",
    ].join(""),
  )
  const things = reading.things
    .filter(({ owner }) => owner === null)
    .map(({ kind, count, spot }) =>
      [
        count > 1 ? `${count} ` : "",
        kind,
        spot ? ` ${spot.preposition} ${spot.kind ?? spot.person ?? "?"}` : "",
      ].join(""),
    )
  const extras = reading.extras.map(({ word, count }) => `${count} ${word}`)
  return [
    deeds.join(", "),
    things.length > 0 ? `[${things.join(", ")}]` : "",
    extras.length > 0 ? `{${extras.join(", ")}}` : "",
    reading.weather === "clear" ? "" : reading.weather,
    reading.time === "day" ? "" : reading.time,
    reading.unknown.length > 0 ? `? ${reading.unknown.join(", ")}` : "",
  ]
    .filter((part) => part !== "")
    .join(" ")
}
