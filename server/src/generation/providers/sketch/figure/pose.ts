/**
 * Poses as data. Numbers are shares of the standing height, from the ground under the pelvis: x to the person's own
 * right, y up, z forward. Limbs find their own elbows and knees, so feet stand where they are put.
 */
export type HandShape = "relaxed" | "fist" | "point" | "grip" | "open" | "flat"

type Spot = readonly [x: number, y: number, z: number]

export interface Pose {
  readonly pelvis: readonly [y: number, z: number]
  /** Degrees the spine bends forward, to the own right, and the shoulders turn to the own right. */
  readonly lean: number
  readonly tip: number
  readonly twist: number
  /** Degrees the head turns to the own right and nods down, before any gaze. */
  readonly head: readonly [turn: number, nod: number]
  readonly leftHand: Spot
  readonly rightHand: Spot
  readonly hands: readonly [left: HandShape, right: HandShape]
  readonly leftFoot: Spot
  readonly rightFoot: Spot
  /** Lying down: on the back, the front, or the side; else upright. */
  readonly lies: "no" | "back" | "front" | "side"
  /** What the person needs to sit on, height as a share of the standing height; 0: nothing. */
  readonly seat: number
}

const stand: Pose = {
  pelvis: [0.517, 0],
  lean: 2,
  tip: 0,
  twist: 0,
  head: [0, 2],
  leftHand: [-0.138, 0.478, 0.035],
  rightHand: [0.142, 0.474, 0.02],
  hands: ["relaxed", "relaxed"],
  leftFoot: [-0.075, 0, 0.03],
  rightFoot: [0.07, 0, -0.03],
  lies: "no",
  seat: 0,
}
const sit: Pose = {
  ...stand,
  pelvis: [0.285, 0],
  lean: 5,
  leftHand: [-0.1, 0.345, 0.19],
  rightHand: [0.09, 0.345, 0.2],
  leftFoot: [-0.075, 0, 0.25],
  rightFoot: [0.085, 0, 0.29],
  seat: 0.265,
}
const kneel: Pose = {
  ...stand,
  pelvis: [0.29, 0],
  lean: 12,
  leftFoot: [-0.075, 0, 0.17],
  rightFoot: [0.07, 0.02, -0.25],
  leftHand: [-0.09, 0.33, 0.2],
  rightHand: [0.13, 0.22, 0.2],
}

