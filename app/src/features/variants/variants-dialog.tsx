import { findPicture, type Panel, type Variant, type VariantId } from "@panelwright/core"
import { RegionEditor, type Marked } from "@panelwright/storyboard"
import { Check, Lasso, X } from "lucide-react"
import { Dialog as Primitive } from "radix-ui"
import { useEffect, useState } from "react"
import { assetUrl } from "../../api/asset-url.ts"
import { Button } from "../../ui/button.tsx"
import { Segmented } from "../../ui/segmented.tsx"
import { Select } from "../../ui/select.tsx"
import { usePictureObjects } from "../region/use-picture-objects.ts"
import { useApply } from "../workspace/use-apply.ts"
import { useEditRefusal } from "../workspace/use-edit-refusal.ts"
import { useSelectedPanels, useWorkspace } from "../workspace/workspace-context.tsx"
import { BranchField } from "./branch-field.tsx"
import { CompareFacts } from "./compare-facts.tsx"
import { compareModes, CompareView, type CompareMode } from "./compare-view.tsx"
import { nameVariant } from "./describe-variant.ts"
import { useCombine } from "./use-combine.ts"
import { useSeen } from "./use-seen.ts"
import { VariantName } from "./variant-name.tsx"
import { VariantTree } from "./variant-tree.tsx"

const modeLabels: Record<CompareMode, string> = {
  wipe: "Wipe",
  "side-by-side": "Side by side",
  blink: "Blink",
  difference: "Difference",
}
const modes = compareModes.map((value) => ({ value, label: modeLabels[value] }))

/** What a picture is held against at first: the one shown, or for that one its parent or the one before. */
function findOpposite({ variants, picture }: Panel, selected: Variant): Variant | null {
  if (picture !== null && picture !== selected.id)
    return variants.find(({ id }) => id === picture) ?? null
  return (
    variants.find(({ id }) => id === selected.parentId) ??
    variants[variants.indexOf(selected) - 1] ??
    variants.find(({ id }) => id !== selected.id) ??
    null
  )
}

