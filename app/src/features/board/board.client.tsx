import { createVariantId, type PanelId } from "@panelwright/core"
import { needsLicenseNotice, StoryboardCanvas, type CanvasHandle } from "@panelwright/storyboard"
import { useStoryboard } from "@panelwright/storyboard/connection"
import { type KeyboardEvent, lazy, Suspense, useCallback, useEffect, useMemo, useRef } from "react"
import { useLocation, useNavigate } from "react-router"
import { assetUrl } from "../../api/asset-url.ts"
import { describeApiFailure } from "../../api/describe-api-failure.ts"
import { announce } from "../../ui/toaster.tsx"
import { canRetry, describeGenerationFailure } from "../generation/describe-generation-failure.ts"
import { uploadAsset } from "../generation/upload-asset.ts"
import { describeImportFailure } from "../home/describe-import-failure.ts"
import { importScript } from "../home/create-from-script.ts"
import { deletePanels } from "../panel/panel-commands.ts"
import { focusRefine } from "../panel/refine-focus.ts"
import { useTheme } from "../theme/use-theme.ts"
import { makeToken } from "../workspace/make-token.ts"
import { storyboardPath, views } from "../workspace/paths.ts"
import { preloadBoard } from "../workspace/preload-board.client.ts"
import { useApply } from "../workspace/use-apply.ts"
import { useEditRefusal } from "../workspace/use-edit-refusal.ts"
import { useWidth } from "../workspace/use-width.ts"
import { useSelection, useWorkspace } from "../workspace/workspace-context.tsx"
import { EmptyBoard } from "./empty-board.tsx"
import { LicenseNotice } from "./license-notice.tsx"

/** Nobody needs pins to see the board. */
const PicturePins = lazy(async () => ({
  default: (await import("../comments/picture-pins.tsx")).PicturePins,
}))

const renderOverPicture = (panelId: PanelId) => (
  <Suspense>
    <PicturePins panelId={panelId} />
  </Suspense>
)

// At once, beside the storyboard itself, and not only when there is something to show.
preloadBoard()

type Handlers = NonNullable<Parameters<typeof StoryboardCanvas>[0]["handlers"]>

export function Board() {
  const {
    session,
    selection,
    boardView,
    following,
    generations,
    tldrawLicenseKey,
    setInspectorOpen,
  } = useWorkspace()
  const { mode, isEmpty } = useStoryboard(session, ({ settings, panels }) => ({
    mode: settings.arrangement,
    isEmpty: panels.length === 0,
  }))
  const selected = useSelection()
  const { shown: theme } = useTheme()
  const apply = useApply()
  const readOnly = useEditRefusal()
  const wide = useWidth("wide")
  const narrow = useWidth("narrow")
  const navigate = useNavigate()
  const { search } = useLocation()
  const canvas = useRef<CanvasHandle>(null)

  const setCanvas = useCallback(
    (handle: CanvasHandle | null) => {
      canvas.current = handle
      boardView.set(
        handle ? { canvas: handle, zoom: handle.getZoom() } : { canvas: null, scope: "board" },
      )
      following.setShowViewport(
        handle &&
          ((viewport) => {
            if (viewport.kind === "board") handle.showViewport(viewport)
          }),
      )
    },
    [boardView, following],
  )

  /** Panels picked by keys or in another view come into sight. */
  const last = selected.at(-1)
  useEffect(() => {
    // Where somebody is followed, sight goes with theirs.
    if (last && following.get() === null) canvas.current?.reveal(last)
  }, [last, following])

  const upload = useCallback(
    async (file: Blob) => {
      const result = await uploadAsset(file, session.storyboardId)
      if (result.ok) return result.value
      throw new Error(describeApiFailure(result.failure))
    },
    [session],
  )

  const handlers = useMemo(
    (): Handlers => ({
      onScopeChange: (scope) => boardView.set({ scope }),
      onZoomChange: (zoom) => boardView.set({ zoom }),
      onOpenPanel: () => setInspectorOpen(true),
      onFollow: (clientId) => following.follow(clientId),
      onDeletePanels(panelIds) {
        if (apply(...deletePanels(session.reader.read(), panelIds))) selection.set([])
      },
      onDropPicture(panelId, asset) {
        const variantId = createVariantId(makeToken())
        apply({
          kind: "variant.add",
          choose: true,
          variant: {
            id: variantId,
            panelId,
            asset: asset.id,
            width: asset.width ?? 1,
            height: asset.height ?? 1,
            parentId: null,
            jobId: null,
            createdBy: session.person.id,
            createdAt: Date.now(),
            recipe: {
              provider: "upload",
              model: "",
              operation: "upload",
              instruction: null,
              seed: null,
              styleVersion: session.reader.read().style.version,
              warnings: [],
              change: null,
            },
          },
        })
      },
      onDropFile(file) {
        const start = async () => {
          const result = await importScript(session.storyboardId, { kind: "file", file })
          if (!result.ok) announce("problem", describeImportFailure(result.failure))
        }
        if (readOnly === null) void start()
        else announce("information", readOnly)
      },
      onRetry: (job) => {
        // Where the same would end the same, other words are what helps.
        if (job.failure && !canRetry(job.failure)) {
          selection.set([job.panelId])
          setInspectorOpen(true)
          focusRefine()
          return
        }
        const retry = async () => {
          const result = await generations.retry(job)
          if (!result.ok) announce("problem", describeApiFailure(result.failure))
        }
        void retry()
      },
      onCancel: (job) => void generations.cancel(job.id),
      describeFailure: (job) => (job.failure ? describeGenerationFailure(job.failure) : ""),
      onSetAside(records) {
        if (records.length > 0)
          announce(
            "warning",
            `${records.length} ${records.length === 1 ? "drawing is" : "drawings are"} damaged and not shown. Nothing else is affected.`,
          )
      },
      onUploadFailed: (_file, error) =>
        announce("problem", error instanceof Error ? error.message : "The picture was not taken."),
    }),
    [session, selection, boardView, following, generations, apply, readOnly, setInspectorOpen],
  )

  if (
    needsLicenseNotice({
      hostname: location.hostname,
      protocol: location.protocol,
      licenseKey: tldrawLicenseKey,
    })
  )
    return <LicenseNotice storyboardId={session.storyboardId} />

  /** Only while the board itself has the focus: anywhere else Tab moves the focus. */
  const handleTab = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key !== "Tab" || event.ctrlKey || event.altKey || event.metaKey) return
    if (boardView.get().scope === "draw" || !isBoardItself(event.target)) return
    event.preventDefault()
    const view = event.shiftKey ? views.at(-1) : views[1]
    if (view) void navigate({ pathname: storyboardPath(session.storyboardId, view), search })
  }
  return (
    <div className="absolute inset-0" onKeyDownCapture={handleTab}>
      <StoryboardCanvas
        ref={setCanvas}
        session={session}
        selection={selected}
        onSelectionChange={(next) => selection.set(next)}
        mode={mode}
        theme={theme}
        licenseKey={tldrawLicenseKey}
        assetUrl={assetUrl}
        uploadAsset={upload}
        handlers={handlers}
        {...(narrow && { columns: 2 })}
        renderOverPicture={renderOverPicture}
        hideTools={!wide || readOnly !== null}
        emptyState={isEmpty ? <EmptyBoard /> : null}
        fallback={<div className="absolute inset-0 bg-bg" />}
        className="absolute inset-0"
      />
    </div>
  )
}

const isBoardItself = (target: EventTarget) =>
  target instanceof Element && target.matches(".tl-container, .tl-canvas, [data-board]")
