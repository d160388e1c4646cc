export { listCharacters, type PlannedCharacter } from "./cast.ts"
export { listLocations, type PlannedLocation } from "./place.ts"
export {
  createShotPlan,
  type PlannedPanel,
  type PlannedScene,
  type PlannedShot,
  type ShotPlan,
  type ShotPlanOptions,
} from "./shot-plan.ts"