/** All pictures of a panel as a tree; any two of them against each other; any one taken up again. */
export function VariantsDialog() {
  const { setDialog } = useWorkspace()
  const [panel] = useSelectedPanels()
  if (!panel || panel.variants.length === 0) return null
  return (
    <Primitive.Root open onOpenChange={() => setDialog(null)}>
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-40 bg-black/70" />
        <Primitive.Content
          aria-describedby={undefined}
          onOpenAutoFocus={(event) => {
            event.preventDefault()
            if (event.target instanceof HTMLElement)
              event.target.querySelector<HTMLElement>("[role='listbox']")?.focus()
          }}
          className="fixed inset-2 z-40 mx-auto flex max-w-400 flex-col overflow-hidden rounded-lg border border-line-strong bg-surface text-sm shadow-float outline-none md:inset-6"
        >
          <header className="flex items-center gap-3 border-b px-4 py-2.5">
            <Primitive.Title className="flex-1 text-base font-semibold">
              Pictures of panel {panel.number}
            </Primitive.Title>
            <Primitive.Close
              aria-label="Close"
              className="-mr-1.5 rounded-md p-1.5 text-text-2 hover:bg-surface-3 hover:text-text"
            >
              <X aria-hidden size={16} />
            </Primitive.Close>
          </header>
          <Variants key={panel.id} panel={panel} />
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}

function Variants({ panel }: { readonly panel: Panel }) {
  const apply = useApply()
  const combine = useCombine()
  const readOnly = useEditRefusal()
  const { listUnseenOf, see } = useSeen()
  const [unseen] = useState(() => new Set(listUnseenOf(panel).map(({ id }) => id)))
  const [chosen, setChosen] = useState<VariantId | null>(() => [...unseen].at(-1) ?? panel.picture)
  const [opposite, setOpposite] = useState<VariantId | null>(null)
  const [mode, setMode] = useState<CompareMode>("wipe")
  const [taking, setTaking] = useState(false)
  const [working, setWorking] = useState(false)
  const { variants } = panel
  const objects = usePictureObjects(taking ? chosen : null)
  const selected = variants.find(({ id }) => id === chosen) ?? findPicture(panel) ?? variants.at(-1)
  useEffect(() => {
    if (selected) see([selected.id])
  }, [selected, see])
  if (!selected) return null
  const compared =
    variants.find(({ id }) => id === opposite && id !== selected.id) ??
    findOpposite(panel, selected)
  const numberOf = (variant: Variant) => variants.indexOf(variant) + 1
  const nameOf = (variant: Variant) => `${numberOf(variant)}. ${nameVariant(variant)}`
  const refused =
    readOnly ?? (panel.status === "approved" ? "An approved panel keeps its picture." : null)

  const take = async ({ region }: Marked) => {
    if (!compared || region === null || working) return
    setWorking(true)
    const made = await combine({
      panelId: panel.id,
      base: compared.id,
      from: selected.id,
      mask: region.maskBlob,
    })
    setWorking(false)
    if (made === null) return
    setTaking(false)
    setOpposite(compared.id)
    setChosen(made)
  }

  return (
    <div className="flex min-h-0 flex-1 max-md:flex-col">
      <div className="w-72 shrink-0 overflow-y-auto border-r p-2 max-md:h-40 max-md:w-full max-md:border-r-0 max-md:border-b">
        <VariantTree
          panel={panel}
          selected={selected.id}
          compared={compared?.id ?? null}
          unseen={unseen}
          onSelect={(id) => {
            setChosen(id)
            setTaking(false)
          }}
        />
      </div>
      {taking && compared ? (
        <div className="min-h-0 min-w-0 flex-1">
          <RegionEditor
            panelId={panel.id}
            panelNumber={panel.number}
            pictureUrl={assetUrl(selected.asset, 1280)}
            width={compared.width}
            height={compared.height}
            objects={objects}
            doneLabel={`Take it into picture ${numberOf(compared)}`}
            onDone={(marked) => void take(marked)}
            onCancel={() => setTaking(false)}
          />
        </div>
      ) : (
        <div className="flex min-h-0 min-w-0 flex-1 flex-col overflow-y-auto">
          <div className="flex flex-wrap items-center gap-2 border-b px-4 py-2">
            {compared && (
              <>
                <Segmented
                  label="Compare by"
                  value={mode}
                  options={modes}
                  onChange={setMode}
                  className="min-w-88 whitespace-nowrap max-sm:min-w-full"
                />
                <Select
                  label="Compare with (A)"
                  value={compared.id}
                  options={variants
                    .filter(({ id }) => id !== selected.id)
                    .map((variant) => ({ value: variant.id, label: `A: ${nameOf(variant)}` }))}
                  onChange={setOpposite}
                  className="w-44"
                />
              </>
            )}
            <span className="flex-1" />
            <VariantName
              variant={selected}
              number={numberOf(selected)}
              disabled={readOnly !== null}
            />
            <Button
              tone="primary"
              disabled={refused !== null || selected.id === panel.picture}
              title={refused ?? undefined}
              onClick={() =>
                apply({ kind: "variant.choose", panelId: panel.id, variantId: selected.id })
              }
            >
              <Check aria-hidden size={14} />
              {selected.id === panel.picture ? "This is shown" : "Use this picture"}
            </Button>
          </div>
          <div className="flex h-[max(220px,46vh)] shrink-0 p-3 max-md:h-[max(200px,30vh)]">
            {compared ? (
              <CompareView
                one={compared}
                other={selected}
                mode={mode}
                oneName={nameOf(compared)}
                otherName={nameOf(selected)}
              />
            ) : (
              <img
                src={assetUrl(selected.asset, 1280)}
                alt={nameOf(selected)}
                className="m-auto max-h-full max-w-full"
              />
            )}
          </div>
          <div className="flex flex-wrap items-center gap-2 border-t px-4 py-2">
            <BranchField
              panel={panel}
              variant={selected}
              number={numberOf(selected)}
              disabled={refused !== null}
            />
            {compared && (
              <Button
                disabled={refused !== null}
                title={refused ?? undefined}
                onClick={() => setTaking(true)}
              >
                <Lasso aria-hidden size={14} /> Take a region into picture {numberOf(compared)}
              </Button>
            )}
          </div>
          {refused !== null && <p className="px-4 pb-2 text-xs text-text-3">{refused}</p>}
          {compared && (
            <div className="border-t px-4 py-2">
              <CompareFacts one={compared} other={selected} />
            </div>
          )}
        </div>
      )}
    </div>
  )
}
