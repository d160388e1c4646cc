import { describe, expect, it } from "vitest"
import { parseFountain } from "./fountain.ts"
import { toPlainText } from "./words.ts"

/** Each element as `kind: text`. */
const outline = (text: string) =>
  parseFountain(text).elements.map((element) => `${element.kind}: ${toPlainText(element)}`)

const kinds = (text: string) => parseFountain(text).elements.map(({ kind }) => kind)

const headings = (text: string) => parseFountain(text).scenes.map(({ heading }) => heading)

const sides = (text: string) =>
  parseFountain(text).elements.map((element) => ("dual" in element ? element.dual : "none"))

const lines = (...parts: string[]) => parts.join("\n")

describe("comments", () => {
  it("[SCR-4] takes notes and boneyards out before anything else, inside headings and cues too", () => {
    const text = lines(
      "INT. HOUSE [[which one?]]- DAY /* maybe",
      "",
      "night */#4#",
      "",
      "MARA[[older]] (V.O.)",
      "Hello [[warm",
      "voice]] there.",
    )
    expect(outline(text)).toEqual([
      "heading: INT. HOUSE - DAY",
      "cue: MARA (V.O.)",
      "dialogue: Hello  there.",
    ])
    expect(parseFountain(text).scenes[0]?.number).toBe("4")
  })

  it("[SCR-4] hides whole scenes in a boneyard", () => {
    const text = "INT. A - DAY\n\nOne.\n\n/*\nINT. B - DAY\n\nTwo.\n*/\n\nThree."
    expect(outline(text)).toEqual([
      "heading: INT. A - DAY",
      "action: One.",
      "boneyard: INT. B - DAY\n\nTwo.",
      "action: Three.",
    ])
  })

  it("[SCR-5] leaves unclosed ones as the words they are, and says where", () => {
    const script = parseFountain("Two /* three.\n\n[[ open\n\nnot closed here ]]")
    expect(script.elements.map(toPlainText)).toEqual([
      "Two /* three.",
      "[[ open",
      "not closed here ]]",
    ])
    expect(script.warnings).toMatchObject([
      { kind: "boneyard-unclosed", line: 1, from: 4 },
      { kind: "note-unclosed", line: 3 },
      { kind: "no-headings" },
    ])
  })

  it("[SCR-4] lets a note go on over an empty line that holds two spaces", () => {
    expect(outline("[[one\n  \ntwo]]")).toEqual(["note: one\n  \ntwo"])
  })

  it("[SCR-4] keeps a speech open around a note on a line of its own", () => {
    expect(kinds("MARA\n[[softly]]\nHello.\n[[then]]\nAgain.")).toEqual([
      "cue",
      "note",
      "dialogue",
      "note",
      "dialogue",
    ])
  })
})

describe("headings", () => {
  it.each([
    "INT. A - DAY",
    "int. a",
    "EXT A",
    "EST. A",
    "INT./EXT. A",
    "INT/EXT A",
    "I/E A",
    "EXT/INT. A",
  ])("[SCR-6] takes %s between blank lines as a heading", (heading) => {
    expect(kinds(`One.\n\n${heading}\n\nTwo.`)).toEqual(["action", "heading", "action"])
  })

  it.each(["INTERIOR MONOLOGUE", "EXTRA people wait.", "INTO the dark", "...and then", ". alone"])(
    "[SCR-6] takes %s as no heading",
    (words) => {
      expect(kinds(`One.\n\n${words}\n\nTwo.`)).toEqual(["action", "action", "action"])
    },
  )

  it("[SCR-6] forces one by a dot before a letter or a figure", () => {
    expect(outline("One.\n\n.OPENING TITLES #1A#\n\n.22\n\nTwo.")).toEqual([
      "action: One.",
      "heading: OPENING TITLES",
      "heading: 22",
      "action: Two.",
    ])
  })

  it("[SCR-9] makes a scene, not a character, of a heading with text right under it", () => {
    const script = parseFountain("INT. HOUSE - DAY\nMara waits.\n\nEnd.")
    expect(script.elements.map(({ kind }) => kind)).toEqual(["heading", "action", "action"])
    expect(script.warnings).toEqual([
      { kind: "heading-not-separated", line: 1, from: 0, heading: "INT. HOUSE - DAY" },
    ])
  })

  it("[SCR-9] finds a certain heading right after action or speech", () => {
    expect(kinds("He goes.\nINT. HOUSE - DAY\n\nMARA\nHello.\nEXT. ROAD - DAY\n\nEnd.")).toEqual([
      "action",
      "heading",
      "cue",
      "dialogue",
      "heading",
      "action",
    ])
  })

  it("[SCR-9] loses none under sections and synopses, nor in speech that ends in one", () => {
    expect(
      outline(
        "# Act one\n= it begins\nINT. HOUSE - DAY\n= more\n\nMARA\nHi.\n## Two\nEXT. A - DAY",
      ),
    ).toEqual([
      "section: Act one",
      "synopsis: it begins",
      "heading: INT. HOUSE - DAY",
      "synopsis: more",
      "cue: MARA",
      "dialogue: Hi.",
      "section: Two",
      "heading: EXT. A - DAY",
    ])
    expect(parseFountain("# A\n= b\nINT. HOUSE - DAY\n\nWords.").warnings).toEqual([])
  })
})

