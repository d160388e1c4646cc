import type { BrowserContextOptions } from "playwright-core"
import { beforeAll } from "vitest"
import type { RunningServer } from "./server.ts"

/** A browser profile that is signed in as the owner. Uses the link that the server printed up. */
async function signInOwner(
  server: Pick<RunningServer, "url" | "readyUrl">,
): Promise<Required<Pick<BrowserContextOptions, "storageState">>> {
  const response = await fetch(server.readyUrl, { redirect: "manual" })
  const [cookie = ""] = response.headers.getSetCookie()
  const [pair = ""] = cookie.split(";")
  const at = pair.indexOf("=")
  if (at < 1) throw new Error(`the link signed nobody in: ${response.status}`)
  return {
    storageState: {
      cookies: [
        {
          name: pair.slice(0, at),
          value: pair.slice(at + 1),
          domain: new URL(server.url).hostname,
          path: "/",
          expires: -1,
          httpOnly: true,
          secure: false,
          sameSite: "Lax",
        },
      ],
      origins: [],
    },
  }
}

type Profile = Awaited<ReturnType<typeof signInOwner>>

/** Signs the owner in once for the tests of a file, because the printed link works only once. */
export function useOwner(server: { readonly current: RunningServer }): {
  readonly current: Profile
} {
  let profile: Profile | null = null
  beforeAll(async () => {
    profile = await signInOwner(server.current)
  })
  return {
    get current() {
      if (profile === null) throw new Error("the owner is signed in only while tests run")
      return profile
    },
  }
}
