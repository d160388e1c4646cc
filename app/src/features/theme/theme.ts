export const themes = ["dark", "light", "system"] as const
export type Theme = (typeof themes)[number]

const cookieName = "pw_theme"
const yearSeconds = 31_536_000

const isTheme = (text: string | undefined): text is Theme => themes.some((theme) => theme === text)

/** The theme that a request's cookie asks for; dark when it asks for none. */
export function parseTheme(cookieHeader: string | null): Theme {
  const value = cookieHeader
    ?.split(/;\s*/)
    .find((pair) => pair.startsWith(`${cookieName}=`))
    ?.slice(cookieName.length + 1)
  return isTheme(value) ? value : "dark"
}

export const formatThemeCookie = (theme: Theme) =>
  `${cookieName}=${theme}; Path=/; Max-Age=${yearSeconds}; SameSite=Lax`
