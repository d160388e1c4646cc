import { colourSchema } from "@panelwright/core"
import { Plus, X } from "lucide-react"
import { useCallback } from "react"
import { IconButton } from "../../ui/icon-button.tsx"

const roleNames = ["Line", "Dark tone", "Mid tone", "Light tone", "Paper"]
const least = 5
const most = 8

const presets = [
  { name: "Graphite", colours: ["#1d1f24", "#4a4e57", "#8b8f98", "#c9cbcf", "#f7f4ec"] },
  { name: "Sepia", colours: ["#2b1d12", "#5f4630", "#9c7d5b", "#d6c0a0", "#f8efdd"] },
  { name: "Night blue", colours: ["#0e1626", "#26385c", "#5b7299", "#aebdd3", "#eef2f7"] },
  { name: "Verdigris", colours: ["#14221f", "#2f4f49", "#6d9089", "#b9cfc9", "#f1f5f0"] },
] as const

export interface PaletteEditorProps {
  readonly palette: readonly string[]
  readonly disabled: boolean
  readonly onChange: (palette: string[]) => void
}

export function PaletteEditor({ palette, disabled, onChange }: PaletteEditorProps) {
  return (
    <div className="flex flex-col gap-3">
      <ul className="flex flex-wrap gap-2.5">
        {palette.map((colour, index) => (
          // Places in the palette are what they are: the first is always the line.
          // oxlint-disable-next-line react/no-array-index-key -- see above
          <li key={index} className="flex w-14 flex-col gap-1">
            <Swatch
              colour={colour}
              label={roleNames[index] ?? `Accent ${index - roleNames.length + 1}`}
              disabled={disabled}
              onChange={(next) => onChange(palette.map((old, at) => (at === index ? next : old)))}
            />
            <span className="flex h-6 items-center text-2xs text-text-2">
              <span className="flex-1">
                {roleNames[index] ?? `Accent ${index - roleNames.length + 1}`}
              </span>
              {index >= least && !disabled && (
                <button
                  type="button"
                  aria-label={`Remove accent ${index - roleNames.length + 1}`}
                  onClick={() => onChange(palette.filter((_, at) => at !== index))}
                  className="flex size-6 items-center justify-center text-text-3 hover:text-text"
                >
                  <X aria-hidden size={12} />
                </button>
              )}
            </span>
          </li>
        ))}
        {palette.length < most && !disabled && (
          <li>
            <IconButton
              label="Add an accent colour"
              icon={Plus}
              className="h-9 border border-dashed border-line-strong"
              onClick={() => onChange([...palette, "#b5533c"])}
            />
          </li>
        )}
      </ul>
      {!disabled && (
        <div className="flex flex-wrap gap-1.5">
          {presets.map(({ name, colours }) => (
            <button
              key={name}
              type="button"
              onClick={() => onChange([...colours, ...palette.slice(least)])}
              className="flex h-7 items-center gap-2 rounded-md border px-2 text-xs text-text-2 hover:border-line-strong hover:text-text"
            >
              <span aria-hidden className="flex overflow-hidden rounded-sm">
                {colours.map((colour) => (
                  <span key={colour} className="h-3 w-2.5" style={{ background: colour }} />
                ))}
              </span>
              {name}
            </button>
          ))}
        </div>
      )}
    </div>
  )
}

interface SwatchProps {
  readonly colour: string
  readonly label: string
  readonly disabled: boolean
  readonly onChange: (colour: string) => void
}

function Swatch({ colour, label, disabled, onChange }: SwatchProps) {
  /** The platform's `change` comes once, when the picker closes; React's comes with every movement in it. */
  const bind = useCallback(
    (element: HTMLInputElement | null) => {
      if (!element) return
      const handleChange = () => {
        const parsed = colourSchema.safeParse(element.value.toLowerCase())
        if (parsed.success) onChange(parsed.data)
      }
      element.addEventListener("change", handleChange)
      return () => element.removeEventListener("change", handleChange)
    },
    [onChange],
  )
  return (
    <input
      key={colour}
      ref={bind}
      type="color"
      aria-label={`${label}, ${colour}`}
      defaultValue={colour}
      disabled={disabled}
      className="h-9 w-full cursor-pointer rounded-md border bg-transparent p-0.5 disabled:cursor-not-allowed [&::-webkit-color-swatch]:rounded-sm [&::-webkit-color-swatch]:border-0 [&::-webkit-color-swatch-wrapper]:p-0"
    />
  )
}
