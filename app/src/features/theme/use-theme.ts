import { useSyncExternalStore } from "react"
import { useRouteLoaderData } from "react-router"
import { formatThemeCookie, themes, type Theme } from "./theme.ts"

const changed = "pw-theme-changed"
const lightQuery = "(prefers-color-scheme: light)"

function observe(listener: () => void): () => void {
  const media = matchMedia(lightQuery)
  media.addEventListener("change", listener)
  addEventListener(changed, listener)
  return () => {
    media.removeEventListener("change", listener)
    removeEventListener(changed, listener)
  }
}

const readTheme = (): Theme =>
  themes.find((theme) => theme === document.documentElement.dataset["theme"]) ?? "dark"

const readShown = (): "light" | "dark" => {
  const theme = readTheme()
  if (theme !== "system") return theme
  return matchMedia(lightQuery).matches ? "light" : "dark"
}

function setTheme(theme: Theme): void {
  document.cookie = formatThemeCookie(theme)
  document.documentElement.dataset["theme"] = theme
  dispatchEvent(new Event(changed))
}

export interface ThemeControl {
  /** What the person asked for. */
  readonly theme: Theme
  /** What that comes to here and now. */
  readonly shown: "light" | "dark"
  readonly setTheme: (theme: Theme) => void
}

export function useTheme(): ThemeControl {
  const root = useRouteLoaderData<{ readonly theme: Theme }>("root")
  const asked = root?.theme ?? "dark"
  const theme = useSyncExternalStore(observe, readTheme, () => asked)
  const shown = useSyncExternalStore(observe, readShown, () =>
    asked === "light" ? "light" : "dark",
  )
  return { theme, shown, setTheme }
}
