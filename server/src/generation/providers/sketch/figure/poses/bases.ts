import type { Pose } from "../pose.ts"

/** What other poses start from: weight on both feet, on a seat, on a knee, along the ground. */
export const stand: Pose = {
  pelvis: [0.527, 0],
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

/** A stride apart, the weight between: the stance of work and of a fight. */
export const stride: Pose = {
  ...stand,
  pelvis: [0.49, 0],
  leftFoot: [-0.08, 0, 0.14],
  rightFoot: [0.09, 0.02, -0.18],
}

export const seated: Pose = {
  ...stand,
  pelvis: [0.285, 0],
  lean: 5,
  leftHand: [-0.1, 0.345, 0.19],
  rightHand: [0.09, 0.345, 0.2],
  leftFoot: [-0.075, 0, 0.25],
  rightFoot: [0.085, 0, 0.29],
  seat: 0.265,
}

export const kneeling: Pose = {
  ...stand,
  pelvis: [0.29, 0],
  lean: 12,
  leftFoot: [-0.075, 0, 0.17],
  rightFoot: [0.07, 0.06, -0.25],
  toes: [null, 70],
  leftHand: [-0.09, 0.33, 0.2],
  rightHand: [0.13, 0.22, 0.2],
}

/** On both knees, upright. */
export const onKnees: Pose = {
  ...kneeling,
  pelvis: [0.27, 0],
  lean: 4,
  leftFoot: [-0.06, 0, -0.24],
  rightFoot: [0.06, 0, -0.24],
  toes: [165, 165],
}
