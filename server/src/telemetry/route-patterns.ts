/** Which pattern a path belongs to, so that figures are not kept for each address that somebody types. */
export type FindRoutePattern = (path: string) => string

const pages = [
  "/",
  "/sign-in",
  "/sign-in/{token}",
  "/invitations/{token}",
  "/links/{token}",
  "/sign-out",
  "/account",
  "/storyboards/{id}",
  "/storyboards/{id}/script",
  "/storyboards/{id}/shot-list",
  "/storyboards/{id}/style",
  "/storyboards/{id}/review",
  "/storyboards/{id}/history",
  "/storyboards/{id}/members",
]
const alive = ["/healthz", "/readyz", "/metrics"]

export function createFindRoutePattern(apiPaths: readonly string[]): FindRoutePattern {
  const api = [...new Set(apiPaths)].map((path) => `/api/v1${path}`)
  const patterns = [...alive, ...pages, ...api].map((pattern) => ({
    pattern,
    matches: new RegExp(
      `^${pattern.replaceAll(".", "\\.").replaceAll(/\{\w+\}/gu, "[^/]+")}(\\.data)?$`,
      "u",
    ),
  }))
  return (path) => {
    const [pathname = "/"] = path.split("?", 1)
    if (pathname.startsWith("/assets/")) return "/assets/{file}"
    return patterns.find(({ matches }) => matches.test(pathname))?.pattern ?? "other"
  }
}
