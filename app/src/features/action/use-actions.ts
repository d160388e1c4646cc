import { createPanelId, panelStatuses, reviewStatuses, type PanelStatus } from "@panelwright/core"
import { useStoryboard, useUndo } from "@panelwright/storyboard/connection"
import { useLocation, useNavigate } from "react-router"
import { useCommentRefusal } from "../comments/use-comment-refusal.ts"
import { useSend } from "../comments/use-send.ts"
import { usePrice, withPrice } from "../generation/use-desk.ts"
import { useGenerate } from "../generation/use-generate.ts"
import { statusLooks } from "../panel/panel-status.tsx"
import { createPanelBeside, deletePanels, movePanel, stepVariant } from "../panel/panel-commands.ts"
import { focusRefine } from "../panel/refine-focus.ts"
import { extendSelection, stepPanel, stepScene } from "../selection/step.ts"
import { useCall } from "../together/use-call.ts"
import { useVariations } from "../variants/use-variations.ts"
import { makeToken } from "../workspace/make-token.ts"
import {
  parseView,
  storyboardPath,
  viewLabels,
  views,
  type WorkspaceView,
} from "../workspace/paths.ts"
import { useApply } from "../workspace/use-apply.ts"
import { useEditRefusal } from "../workspace/use-edit-refusal.ts"
import { useSelectedPanels, useWorkspace } from "../workspace/workspace-context.tsx"
import type { Action } from "./action.ts"

/** Farther out, no place on a picture can be told from another. */
const leastPinZoom = 0.4

