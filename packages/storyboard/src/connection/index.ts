export type { Observable } from "./observable.ts"
export type { SavedState } from "./saved-state.ts"
export type {
  ApplyFailure,
  JobStore,
  OtherPerson,
  PartialPicture,
  Presence,
  SessionPerson,
  StoryboardSession,
  View,
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
