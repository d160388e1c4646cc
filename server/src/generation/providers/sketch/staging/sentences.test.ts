import { createDefaultLooks, type PacketCharacter } from "@panelwright/core"
import { describe, expect, it } from "vitest"
import { createPacket } from "../sketch.fixture.ts"
import { describeReading } from "./describe-reading.fixture.ts"
import { readPanel } from "./reading.ts"
import { sentences } from "./sentences.fixture.ts"

const cast: readonly PacketCharacter[] = [
  { name: "MARA", words: "a woman", looks: createDefaultLooks("MARA"), sheet: [] },
  { name: "THE KEEPER", words: "an old man", looks: createDefaultLooks("THE KEEPER"), sheet: [] },
  {
    name: "TOM",
    words: "",
    looks: { ...createDefaultLooks("TOM"), build: "child", beard: false, garment: "shirt" },
    sheet: [],
  },
]

const read = (action: string) =>
  describeReading(
    readPanel({
      ...createPacket({ heading: "INT. ROOM - DAY", action }),
      characters: /\b(Mara|Keeper|Tom|she|her|he|him|they|both)\b/i.test(action) ? cast : [],
    }),
  )

describe("sentences of scripts", () => {
  it("are two hundred and more", () => {
    expect(new Set(sentences.map(([sentence]) => sentence)).size).toBeGreaterThanOrEqual(200)
  })

  it.each(sentences)("%s", (sentence, understood) => {
    expect(read(sentence)).toBe(understood)
  })
})
