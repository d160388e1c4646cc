import type { StoryboardSession } from "@panelwright/storyboard/connection"
import { useEffect, useMemo } from "react"
import { announce } from "../../ui/toaster.tsx"
import { createFollowing, type Following } from "./following.ts"

/** Whom this page follows, as long as the storyboard is open on it. */
export function useOpenFollowing(session: StoryboardSession): Following {
  const following = useMemo(
    () =>
      createFollowing(session, ({ name }) => {
        const { kind } = session.savedState.get()
        const isOut = kind === "offline" || kind === "reconnecting"
        announce(
          "information",
          isOut
            ? `The connection is gone, so you follow ${name} no longer.`
            : `${name} has left. You follow nobody now.`,
        )
      }),
    [session],
  )
  useEffect(() => following.watch(), [following])
  return following
}
