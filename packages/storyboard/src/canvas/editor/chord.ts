/** What a key stroke says of itself, as far as a shortcut looks at it. */
export type KeyStroke = Pick<
  KeyboardEvent,
  "key" | "code" | "shiftKey" | "altKey" | "ctrlKey" | "metaKey"
>

/** What shift makes of a key that shortcuts are on. */
const unshifted: Readonly<Record<string, string>> = {
  "<": ",",
  ">": ".",
  "{": "[",
  "}": "]",
  "+": "=",
  _: "-",
}

const punctuation: Readonly<Record<string, string>> = {
  Comma: ",",
  Period: ".",
  BracketLeft: "[",
  BracketRight: "]",
  Minus: "-",
  Equal: "=",
}

const isAscii = (key: string) => /^[ -~]$/u.test(key)

function findKey({ key, code, shiftKey }: KeyStroke): string {
  const digit = /^Digit(\d)$/u.exec(code)?.[1]
  // What shift and a digit write is another sign on nearly every layout.
  if (shiftKey && digit !== undefined) return digit
  if (isAscii(key)) return (shiftKey ? unshifted[key] : undefined) ?? key.toLowerCase()
  // Other alphabets, and the signs that the option key writes: where the key is says what it is.
  return (
    /^Key([A-Z])$/u.exec(code)?.[1]?.toLowerCase() ??
    digit ??
    punctuation[code] ??
    key.toLowerCase()
  )
}

/** A key stroke as shortcuts are written: `mod+alt+shift+key`, where `mod` is control or command. */
export function toChord(stroke: KeyStroke): string | null {
  const { shiftKey, altKey, ctrlKey, metaKey } = stroke
  if (ctrlKey && metaKey) return null
  const modifiers = [
    ctrlKey || metaKey ? "mod+" : "",
    altKey ? "alt+" : "",
    shiftKey ? "shift+" : "",
  ]
  return modifiers.join("") + findKey(stroke)
}
