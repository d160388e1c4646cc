import type { PanelCell } from "./panel.ts"

const mara = ["MARA"]
const two = ["MARA", "THE KEEPER"]
const room = "INT. LAMP ROOM - NIGHT"

/** Places, skies and a short story, as panels in words. */
export const placeSheets: Record<
  string,
  { readonly columns: number; readonly cells: readonly PanelCell[] }
> = {
  interiors: {
    columns: 4,
    cells: [
      "ROOM",
      "KITCHEN",
      "BEDROOM",
      "OFFICE",
      "CORRIDOR",
      "BAR",
      "CHURCH",
      "HOSPITAL",
      "PRISON CELL",
      "SHOP",
      "CELLAR",
      "TRAIN",
      "LAMP ROOM",
      "STAIRS",
    ].flatMap((place) => [
      {
        heading: `INT. ${place} - DAY`,
        action: "Mara waits.",
        cast: mara,
        camera: { size: "wide" as const },
      },
      {
        heading: `INT. ${place} - NIGHT`,
        action: "Mara looks at the Keeper.",
        cast: two,
        camera: { size: "medium" as const },
      },
    ]),
  },
  exteriors: {
    columns: 4,
    cells: [
      "STREET",
      "CITY",
      "FOREST",
      "FIELD",
      "BEACH",
      "SEA",
      "DESERT",
      "MOUNTAINS",
      "ROAD",
      "ROOF",
      "VILLAGE",
      "GARDEN",
      "HARBOUR",
      "CLIFF",
    ].flatMap((place) => [
      {
        heading: `EXT. ${place} - DAY`,
        action: "Mara walks.",
        cast: mara,
        camera: { size: "wide" as const },
      },
      {
        heading: `EXT. ${place} - NIGHT`,
        action: "Mara looks at the Keeper.",
        cast: two,
        camera: { size: "medium" as const },
      },
    ]),
  },
  skies: {
    columns: 4,
    cells: ["DAY", "DUSK", "NIGHT", "DAWN"].flatMap((time) =>
      ["", "Rain.", "Storm.", "Fog.", "Snow."].map((weather) => ({
        heading: `EXT. HARBOUR - ${time}`,
        action: `Mara waits. ${weather}`,
        cast: mara,
        camera: { size: "wide" as const },
      })),
    ),
  },
  story: {
    columns: 3,
    cells: [
      {
        heading: "EXT. CLIFF - NIGHT",
        action: "A lighthouse above a black sea. Storm.",
        camera: { size: "establishing" },
      },
      {
        heading: "EXT. SEA - NIGHT",
        action: "Mara rows the boat. Rain.",
        cast: mara,
        camera: { size: "wide" },
      },
      {
        heading: "INT. LIGHTHOUSE - STAIRS - NIGHT",
        action: "Mara climbs the stairs.",
        cast: mara,
        camera: { size: "full", angle: "low" },
      },
      {
        heading: room,
        action: "The Keeper stands at the lens.",
        cast: ["THE KEEPER"],
        camera: { size: "wide" },
      },
      {
        heading: room,
        action: "Mara enters. The Keeper turns.",
        cast: two,
        camera: { size: "full" },
      },
      {
        heading: room,
        action: "",
        dialogue: "MARA: You let it go out.",
        cast: two,
        camera: { size: "close-up" },
      },
      {
        heading: room,
        action: "",
        dialogue: "THE KEEPER: I had to.",
        cast: two,
        camera: { size: "medium", angle: "over-the-shoulder" },
      },
      {
        heading: room,
        action: "She holds a key.",
        dialogue: "",
        cast: mara,
        camera: { size: "insert" },
      },
      {
        heading: room,
        action: "Mara runs.",
        cast: mara,
        camera: { size: "cowboy", angle: "dutch", movement: "dolly-in" },
      },
      {
        heading: "EXT. HARBOUR - DAWN",
        action: "Mara sits on the pier. A dog waits.",
        cast: mara,
        camera: { size: "wide", movement: "crane-up" },
      },
    ],
  },
}