describe("cues and speech", () => {
  it("[SCR-10] needs a letter and no small ones outside its extensions", () => {
    expect(kinds("R2D2\nBeep.")).toEqual(["cue", "dialogue"])
    expect(kinds("23\nWords.")).toEqual(["action"])
    expect(kinds("Mara\nWords.")).toEqual(["action"])
    expect(kinds("MARA")).toEqual(["action"])
  })

  it("[SCR-10] parses extensions off, small letters and all", () => {
    const [cue] = parseFountain("MARA HALL (on the radio) (CONT'D)\nHello.").elements
    expect(cue).toMatchObject({ name: "MARA HALL", extensions: ["on the radio", "CONT'D"] })
  })

  it("[SCR-10] forces one by @", () => {
    const [cue] = parseFountain("@McAVOY (V.O.)\nHello.").elements
    expect(cue).toMatchObject({ kind: "cue", name: "McAVOY", extensions: ["V.O."] })
  })

  it("[SCR-11] pairs dual dialogue within this text only", () => {
    const text = "MARA\nOne.\n\nJONAS ^\n(loud)\nTwo."
    expect(sides(text)).toEqual(["left", "left", "right", "right", "right"])
    expect(sides("MARA\nOne.")).toEqual([null, null])
    expect(sides("MARA\nOne.\n\nHe waits.\n\nJONAS ^\nTwo.")).toEqual([
      null,
      null,
      "none",
      null,
      null,
    ])
    expect(parseFountain("JONAS ^\nTwo.").warnings).toMatchObject([
      { kind: "dual-without-partner", line: 1 },
      { kind: "no-headings" },
    ])
  })

  it("[SCR-12] lets lyrics and parentheticals follow a cue", () => {
    expect(outline("MARA\n~Row, row\n~your boat\n(stops)\nNo.")).toEqual([
      "cue: MARA",
      "lyric: Row, row\nyour boat",
      "parenthetical: (stops)",
      "dialogue: No.",
    ])
  })

  it("[SCR-12] keeps dialogue open at a line of two spaces, and closes it at a blank one", () => {
    expect(outline("MARA\nOne.\n  \nTwo.\n\nThree.")).toEqual([
      "cue: MARA",
      "dialogue: One.\n  \nTwo.",
      "action: Three.",
    ])
    expect(kinds("MARA\nOne.\n  \n\nTwo.")).toEqual(["cue", "dialogue", "action"])
  })

  it("[SCR-10] reads indented scripts as it reads flush ones", () => {
    expect(outline("          MARA\n     (low)\n   Hello.")).toEqual([
      "cue: MARA",
      "parenthetical: (low)",
      "dialogue: Hello.",
    ])
  })
})

describe("other elements", () => {
  it("[SCR-13] takes capitals that end exactly in TO: as a transition, and what > forces", () => {
    expect(
      outline("One.\n\nCUT TO:\n\n> FADE OUT.\n\n>THE END<\n\nI HAVE TO: \n\nCut to:"),
    ).toEqual([
      "action: One.",
      "transition: CUT TO:",
      "transition: FADE OUT.",
      "centred: THE END",
      "action: I HAVE TO: ",
      "action: Cut to:",
    ])
  })

  it("[SCR-13] takes a transition right above a heading as one", () => {
    expect(kinds("One.\n\nCUT TO:\nINT. HOUSE - DAY\n\nTwo.")).toEqual([
      "action",
      "transition",
      "heading",
      "action",
    ])
  })

  it("[SCR-14] reads a title page with values in lines of their own", () => {
    const script = parseFountain("Title:\n    _**BRICK**_\n    & STEEL\nAuthor: Ann\n\nFADE IN:")
    expect(script.titlePage).toEqual([
      { key: "Title", values: ["_**BRICK**_", "& STEEL"] },
      { key: "Author", values: ["Ann"] },
    ])
    expect(script.elements.map(({ kind }) => kind)).toEqual(["title-page", "action"])
  })

  it.each([
    "FADE IN:\n\nINT. A - DAY",
    "MARA: Hello.\n\nINT. A - DAY",
    "INT. A: B - DAY\n\nWords.",
  ])("[SCR-14] takes no title page from %j", (text) => {
    expect(parseFountain(text).titlePage).toEqual([])
  })

  it("[SCR-14] never lets a title page swallow the first heading", () => {
    const script = parseFountain("Title: A\nINT. HOUSE - DAY\n\nWords.")
    expect(script.scenes.map(({ heading }) => heading)).toEqual(["INT. HOUSE - DAY"])
  })

  it("[SCR-13] keeps ! as action, === as a page break, and the indent of action", () => {
    expect(outline("!INT. NOT - DAY\n\n===\n\n    Deep.\n    !BANG")).toEqual([
      "action: INT. NOT - DAY",
      "page-break: ",
      "action:     Deep.\n    BANG",
    ])
  })
})

describe("scenes", () => {
  it("[SCR-15] makes a scene of what stands before the first heading only when something happens in it", () => {
    expect(headings("Title: A\n\nFADE IN:\n\n# One\n\nINT. A - DAY")).toEqual(["INT. A - DAY"])
    expect(headings("Title: A\n\nBlack. Rain.\n\nINT. A - DAY")).toEqual(["", "INT. A - DAY"])
    expect(headings("")).toEqual([])
  })

  it("[SCR-15] holds every element from its heading to the next", () => {
    const { scenes, elements } = parseFountain(
      "INT. A - DAY #1#\n\nOne.\n\nEXT. B - DAY\n\nMARA\nTwo.",
    )
    expect(scenes.flatMap((scene) => scene.elements)).toEqual(elements)
    expect(scenes[0]).toMatchObject({ number: "1", place: "A", from: 0, to: 22 })
  })
})

describe("emphasis", () => {
  it.each([
    ["*a* **b** ***c*** _d_", "a b c d"],
    ["_**both**_ and \\*stars\\*", "both and *stars*"],
    ["2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name"],
    ["*open\nnext*", "*open\nnext*"],
  ])("[SCR-16] takes the marks out of %j", (written, plain) => {
    expect(parseFountain(written).elements.map(toPlainText)).toEqual([plain])
  })
})
