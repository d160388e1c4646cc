/** What a pose asks of the scene around it, so that words can choose one and a stage can be set for it. */
export interface PoseNeed {
  /** Degrees somebody alone turns from facing the camera, so that the action reads in silhouette. */
  readonly turn: number
  /** What the body needs to be on or at: none is the ground alone. A seat's height is with the pose itself. */
  readonly support?: "seat" | "table" | "bed" | "wall" | "water" | "mount" | "vehicle" | "rung"
  /** Where the hands work, in shares of the standing height: a thing asked for goes there. */
  readonly work?: { readonly high: number; readonly ahead: number }
  /** What the hands are made to hold; other things may be held in the same way. */
  readonly holds?: readonly string[]
  /** Done with somebody: what the other does, how far apart the two stand in shares of the standing height, and whether side by side instead of face to face. */
  readonly partner?: { readonly pose: string; readonly gap: number; readonly beside?: true }
  /** Goes somewhere: the stage leaves room ahead. */
  readonly travels?: true
  /** The working hand goes towards what the eyes are on. */
  readonly aims?: true
}

const door = { high: 0.58, ahead: 0.36 }
const top = { high: 0.5, ahead: 0.34 }
const lap = { high: 0.44, ahead: 0.3 }

/** Every pose there is, in families. A name once given is in recipes and stays. */
export const poseNeeds = {
  // Standing.
  stand: { turn: 30 },
  hips: { turn: 25 },
  crossed: { turn: 25 },
  think: { turn: 35 },
  "hands-behind": { turn: 50 },
  pockets: { turn: 30 },
  slouch: { turn: 55 },
  lean: { turn: 60, support: "wall" },
  "lean-on": { turn: 60, support: "table", work: { high: 0.58, ahead: 0.24 } },
  "look-out": { turn: 115, support: "wall", work: { high: 0.8, ahead: 0.3 } },
  look: { turn: 44 },
  listen: { turn: 62, support: "wall", work: { high: 0.85, ahead: 0.16 } },
  hide: { turn: 66, support: "wall" },
  stretch: { turn: 30 },
  shiver: { turn: 35 },
  // Going.
  walk: { turn: 58, travels: true },
  run: { turn: 64, travels: true },
  sneak: { turn: 66, travels: true },
  limp: { turn: 55, travels: true },
  "walk-up": { turn: 70, travels: true },
  jump: { turn: 66, travels: true },
  climb: { turn: 205, support: "rung" },
  hang: { turn: 200, support: "rung" },
  balance: { turn: 40 },
  fall: { turn: 62 },
  trip: { turn: 72, travels: true },
  swim: { turn: 70, support: "water", travels: true },
  drown: { turn: 30, support: "water" },
  // Low.
  kneel: { turn: 50 },
  crouch: { turn: 45 },
  crawl: { turn: 72, travels: true },
  cower: { turn: 35 },
  pray: { turn: 62 },
  "pick-up": { turn: 68, work: { high: 0.04, ahead: 0.24 } },
  search: { turn: 60, work: { high: 0.2, ahead: 0.28 } },
  "sit-ground": { turn: 48 },
  "cross-legged": { turn: 25 },
  bow: { turn: 68 },
  // Lying.
  lie: { turn: 90 },
  fallen: { turn: 70 },
  sleep: { turn: 90, support: "bed" },
  faint: { turn: 68 },
  "sit-up": { turn: 72, support: "bed" },
  // Sitting.
  sit: { turn: 35, support: "seat" },
  "sit-read": { turn: 38, support: "seat", holds: ["book", "letter"] },
  "sit-write": { turn: 40, support: "table", work: lap, holds: ["pen"] },
  "sit-type": { turn: 52, support: "table", work: lap },
  "sit-eat": { turn: 40, support: "table", work: lap, holds: ["fork"] },
  "sit-phone": { turn: 35, support: "seat", holds: ["phone"] },
  "sit-drink": { turn: 40, support: "seat", holds: ["cup"] },
  "sit-talk": { turn: 40, support: "seat" },
  "sit-think": { turn: 45, support: "seat" },
  "sit-slump": { turn: 50, support: "seat" },
  "sit-crossed": { turn: 30, support: "seat" },
  drive: { turn: 40, support: "vehicle" },
  ride: { turn: 72, support: "mount", travels: true },
  cycle: { turn: 74, support: "mount", travels: true },
  row: { turn: 60, support: "vehicle", travels: true },
  play: { turn: 45, support: "table", work: lap },
  // Saying something without words.
  point: { turn: 56, aims: true },
  argue: { turn: 45 },
  shrug: { turn: 22 },
  wave: { turn: 25 },
  beckon: { turn: 35 },
  salute: { turn: 25 },
  clap: { turn: 40 },
  cheer: { turn: 22 },
  scream: { turn: 25 },
  cry: { turn: 35 },
  "cover-ears": { turn: 25 },
  "hands-up": { turn: 25 },
  stop: { turn: 40, aims: true },
  whisper: { turn: 60, partner: { pose: "stand", gap: 0.24 } },
  sing: { turn: 30 },
  // With something in hand.
  hold: { turn: 35, holds: ["bottle", "torch", "lantern", "knife"] },
  phone: { turn: 35, holds: ["phone"] },
  text: { turn: 40, holds: ["phone"] },
  read: { turn: 38, holds: ["book", "letter", "newspaper", "map"] },
  write: { turn: 45, holds: ["pen"] },
  drink: { turn: 50, holds: ["cup", "bottle", "glass"] },
  eat: { turn: 40, holds: ["bread", "apple"] },
  smoke: { turn: 45, holds: ["cigarette"] },
  lift: { turn: 48, holds: ["torch", "lantern"] },
  carry: { turn: 50, holds: ["crate", "box"] },
  haul: { turn: 55, holds: ["suitcase", "bag", "bucket"] },
  offer: { turn: 58, holds: ["letter", "flower"], aims: true },
  reach: { turn: 58, work: { high: 0.8, ahead: 0.4 }, aims: true },
  "open-door": { turn: 72, support: "wall", work: door },
  knock: { turn: 74, support: "wall", work: { high: 0.82, ahead: 0.3 } },
  press: { turn: 60, support: "wall", work: { high: 0.72, ahead: 0.34 }, aims: true },
  photograph: { turn: 45, holds: ["camera"] },
  spy: { turn: 52, holds: ["binoculars", "telescope"] },
  umbrella: { turn: 35, holds: ["umbrella"] },
  // Work.
  push: { turn: 70, work: { high: 0.76, ahead: 0.34 } },
  pull: { turn: 70, work: { high: 0.6, ahead: 0.3 } },
  drag: { turn: 72, travels: true },
  throw: { turn: 66 },
  dig: { turn: 56, holds: ["shovel"], work: { high: 0.1, ahead: 0.3 } },
  sweep: { turn: 45, holds: ["broom"], work: { high: 0, ahead: 0.3 } },
  chop: { turn: 62, holds: ["axe"], work: { high: 0.3, ahead: 0.4 } },
  hammer: { turn: 62, holds: ["hammer"], work: { high: 0.62, ahead: 0.34 } },
  cook: { turn: 52, support: "table", work: top, holds: ["pan"] },
  pour: { turn: 48, support: "table", work: top, holds: ["bottle"] },
  wash: { turn: 52, support: "table", work: top },
  steer: { turn: 60, work: { high: 0.66, ahead: 0.32 } },
  guitar: { turn: 28, holds: ["guitar"] },
  violin: { turn: 40, holds: ["violin"] },
  // Against somebody.
  punch: { turn: 62, partner: { pose: "recoil", gap: 0.42 } },
  kick: { turn: 68, partner: { pose: "recoil", gap: 0.46 } },
  swing: { turn: 58, holds: ["axe", "bat", "sword"], partner: { pose: "guard", gap: 0.5 } },
  stab: { turn: 62, holds: ["knife"], partner: { pose: "recoil", gap: 0.36 } },
  slap: { turn: 60, partner: { pose: "recoil", gap: 0.36 } },
  shove: { turn: 68, partner: { pose: "recoil", gap: 0.38 } },
  grapple: { turn: 66, partner: { pose: "grapple", gap: 0.34 } },
  strangle: { turn: 64, partner: { pose: "recoil", gap: 0.32 } },
  guard: { turn: 50, partner: { pose: "punch", gap: 0.45 } },
  recoil: { turn: 60, partner: { pose: "punch", gap: 0.42 } },
  aim: { turn: 56, holds: ["gun"], aims: true },
  "aim-rifle": { turn: 60, holds: ["rifle"], aims: true },
  // With somebody.
  embrace: { turn: 62, partner: { pose: "embrace", gap: 0.17 } },
  kiss: { turn: 68, partner: { pose: "kiss", gap: 0.16 } },
  comfort: { turn: 30, partner: { pose: "cry", gap: 0.25, beside: true } },
  "comfort-right": { turn: 30, partner: { pose: "cry", gap: 0.25, beside: true } },
  "shake-hands": { turn: 66, partner: { pose: "shake-hands", gap: 0.46 } },
  "hold-hands": { turn: 30, partner: { pose: "hold-hands", gap: 0.3, beside: true } },
  waltz: { turn: 62, partner: { pose: "waltz", gap: 0.2 } },
  dance: { turn: 35 },
  "help-up": { turn: 66, partner: { pose: "sit-ground", gap: 0.42 } },
} as const satisfies Record<string, PoseNeed>

export type PoseName = keyof typeof poseNeeds
export const poseNames = Object.keys(poseNeeds) as [PoseName, ...PoseName[]]
export const needOf = (pose: PoseName): PoseNeed => poseNeeds[pose]
