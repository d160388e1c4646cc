import {
  composeStyle,
  findPicture,
  findStyleGroup,
  isLocked,
  listLookTests,
  lookTestsAtOnce,
  toStyleMark,
  type Look,
  type LookTest,
  type Panel,
  type PanelId,
  type SceneId,
  type Storyboard,
  type Style,
  type Variant,
} from "@panelwright/core"
import { useStoryboard } from "@panelwright/storyboard/connection"
import { Check, RefreshCw, Sparkles } from "lucide-react"
import { useState } from "react"
import { Button } from "../../ui/button.tsx"
import { usePrice, withPrice } from "../generation/use-desk.ts"
import { useSelection, useWorkspace } from "../workspace/workspace-context.tsx"
import { NewPicture } from "./new-picture.tsx"
import { useOrderedPictures } from "./use-ordered-pictures.ts"

export interface LookTestsProps {
  readonly style: Style
  /** Null: a panel that looks as the storyboard does. */
  readonly sceneId: SceneId | null
  readonly disabled: boolean
  /** Makes the look the style, and the picture that was drawn in it the panel's. */
  readonly onChoose: (look: Look, panel: Panel, picture: Variant) => void
}

/** The panel whose look is tried: the one in hand, else the first that has a picture. */
function findTestPanel(
  storyboard: Storyboard,
  sceneId: SceneId | null,
  selection: readonly PanelId[],
): Panel | null {
  const members = storyboard.panels.filter(
    (panel) =>
      !isLocked(panel) &&
      (sceneId === null
        ? findStyleGroup(storyboard, panel.sceneId) === null
        : panel.sceneId === sceneId),
  )
  return (
    members.find(({ id }) => selection.includes(id)) ??
    members.find((panel) => findPicture(panel) !== null) ??
    members[0] ??
    null
  )
}

/** One panel drawn in four looks, side by side: the choice that matters most before much is drawn. */
export function LookTests({ style, sceneId, disabled, onChoose }: LookTestsProps) {
  const { session } = useWorkspace()
  const selection = useSelection()
  const panel = useStoryboard(session, (state) => findTestPanel(state, sceneId, selection))
  const [round, setRound] = useState(0)
  if (panel === null || disabled) return null
  return (
    <TestsOfPanel
      // What was asked for belongs to one panel, one round, and the style that the looks differ from.
      key={`${panel.id} ${round} ${style.version}`}
      panel={panel}
      style={style}
      sceneId={sceneId}
      tests={listLookTests(composeStyle(style, panel.sceneId), round)}
      onChoose={onChoose}
      onNext={() => setRound(round + 1)}
    />
  )
}

interface TestsOfPanelProps extends Omit<LookTestsProps, "disabled"> {
  readonly panel: Panel
  readonly tests: readonly LookTest[]
  readonly onNext: () => void
}

const describeMissing = (count: number) =>
  count === lookTestsAtOnce ? "Draw four looks" : `Draw ${count} more`

function TestsOfPanel({ panel, style, sceneId, tests, onChoose, onNext }: TestsOfPanelProps) {
  const price = usePrice()
  const { order, failed } = useOrderedPictures()
  const [asked, setAsked] = useState(false)
  const shown = findPicture(panel)
  const operation = shown === null ? "generate" : "edit"
  const drawn = tests.map(({ look }) => findTest(panel, style, look))
  const missing = tests.filter((_test, index) => drawn[index] === null)
  const isShown = asked || missing.length === 0
  const draw = () => {
    setAsked(true)
    for (const { name, look } of missing)
      void order({ panelIds: [panel.id], operation, trial: look, landing: "beside", name })
  }
  return (
    <section aria-labelledby="looks-title" className="rounded-md border bg-surface p-3">
      <div className="flex min-h-7 flex-wrap items-center gap-2">
        <h4 id="looks-title" className="flex-1 font-medium">
          Four looks of panel {panel.number}
        </h4>
        {isShown ? (
          <Button tone="quiet" onClick={onNext}>
            <RefreshCw aria-hidden size={14} /> Other looks
          </Button>
        ) : (
          <Button onClick={draw}>
            <Sparkles aria-hidden size={14} />
            {withPrice(
              describeMissing(missing.length),
              price({ operation, pictures: missing.length }),
            )}
          </Button>
        )}
      </div>
      {!isShown && (
        <p className="text-xs text-text-3">
          {tests.map(({ name }) => name).join(" · ")}. The one you choose becomes{" "}
          {sceneId === null ? "the style" : "the look of this scene"}.
        </p>
      )}
      {isShown && (
        <ul className="mt-2 grid grid-cols-2 gap-3" aria-live="polite">
          {tests.map(({ name, look }, index) => {
            const picture = drawn[index] ?? null
            return (
              <li key={name}>
                <NewPicture
                  label={`Panel ${panel.number}, ${name}`}
                  ratio={shown ? shown.width / shown.height : 16 / 9}
                  asset={picture?.asset ?? null}
                  failed={failed.has(panel.id) && picture === null}
                />
                <div className="mt-1 flex items-center gap-2">
                  <span className="min-w-0 flex-1 truncate text-xs text-text-2">{name}</span>
                  <Button
                    size="small"
                    disabled={picture === null}
                    aria-label={`Choose ${name}`}
                    onClick={() => picture && onChoose(look, panel, picture)}
                  >
                    <Check aria-hidden size={12} /> Choose
                  </Button>
                </div>
              </li>
            )
          })}
        </ul>
      )}
    </section>
  )
}

/** The newest picture of the panel in that look, whoever asked for it and when. */
function findTest(panel: Panel, style: Style, look: Look): Variant | null {
  const mark = toStyleMark(composeStyle(style, panel.sceneId, look))
  return panel.variants.findLast(({ recipe }) => recipe.styleMark === mark) ?? null
}