export const poses = {
  stand,
  walk: {
    ...stand,
    pelvis: [0.505, 0],
    lean: 5,
    twist: -6,
    leftHand: [-0.16, 0.545, -0.1],
    rightHand: [0.15, 0.575, 0.16],
    leftFoot: [-0.05, 0, 0.19],
    rightFoot: [0.05, 0.045, -0.2],
  },
  run: {
    ...stand,
    pelvis: [0.5, 0],
    lean: 16,
    twist: -12,
    head: [0, -8],
    leftHand: [-0.17, 0.57, -0.17],
    rightHand: [0.1, 0.72, 0.22],
    hands: ["fist", "fist"],
    leftFoot: [-0.05, 0.16, 0.2],
    rightFoot: [0.05, 0.17, -0.33],
  },
  sit,
  lie: {
    ...stand,
    lies: "back",
    leftHand: [-0.2, 0.55, 0.02],
    rightHand: [0.12, 0.6, 0.12],
    rightFoot: [0.06, 0.03, 0.02],
  },
  fallen: {
    ...stand,
    lies: "front",
    leftHand: [-0.2, 1.02, 0.04],
    rightHand: [0.27, 0.86, 0.03],
    hands: ["open", "open"],
    leftFoot: [-0.12, 0.1, 0.02],
    rightFoot: [0.1, 0.02, 0],
    head: [30, 0],
  },
  sleep: {
    ...stand,
    lies: "side",
    leftHand: [-0.06, 0.86, 0.16],
    rightHand: [0.06, 0.78, 0.18],
    leftFoot: [-0.03, 0.14, 0.02],
    rightFoot: [0.05, 0.1, 0.06],
    head: [0, 14],
  },
  kneel,
  crouch: {
    ...kneel,
    pelvis: [0.21, -0.05],
    lean: 26,
    rightFoot: [0.1, 0.03, -0.04],
    leftFoot: [-0.1, 0, 0.09],
    leftHand: [-0.08, 0.28, 0.22],
    rightHand: [0.1, 0.3, 0.24],
  },
  crawl: {
    ...kneel,
    pelvis: [0.26, -0.1],
    lean: 84,
    head: [0, -58],
    leftHand: [-0.12, 0.05, 0.32],
    rightHand: [0.12, 0.03, 0.24],
    hands: ["flat", "flat"],
    leftFoot: [-0.09, 0.02, -0.35],
    rightFoot: [0.09, 0.02, -0.28],
  },
  point: {
    ...stand,
    twist: -8,
    lean: 4,
    rightHand: [0.17, 0.83, 0.29],
    hands: ["relaxed", "point"],
  },
  phone: {
    ...stand,
    head: [5, 4],
    tip: 2,
    rightHand: [0.105, 0.895, 0.065],
    leftHand: [-0.03, 0.62, 0.13],
    hands: ["relaxed", "grip"],
  },
  read: {
    ...stand,
    head: [0, 20],
    leftHand: [-0.055, 0.685, 0.2],
    rightHand: [0.06, 0.685, 0.2],
    hands: ["grip", "grip"],
  },
  look: {
    ...stand,
    lean: 8,
    head: [0, -2],
    rightHand: [0.06, 0.965, 0.1],
    hands: ["relaxed", "flat"],
  },
  hold: {
    ...stand,
    rightHand: [0.11, 0.68, 0.2],
    leftHand: [-0.15, 0.545, 0.05],
    hands: ["relaxed", "grip"],
  },
  lift: {
    ...stand,
    head: [0, -8],
    rightHand: [0.19, 1.06, 0.14],
    hands: ["relaxed", "grip"],
  },
  carry: {
    ...stand,
    lean: -4,
    leftHand: [-0.1, 0.62, 0.18],
    rightHand: [0.1, 0.62, 0.18],
    hands: ["grip", "grip"],
  },
  reach: {
    ...stand,
    lean: 14,
    rightHand: [0.1, 0.8, 0.34],
    hands: ["relaxed", "open"],
    rightFoot: [0.07, 0, 0.08],
    leftFoot: [-0.06, 0.03, -0.12],
  },
  aim: {
    ...stand,
    lean: 4,
    leftHand: [0.0, 0.815, 0.29],
    rightHand: [0.035, 0.82, 0.31],
    hands: ["grip", "grip"],
    leftFoot: [-0.1, 0, 0.1],
    rightFoot: [0.09, 0, -0.09],
  },
  punch: {
    ...stand,
    pelvis: [0.49, 0.03],
    lean: 12,
    twist: -28,
    rightHand: [0.0, 0.84, 0.34],
    leftHand: [-0.08, 0.76, 0.1],
    hands: ["fist", "fist"],
    leftFoot: [-0.07, 0, 0.17],
    rightFoot: [0.09, 0.03, -0.21],
  },
  guard: {
    ...stand,
    pelvis: [0.49, 0],
    lean: -6,
    leftHand: [-0.07, 0.84, 0.17],
    rightHand: [0.09, 0.8, 0.13],
    hands: ["fist", "fist"],
    leftFoot: [-0.09, 0, 0.12],
    rightFoot: [0.09, 0, -0.15],
  },
  embrace: {
    ...stand,
    lean: 6,
    head: [-24, 8],
    leftHand: [-0.06, 0.68, 0.2],
    rightHand: [0.08, 0.78, 0.2],
    hands: ["flat", "flat"],
  },
  climb: {
    ...stand,
    lean: 8,
    head: [0, -26],
    leftHand: [-0.1, 1.08, 0.17],
    rightHand: [0.11, 0.9, 0.19],
    hands: ["grip", "grip"],
    leftFoot: [-0.06, 0.05, 0.12],
    rightFoot: [0.06, 0.24, 0.16],
  },
  argue: {
    ...stand,
    lean: 9,
    leftHand: [-0.2, 0.66, 0.17],
    rightHand: [0.17, 0.78, 0.2],
    hands: ["open", "open"],
    rightFoot: [0.07, 0, 0.09],
  },
  wave: {
    ...stand,
    rightHand: [0.24, 0.99, 0.06],
    hands: ["relaxed", "open"],
  },
  drink: {
    ...stand,
    head: [0, -10],
    rightHand: [0.055, 0.845, 0.11],
    hands: ["relaxed", "grip"],
  },
  think: {
    ...stand,
    head: [6, 10],
    rightHand: [0.025, 0.8, 0.11],
    leftHand: [0.06, 0.665, 0.12],
    hands: ["grip", "fist"],
  },
  cry: {
    ...stand,
    lean: 12,
    head: [0, 24],
    leftHand: [-0.04, 0.85, 0.13],
    rightHand: [0.045, 0.85, 0.13],
    hands: ["flat", "flat"],
  },
  cower: {
    ...kneel,
    pelvis: [0.2, -0.04],
    lean: 34,
    head: [0, 16],
    leftHand: [-0.1, 0.68, 0.2],
    rightHand: [0.1, 0.7, 0.2],
    hands: ["open", "open"],
    leftFoot: [-0.08, 0, 0.1],
    rightFoot: [0.08, 0, 0.05],
  },
  hips: {
    ...stand,
    leftHand: [-0.125, 0.575, 0.03],
    rightHand: [0.125, 0.575, 0.03],
    hands: ["grip", "grip"],
    leftFoot: [-0.1, 0, 0],
    rightFoot: [0.1, 0, 0.02],
  },
  crossed: {
    ...stand,
    lean: -2,
    leftHand: [0.09, 0.705, 0.125],
    rightHand: [-0.08, 0.685, 0.13],
    hands: ["flat", "flat"],
    leftFoot: [-0.09, 0, 0.02],
  },
  push: {
    ...stand,
    pelvis: [0.49, -0.03],
    lean: 22,
    leftHand: [-0.1, 0.76, 0.32],
    rightHand: [0.1, 0.76, 0.32],
    hands: ["flat", "flat"],
    leftFoot: [-0.06, 0, 0.08],
    rightFoot: [0.06, 0.04, -0.26],
  },
  pray: {
    ...kneel,
    head: [0, 22],
    leftHand: [-0.015, 0.56, 0.17],
    rightHand: [0.015, 0.56, 0.17],
    hands: ["flat", "flat"],
  },
  dance: {
    ...stand,
    tip: 8,
    twist: 14,
    leftHand: [-0.26, 0.92, 0.08],
    rightHand: [0.24, 0.62, 0.12],
    hands: ["open", "open"],
    leftFoot: [-0.05, 0, 0.02],
    rightFoot: [0.14, 0.05, -0.12],
  },
  fall: {
    ...stand,
    pelvis: [0.5, 0],
    lean: -26,
    head: [0, -14],
    leftHand: [-0.3, 0.95, 0.1],
    rightHand: [0.3, 0.88, 0.16],
    hands: ["open", "open"],
    leftFoot: [-0.09, 0.14, 0.26],
    rightFoot: [0.08, 0.04, 0.1],
  },
  drive: {
    ...sit,
    leftHand: [-0.08, 0.56, 0.27],
    rightHand: [0.1, 0.57, 0.27],
    hands: ["grip", "grip"],
    leftFoot: [-0.07, 0.03, 0.36],
    rightFoot: [0.07, 0.03, 0.38],
  },
  row: {
    ...sit,
    lean: 20,
    leftHand: [-0.13, 0.5, 0.28],
    rightHand: [0.13, 0.5, 0.28],
    hands: ["grip", "grip"],
    leftFoot: [-0.07, 0.02, 0.36],
    rightFoot: [0.07, 0.02, 0.36],
  },
  "sit-read": {
    ...sit,
    head: [0, 22],
    leftHand: [-0.06, 0.47, 0.22],
    rightHand: [0.06, 0.47, 0.22],
    hands: ["grip", "grip"],
  },
  "sit-write": {
    ...sit,
    lean: 20,
    head: [0, 24],
    leftHand: [-0.12, 0.445, 0.26],
    rightHand: [0.05, 0.445, 0.28],
    hands: ["flat", "grip"],
  },
  "sit-phone": {
    ...sit,
    head: [5, 4],
    rightHand: [0.1, 0.665, 0.065],
    hands: ["relaxed", "grip"],
  },
  "sit-drink": {
    ...sit,
    rightHand: [0.05, 0.615, 0.12],
    hands: ["relaxed", "grip"],
  },
} as const satisfies Record<string, Pose>

export type PoseName = keyof typeof poses
export const poseNames = Object.keys(poses) as [PoseName, ...PoseName[]]
