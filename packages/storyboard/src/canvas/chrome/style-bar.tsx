import {
  DefaultColorStyle,
  DefaultSizeStyle,
  useEditor,
  useRelevantStyles,
  useValue,
  type StyleProp,
  type TLDefaultColorStyle,
  type TLDefaultSizeStyle,
} from "tldraw"
import { createScope } from "../editor/keyboard-scope.ts"

const colours: readonly { readonly value: TLDefaultColorStyle; readonly label: string }[] = [
  { value: "black", label: "Black" },
  { value: "grey", label: "Grey" },
  { value: "red", label: "Red" },
  { value: "orange", label: "Orange" },
  { value: "green", label: "Green" },
  { value: "blue", label: "Blue" },
  { value: "violet", label: "Violet" },
  { value: "white", label: "White" },
]

const sizes: readonly { readonly value: TLDefaultSizeStyle; readonly label: string }[] = [
  { value: "s", label: "Fine" },
  { value: "m", label: "Medium" },
  { value: "l", label: "Bold" },
  { value: "xl", label: "Very bold" },
]

/** Colour and line of what is drawn next, and of what is in hand. Nothing where neither matters. */
export function StyleBar() {
  const editor = useEditor()
  const styles = useRelevantStyles()
  const isDrawing = useValue("is drawing", () => createScope(editor).get() === "draw", [editor])
  const colour = styles?.get(DefaultColorStyle)
  const size = styles?.get(DefaultSizeStyle)
  if (!isDrawing || (colour === undefined && size === undefined)) return null

  const choose = <Value,>(style: StyleProp<Value>, value: Value) =>
    editor.run(() => {
      if (editor.isIn("select")) editor.setStyleForSelectedShapes(style, value)
      editor.setStyleForNextShapes(style, value)
    })

  return (
    <div className="pw-toolbar pw-style-bar" role="toolbar" aria-label="Colour and line">
      {colour !== undefined && (
        <div className="pw-toolbar-group">
          {colours.map(({ value, label }) => (
            <button
              key={value}
              type="button"
              className="pw-swatch"
              aria-label={label}
              title={label}
              aria-pressed={colour.type === "shared" && colour.value === value}
              onClick={() => choose(DefaultColorStyle, value)}
            >
              <span data-colour={value} />
            </button>
          ))}
        </div>
      )}
      {size !== undefined && (
        <div className="pw-toolbar-group">
          {sizes.map(({ value, label }) => (
            <button
              key={value}
              type="button"
              className="pw-line-size"
              aria-label={label}
              title={label}
              aria-pressed={size.type === "shared" && size.value === value}
              onClick={() => choose(DefaultSizeStyle, value)}
            >
              <span data-size={value} />
            </button>
          ))}
        </div>
      )}
    </div>
  )
}
