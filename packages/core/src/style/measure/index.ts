export type { Planes, RgbPicture } from "./planes.ts"
export * from "./fingerprint.ts"
export { createProfile, type StyleProfile } from "./profile.ts"
export { judgeStyle, type StyleJudgement } from "./judge-style.ts"
export {
  applyLut,
  bakeLut,
  createColourTransfer,
  toColourSpread,
  type ColourTransfer,
} from "./colour-transfer.ts"
export { composeStyleReport, listMeasured } from "./compose-style-report.ts"
