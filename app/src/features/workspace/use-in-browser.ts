import { useSyncExternalStore } from "react"

const never = () => () => undefined

/** False on the server and while the page it sent is taken over. */
export const useInBrowser = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
