/** A key with what is held: `mod+shift+z`, where mod is ⌘ on a Mac and Ctrl elsewhere. Keys are in lower case. */
export type Binding = string

export interface KeyPress {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

/** The binding that a key press means. Shift is left out where it only makes the character, as in `?`. */
export function toBinding(press: KeyPress): Binding {
  const key = press.key.toLowerCase()
  const names = [
    (press.ctrlKey || press.metaKey) && "mod",
    press.altKey && "alt",
    press.shiftKey && (key.length > 1 || /[a-z]/.test(key)) && "shift",
    key === " " ? "space" : key,
  ]
  return names.filter(Boolean).join("+")
}

const names: Record<string, string> = {
  arrowleft: "←",
  arrowright: "→",
  arrowup: "↑",
  arrowdown: "↓",
  delete: "Del",
  backspace: "⌫",
  space: "Space",
  tab: "Tab",
  enter: "Enter",
  escape: "Esc",
  shift: "Shift",
  alt: "Alt",
}

/** As people read it: `Ctrl+Shift+Z`. */
export const formatBinding = (binding: Binding, mac = false): string =>
  binding
    .split(/(?<=.)\+/)
    .map((key) => (key === "mod" ? (mac ? "⌘" : "Ctrl") : (names[key] ?? key.toUpperCase())))
    .join("+")
