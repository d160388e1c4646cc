import { isSameStyle, type Style, type StyleVersion } from "@panelwright/core"
import { readStyleVersions } from "@panelwright/document"
import { useStoryboard, type StoryboardSession } from "@panelwright/storyboard/connection"
import { History } from "lucide-react"
import { useMemo } from "react"
import { Button } from "../../ui/button.tsx"
import { Popover } from "../../ui/popover.tsx"
import { useNow } from "../comments/use-now.ts"
import { formatMoment } from "../history/format-moment.ts"
import { useWorkspace } from "../workspace/workspace-context.tsx"
import { lookLabels } from "./look-sample.tsx"

export interface StyleHistoryProps {
  readonly disabled: boolean
  readonly onRestore: (style: Style) => void
}

/** The present one is what the storyboard says; of those before there is what was kept. */
const listEarlier = (session: StoryboardSession, present: Style): StyleVersion[] =>
  readStyleVersions(session.doc)
    .filter(({ style }) => style.version !== present.version)
    .toReversed()

/** What the style has been, newest first; going back makes a new version of it. */
export function StyleHistory({ disabled, onRestore }: StyleHistoryProps) {
  const { session } = useWorkspace()
  const present = useStoryboard(session, (state) => state.style)
  const now = useNow()
  const earlier = useMemo(() => listEarlier(session, present), [session, present])
  return (
    <Popover
      label="Versions of the style"
      width="wide"
      align="end"
      trigger={
        <Button tone="quiet" disabled={earlier.length === 0}>
          <History aria-hidden size={14} /> Versions
        </Button>
      }
    >
      <h4 className="font-medium">Versions of the style</h4>
      <ul className="mt-2 flex max-h-80 flex-col gap-1 overflow-y-auto">
        {earlier.map(({ style, by, at }) => (
          <li key={style.version} className="flex items-center gap-2 border-t pt-1.5 pb-0.5">
            <span className="min-w-0 flex-1">
              <span className="block">
                Version {style.version} · {lookLabels[style.look]}
              </span>
              <span className="block truncate text-xs text-text-3">
                {by === null ? "As it began" : by.name}
                {at !== null && `, ${formatMoment(at, now)}`}
              </span>
              <span aria-hidden className="mt-1 flex overflow-hidden rounded-sm border">
                {style.palette.map((colour, index) => (
                  // Colours stand in their order and may be there twice.
                  // oxlint-disable-next-line react/no-array-index-key -- see above
                  <span key={index} className="h-2 flex-1" style={{ background: colour }} />
                ))}
              </span>
            </span>
            <Button
              size="small"
              disabled={disabled || isSameStyle(style, present)}
              aria-label={`Restore version ${style.version}`}
              onClick={() => onRestore(style)}
            >
              Restore
            </Button>
          </li>
        ))}
      </ul>
    </Popover>
  )
}
