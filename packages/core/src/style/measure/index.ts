export { fromOklab } from "./oklab.ts"
export type { Planes, RgbPicture } from "./planes.ts"
export * from "./fingerprint.ts"
export {
  directionCount,
  getCalibration,
  type Calibration,
  type MeasuredSide,
} from "./calibration.ts"
export { createProfile, measureDistance, scoreDistance, type StyleProfile } from "./profile.ts"
export { decompose, multiply, recompose } from "./symmetric.ts"
export { measureTraits, traitNames, type TraitName } from "./traits.ts"
export { judgeStyle, type StyleJudgement } from "./judge-style.ts"
export {
  applyLut,
  bakeLut,
  createColourTransfer,
  toColourSpread,
  type ColourTransfer,
} from "./colour-transfer.ts"
export { composeStyleReport, listMeasured } from "./compose-style-report.ts"
