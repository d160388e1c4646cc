import type { HandShape } from "./pose.ts"
import type { Spot } from "./face.ts"

/** From one joint to the next, with its thickness at both, in shares of the hand's length. */
export type Bone = readonly [from: Spot, fromRadius: number, to: Spot, toRadius: number]

export interface HandBones {
  readonly palm: readonly Bone[]
  /** From the index to the little finger. */
  readonly fingers: readonly (readonly Bone[])[]
  readonly thumb: readonly Bone[]
}

/** How far a finger bends at each of its three joints, in degrees, from the index to the little finger. */
type Bends = readonly [number, number, number]

const same = (bends: Bends): readonly Bends[] => [bends, bends, bends, bends]

const curls: Record<HandShape, readonly Bends[]> = {
  relaxed: [
    [14, 22, 12],
    [20, 28, 16],
    [24, 32, 18],
    [28, 36, 20],
  ],
  fist: same([82, 100, 60]),
  point: [
    [2, 3, 2],
    [84, 100, 55],
    [86, 100, 55],
    [88, 100, 55],
  ],
  grip: same([58, 72, 38]),
  open: same([4, 8, 4]),
  flat: same([6, 6, 4]),
  pinch: [
    [46, 44, 22],
    [52, 46, 22],
    [66, 66, 34],
    [76, 72, 34],
  ],
  clasp: same([32, 60, 36]),
}

/** How far fingers spread, degrees between neighbours. */
const spreads: Record<HandShape, number> = {
  relaxed: 3,
  fist: 0,
  point: 1,
  grip: 1.5,
  open: 11,
  flat: 2,
  pinch: 2,
  clasp: 4,
}

/** The thumb from its root over its joint to its tip. */
const thumbs: Record<HandShape, readonly [root: Spot, joint: Spot, tip: Spot]> = {
  relaxed: [
    [0.17, 0.1, 0.03],
    [0.33, 0.34, 0.1],
    [0.35, 0.56, 0.14],
  ],
  fist: [
    [0.18, 0.1, 0.06],
    [0.3, 0.36, 0.22],
    [0.08, 0.47, 0.34],
  ],
  point: [
    [0.18, 0.1, 0.06],
    [0.3, 0.34, 0.2],
    [0.1, 0.46, 0.32],
  ],
  grip: [
    [0.18, 0.1, 0.06],
    [0.31, 0.32, 0.24],
    [0.2, 0.46, 0.42],
  ],
  open: [
    [0.18, 0.1, 0.02],
    [0.46, 0.28, 0.04],
    [0.62, 0.46, 0.04],
  ],
  flat: [
    [0.18, 0.1, 0.02],
    [0.34, 0.34, 0.04],
    [0.36, 0.58, 0.05],
  ],
  pinch: [
    [0.18, 0.1, 0.05],
    [0.3, 0.36, 0.26],
    [0.22, 0.6, 0.4],
  ],
  clasp: [
    [0.18, 0.1, 0.05],
    [0.36, 0.34, 0.2],
    [0.34, 0.62, 0.26],
  ],
}

const reaches = [0.47, 0.52, 0.48, 0.38]
const links = [0.46, 0.3, 0.24]
const radians = (degrees: number) => (degrees * Math.PI) / 180

/** A hand along y with its thumb towards x and its palm towards z, 1 from the wrist to the tip of the middle finger. */
export function createHandBones(shape: HandShape): HandBones {
  const fingers = reaches.map((reach, index): Bone[] => {
    const bends = curls[shape][index] ?? [0, 0, 0]
    const fan = radians((1.5 - index) * spreads[shape])
    let angle = 0
    let from: Spot = [0.205 - index * 0.135, 0.46 - Math.abs(index - 1.2) * 0.02, 0]
    let radius = index === 3 ? 0.07 : 0.08
    return links.map((link, joint): Bone => {
      angle += radians(bends[joint] ?? 0)
      const span = reach * link
      const along = Math.cos(angle) * span
      const to: Spot = [
        from[0] + Math.sin(fan) * Math.abs(along),
        from[1] + Math.cos(fan) * along,
        from[2] + Math.sin(angle) * span,
      ]
      const bone: Bone = [from, radius, to, radius * 0.9]
      from = to
      radius *= 0.9
      return bone
    })
  })
  const [root, joint, tip] = thumbs[shape]
  return {
    palm: [
      [[0.08, 0, 0], 0.14, [0.17, 0.42, 0], 0.12],
      [[-0.06, 0, 0], 0.14, [-0.17, 0.4, 0], 0.11],
      [[0, 0, 0], 0.15, [0, 0.44, 0], 0.125],
    ],
    fingers,
    thumb: [
      [root, 0.12, joint, 0.09],
      [joint, 0.088, tip, 0.066],
    ],
  }
}