/** Everything that can be done by a key or from the palette now. */
export function useActions(): readonly Action[] {
  const workspace = useWorkspace()
  const { session, selection, boardView, setDialog, setPlacingPin } = workspace
  const { setInspectorOpen, inspectorOpen } = workspace
  const storyboard = useStoryboard(session, (state) => state)
  const selected = useSelectedPanels()
  const apply = useApply()
  const send = useSend()
  const cannotComment = useCommentRefusal()
  const generate = useGenerate()
  const price = usePrice()
  const drawVariations = useVariations()
  const readOnly = useEditRefusal()
  const { canUndo, canRedo } = useUndo(session)
  const { refused: refusedCall, call } = useCall()
  const navigate = useNavigate()
  const { pathname, search } = useLocation()

  const view = parseView(pathname)
  const { panels } = storyboard
  const one = selected.at(-1) ?? null
  const ids = selected.map(({ id }) => id)
  const needsPanel = selected.length === 0 ? "Select a panel first." : null
  const needsOne = selected.length === 1 ? null : "Select one panel first."
  const needsPicture = needsOne ?? (one?.picture ? null : "There is no picture yet. Press G first.")
  const locked = selected.some(({ status }) => status === "approved")
    ? "Approved panels keep their picture. Take the approval back first."
    : null

  const go = (panelIds: readonly (typeof ids)[number][]) => selection.set(panelIds)
  const show = (other: WorkspaceView) =>
    void navigate({ pathname: storyboardPath(session.storyboardId, other), search })
  const add = (where: "after" | "before") => {
    const { commands, panelId } = createPanelBeside(session.reader.read(), one, where, makeToken)
    if (apply(...commands)) go([panelId])
  }
  const stepPicture = (step: 1 | -1) => {
    const command = one && stepVariant(one, step)
    if (command) apply(command)
  }

  const setStatus = (status: PanelStatus) =>
    send(...ids.map((id) => ({ kind: "panel.update" as const, id, changes: { status } })))
  const reviewed: readonly PanelStatus[] = reviewStatuses
  const refuseStatus = (status: PanelStatus) =>
    readOnly === null || !reviewed.includes(status) ? readOnly : cannotComment

  return [
    act("next", "Next panel", "Move", ["arrowright", "arrowdown", "j"], () =>
      go(stepPanel(panels, selection.get(), 1)),
    ),
    act("previous", "Previous panel", "Move", ["arrowleft", "arrowup", "k"], () =>
      go(stepPanel(panels, selection.get(), -1)),
    ),
    act("extend-next", "Select the next one, too", "Move", ["shift+arrowright"], () =>
      go(extendSelection(panels, selection.get(), 1)),
    ),
    act("extend-previous", "Select the previous one, too", "Move", ["shift+arrowleft"], () =>
      go(extendSelection(panels, selection.get(), -1)),
    ),
    act("next-scene", "Next scene", "Move", ["mod+arrowright"], () =>
      go(stepScene(panels, selection.get(), 1)),
    ),
    act("previous-scene", "Previous scene", "Move", ["mod+arrowleft"], () =>
      go(stepScene(panels, selection.get(), -1)),
    ),
    act("select-all", "Select all panels", "Move", ["mod+a"], () => go(panels.map(({ id }) => id))),
    act("deselect", "Select nothing", "Move", ["escape"], () => go([])),

    act("new-after", "New panel after", "Panels", ["n"], () => add("after"), readOnly),
    act("new-before", "New panel before", "Panels", ["shift+n"], () => add("before"), readOnly),
    act(
      "duplicate",
      "Duplicate",
      "Panels",
      ["mod+d"],
      () => {
        const copies = selected.map(({ id }) => ({
          kind: "panel.duplicate" as const,
          id,
          newId: createPanelId(makeToken()),
        }))
        if (apply(...copies)) go(copies.map(({ newId }) => newId))
      },
      readOnly ?? needsPanel,
    ),
    act(
      "move-back",
      "Move one place back",
      "Panels",
      ["alt+arrowleft"],
      () => one && apply(...movePanel(storyboard, one, -1)),
      readOnly ?? needsOne,
    ),
    act(
      "move-on",
      "Move one place on",
      "Panels",
      ["alt+arrowright"],
      () => one && apply(...movePanel(storyboard, one, 1)),
      readOnly ?? needsOne,
    ),
    act(
      "delete",
      "Delete",
      "Panels",
      ["delete", "backspace"],
      () => {
        const near =
          panels[(selected.at(-1)?.index ?? 0) + 1] ?? panels[(selected[0]?.index ?? 0) - 1]
        if (apply(...deletePanels(storyboard, ids))) go(near ? [near.id] : [])
      },
      readOnly ?? needsPanel,
    ),

    act(
      "generate",
      withPrice("Generate the picture", price({ operation: "generate", pictures: ids.length })),
      "Picture",
      ["g"],
      () => void generate({ panelIds: ids, operation: "generate" }),
      readOnly ?? needsPanel ?? locked,
    ),
    act(
      "refine",
      "Refine by an instruction",
      "Picture",
      ["e"],
      () => {
        setInspectorOpen(true)
        focusRefine()
      },
      readOnly ?? needsPicture ?? locked,
    ),
    act(
      "region",
      "Refine a region",
      "Picture",
      ["r"],
      () => setDialog("region"),
      readOnly ?? needsPicture ?? locked,
    ),
    act(
      "variations",
      "Draw four ways to see the panel",
      "Picture",
      ["shift+g"],
      () => {
        setInspectorOpen(true)
        if (one) void drawVariations(one.id)
      },
      readOnly ?? needsOne ?? locked,
    ),
    act(
      "variants",
      "Compare the pictures of the panel",
      "Picture",
      ["shift+x"],
      () => setDialog("variants"),
      needsPicture,
    ),
    act(
      "previous-picture",
      "Previous picture of the panel",
      "Picture",
      ["["],
      () => stepPicture(-1),
      readOnly ?? needsOne ?? locked,
    ),
    act(
      "next-picture",
      "Next picture of the panel",
      "Picture",
      ["]"],
      () => stepPicture(1),
      readOnly ?? needsOne ?? locked,
    ),

    act(
      "approve",
      "Approve, or take it back",
      "Status",
      ["a"],
      () => {
        const isApproved = selected.every((panel) => panel.status === "approved")
        const before = readOnly === null ? "draft" : "in-review"
        void setStatus(isApproved ? before : "approved")
      },
      refuseStatus("approved") ?? needsPanel,
    ),
    ...panelStatuses.map((status, index) =>
      act(
        `status-${status}`,
        `Status: ${statusLooks[status].label}`,
        "Status",
        [String(index + 1)],
        () => setStatus(status),
        refuseStatus(status) ?? needsPanel,
      ),
    ),

    act(
      "comment",
      "Put a comment on the picture",
      "Status",
      ["c"],
      () => {
        const { canvas, zoom } = boardView.get()
        if (canvas === null) setInspectorOpen(true)
        else if (one && zoom < leastPinZoom) canvas.zoomToPanel(one.id)
        else if (one) canvas.reveal(one.id)
        setPlacingPin(true)
      },
      cannotComment ?? needsOne,
    ),

    {
      ...act(
        "undo",
        "Undo",
        "Storyboard",
        ["mod+z"],
        () => session.undo.undo(),
        canUndo ? readOnly : "There is nothing of yours to undo.",
      ),
      inWords: true,
    },
    {
      ...act(
        "redo",
        "Redo",
        "Storyboard",
        ["mod+shift+z", "mod+y"],
        () => session.undo.redo(),
        canRedo ? readOnly : "There is nothing of yours to redo.",
      ),
      inWords: true,
    },
    act("export", "Export as PDF", "Storyboard", ["shift+e"], () => setDialog("export")),
    act("share", "Share", "Storyboard", [], () => setDialog("share")),
    act(
      "call",
      "Call everyone to this panel",
      "Storyboard",
      [],
      () => one && call(one),
      refusedCall ?? needsPanel,
    ),
    act("inspector", "Show or hide the inspector", "Storyboard", ["mod+."], () =>
      setInspectorOpen(!inspectorOpen),
    ),
    ...views
      .filter((other) => other !== view)
      .map((other) =>
        act(`view-${other}`, `Go to ${viewLabels[other]}`, "Storyboard", [], () => show(other)),
      ),
    {
      ...act("commands", "Find an action", "Storyboard", ["mod+k"], () => setDialog("commands")),
      everywhere: true,
    },
    act("keys", "Show all keys", "Storyboard", ["?"], () => setDialog("keys")),
  ]
}

function act(
  id: string,
  label: string,
  group: Action["group"],
  bindings: readonly string[],
  run: () => unknown,
  refused: string | null = null,
): Action {
  return { id, label, group, bindings, refused, run: () => void run() }
}
