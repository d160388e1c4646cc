import { useStoredState } from "../workspace/use-stored-state.ts"

/** Whether resolved comments are shown beside the open ones. */
export function useResolvedShown(): [boolean, (shown: boolean) => void] {
  const [stored, setStored] = useStoredState("comments.resolved", "hidden")
  return [stored === "shown", (shown) => setStored(shown ? "shown" : "hidden")]
}
