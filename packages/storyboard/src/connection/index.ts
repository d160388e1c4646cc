export type { Observable } from "./observable.ts"
export type { KeptOnDevice } from "./device-store.ts"
export type { SavedState, Unsaved } from "./saved-state.ts"
export type {
  ApplyFailure,
  JobStore,
  OtherPerson,
  OwnPresence,
  PartialPicture,
  SessionPerson,
  StoryboardSession,
} from "./session.ts"
export { openStoryboard, type OpenOptions } from "./open-storyboard.ts"
export {
  useCanEdit,
  useJobs,
  useLatestJob,
  useLoaded,
  usePeople,
  useSavedState,
  useStoryboard,
  useUndo,
} from "./hooks.ts"
export { groupByPanel, listOnlookers, type Onlooker } from "./list-onlookers.ts"
export { computeReconnectDelay } from "./reconnect-delay.ts"
