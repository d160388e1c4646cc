import {
  createDefaultLooks,
  defaultStyle,
  type Camera,
  type ContextPacket,
  type Size,
} from "@panelwright/core"

type Sample = readonly [heading: string, action: string, cast: readonly string[], size: Size]

/** Made for the measurement: by day and by night, in and out, near and far, empty and crowded. */
const samples: readonly Sample[] = [
  ["INT. LAMP ROOM - NIGHT", "Mara climbs to the lamp and wipes the glass.", ["MARA"], "medium"],
  ["EXT. CLIFF - DAY", "The lighthouse stands on the rock. Waves break.", [], "establishing"],
  ["INT. KITCHEN - DAY", "The Keeper pours tea at the table.", ["KEEPER"], "medium"],
  ["EXT. STREET - NIGHT", "Mara runs down the street in the rain.", ["MARA"], "full"],
  ["INT. KITCHEN - NIGHT", "Mara and the Keeper argue at the table.", ["MARA", "KEEPER"], "wide"],
  ["EXT. BEACH - DUSK", "Mara walks along the beach with a lantern.", ["MARA"], "wide"],
  ["INT. BEDROOM - NIGHT", "The Keeper sits on the bed.", ["KEEPER"], "medium-close-up"],
  ["EXT. FOREST - DAY", "Mara hides behind a tree.", ["MARA"], "full"],
  ["INT. OFFICE - DAY", "Mara reads a letter at the desk.", ["MARA"], "close-up"],
  ["EXT. HARBOUR - DAY", "A boat lies at the pier.", [], "wide"],
  ["INT. BAR - NIGHT", "The Keeper drinks alone at the counter.", ["KEEPER"], "cowboy"],
  ["EXT. ROAD - DAY", "A car drives along the road.", [], "wide"],
  ["INT. HALL - DAY", "Mara crosses the hall to the door.", ["MARA"], "full"],
  ["EXT. ROOF - NIGHT", "Mara and the Keeper look at the moon.", ["MARA", "KEEPER"], "medium"],
  ["INT. STAIRS - NIGHT", "The Keeper climbs the stairs with a lamp.", ["KEEPER"], "wide"],
  ["EXT. FIELD - DAWN", "A horse stands in the field.", [], "establishing"],
  ["INT. CAR - NIGHT", "Mara drives and looks into the mirror.", ["MARA"], "close-up"],
  ["EXT. BRIDGE - DAY", "The Keeper waits on the bridge.", ["KEEPER"], "wide"],
  ["INT. SHOP - DAY", "Mara picks up a book.", ["MARA"], "medium"],
  ["EXT. ALLEY - NIGHT", "Two people fight in the alley.", ["MARA", "KEEPER"], "full"],
  ["INT. CHURCH - DAY", "The Keeper kneels alone.", ["KEEPER"], "wide"],
  ["EXT. GARDEN - DAY", "Mara sits on the bench under a tree.", ["MARA"], "medium"],
  ["INT. ATTIC - NIGHT", "A lamp stands on a trunk.", [], "insert"],
  ["EXT. SEA - NIGHT", "A small boat in the storm.", [], "establishing"],
  ["INT. LIVING ROOM - DAY", "Mara and the Keeper embrace.", ["MARA", "KEEPER"], "medium"],
  ["EXT. STATION - DAY", "Mara waits with a suitcase.", ["MARA"], "full"],
  ["INT. HOSPITAL - DAY", "The Keeper lies in bed. Mara stands by.", ["MARA", "KEEPER"], "wide"],
  ["EXT. MOUNTAIN - DAY", "Mara climbs towards the peak.", ["MARA"], "establishing"],
  ["INT. CELLAR - NIGHT", "The Keeper holds up a lantern.", ["KEEPER"], "medium"],
  ["EXT. MARKET - DAY", "A crowd at the stalls.", ["MARA"], "wide"],
  ["INT. LIBRARY - NIGHT", "Mara opens an old book.", ["MARA"], "medium-close-up"],
  ["EXT. DESERT - DAY", "The Keeper walks alone.", ["KEEPER"], "wide"],
]

const camera: Camera = { size: "medium", angle: "eye-level", movement: "static", lens: null }

export function createSamplePacket(index: number): ContextPacket {
  const sample = samples[index % samples.length]
  if (!sample) throw new Error("no samples")
  const [heading, action, cast, size] = sample
  return {
    project: { title: "Samples", aspectRatio: "16:9" },
    style: defaultStyle,
    characters: cast.map((name) => ({
      name,
      words: "",
      looks: createDefaultLooks(name),
      sheet: [],
    })),
    location: null,
    shot: {
      number: String(index + 1),
      sceneHeading: heading,
      camera: { ...camera, size },
      action,
      dialogue: "",
      sound: "",
    },
    neighbours: [],
    history: [],
    instruction: null,
    prompt: [],
    tokenCount: 0,
    dropped: [],
  }
}
