import type { PanelId } from "@panelwright/core"
import {
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type MouseEvent,
} from "react"
import {
  atom,
  createTLCurrentUser,
  TldrawEditor,
  type Editor,
  type TLUserPreferences,
} from "tldraw"
// oxlint-disable-next-line import/no-unassigned-import -- a style sheet exports nothing
import "tldraw/tldraw.css"
import { useLoaded, useStoryboard } from "../connection/hooks.ts"
import { createObservable } from "../connection/observable.ts"
import { BoardContext, type Board } from "./board-context.ts"
import { startBoardEngine, type BoardEngine } from "./board-engine.ts"
import type { BoardViewport, CanvasTool, StoryboardCanvasProps } from "./canvas-props.ts"
import { connectEditor, type ConnectedEditor } from "./editor/connect-editor.ts"
import { EditorBody } from "./editor/editor-body.tsx"
import { registerEditorDefaults } from "./editor/editor-defaults.ts"
import {
  assetUrls,
  assetUtils,
  bindingUtils,
  components,
  options,
  overlayUtils,
  shapeUtils,
  themes,
  tools,
} from "./editor/tldraw-setup.tsx"
import { needsLicenseNotice } from "./license.ts"

/** The board of a storyboard. Nothing of the canvas library runs where a licence key is needed and none is set. */
export function BoardCanvas(props: StoryboardCanvasProps) {
  const loaded = useLoaded(props.session)
  const { hostname, protocol } = window.location
  if (!loaded || needsLicenseNotice({ hostname, protocol, licenseKey: props.licenseKey }))
    return props.fallback
  return <LoadedBoard key={props.session.storyboardId} {...props} />
}

function LoadedBoard(props: StoryboardCanvasProps) {
  const { session, mode, columns, fallback } = props
  const latest = useRef(props)
  useLayoutEffect(() => {
    latest.current = props
  })
  const [engine, setEngine] = useState<BoardEngine | null>(null)
  useEffect(() => {
    const now = latest.current
    const started = startBoardEngine({
      session,
      mode: now.mode,
      columns: now.columns,
      assetUrl: now.assetUrl,
      uploadAsset: now.uploadAsset,
    })
    setEngine(started)
    return () => {
      setEngine(null)
      started.stop()
    }
  }, [session])
  useEffect(() => {
    engine?.mode.set(mode)
    engine?.projection.configure({ mode, columns })
  }, [engine, mode, columns])
  if (engine === null) return fallback
  return <RunningBoard {...props} engine={engine} latest={latest} />
}

interface RunningBoardProps extends StoryboardCanvasProps {
  readonly engine: BoardEngine
  readonly latest: { readonly current: StoryboardCanvasProps }
}

function RunningBoard({ engine, latest, ...props }: RunningBoardProps) {
  const { session, theme, licenseKey, selection, hideTools = false, emptyState, className } = props
  const wrapper = useRef<HTMLDivElement>(null)
  const connected = useRef<ConnectedEditor | null>(null)
  /** What was asked for before there was an editor to show it. */
  const wanted = useRef<BoardViewport | null>(null)
  const [hidden] = useState(() => createObservable(hideTools))
  const isEmpty = useStoryboard(session, ({ panels }) => panels.length === 0)
  const user = useUser(props)

  const board = useMemo<Board>(
    () => ({
      session,
      assetUrl: (assetId, width) => latest.current.assetUrl(assetId, width),
      getHandlers: () => latest.current.handlers ?? {},
      renderOverPicture: (panelId) => latest.current.renderOverPicture?.(panelId) ?? null,
      arrangement: engine.projection.arrangement,
      mode: engine.mode,
      target: engine.target,
      held: engine.projection.held,
      isConnected: engine.isConnected,
      pictureWidth: engine.pictureWidth,
      isFar: engine.isFar,
      stage: engine.stage,
      hideTools: hidden,
      setTool: (tool) => connected.current?.setTool(tool),
    }),
    [session, engine, hidden, latest],
  )

  useEffect(() => hidden.set(hideTools), [hidden, hideTools])
  useEffect(() => connected.current?.select(selection), [selection])
  useImperativeHandle(props.ref, () => createHandle(connected, wanted), [])

  const handleMount = (editor: Editor) => {
    const unregister = registerEditorDefaults(editor)
    const link = connectEditor({
      editor,
      engine,
      session,
      selection: latest.current.selection,
      uploadAsset: (file) => latest.current.uploadAsset(file),
      onSelectionChange: (panelIds) => latest.current.onSelectionChange(panelIds),
      getHandlers: board.getHandlers,
      onScope: (scope) => user.setScope(scope),
    })
    connected.current = link
    if (wanted.current) link.camera.showViewport(wanted.current)
    wanted.current = null
    engine.isConnected.set(true)
    return () => {
      connected.current = null
      engine.isConnected.set(false)
      link.disconnect()
      unregister()
    }
  }

  const handleContextMenu = (event: MouseEvent) => {
    event.preventDefault()
    // The canvas pans with the right button, and asks again by itself when it was only a click.
    if (event.nativeEvent.isTrusted && event.button === 2) return
    const { clientX, clientY } = event
    board
      .getHandlers()
      .onContextMenu?.({ panelId: connected.current?.findPanelAt(event) ?? null, clientX, clientY })
  }

  return (
    <BoardContext value={board}>
      <div
        ref={wrapper}
        className={className === undefined ? "pw-board" : `pw-board ${className}`}
        data-theme={theme}
        onContextMenu={handleContextMenu}
      >
        <TldrawEditor
          initialState="select"
          store={engine.store}
          user={user.current}
          colorScheme={theme}
          themes={themes}
          shapeUtils={shapeUtils}
          bindingUtils={bindingUtils}
          assetUtils={assetUtils}
          overlayUtils={overlayUtils}
          tools={tools}
          components={components}
          options={options}
          assetUrls={assetUrls}
          onMount={handleMount}
          {...(licenseKey === null ? {} : { licenseKey })}
        >
          <EditorBody />
        </TldrawEditor>
        {isEmpty && emptyState !== undefined && <div className="pw-board-empty">{emptyState}</div>}
      </div>
    </BoardContext>
  )
}

/** The canvas's idea of this person. Its shortcuts are on only while the keyboard is the canvas's. */
function useUser({ session, handlers }: StoryboardCanvasProps) {
  const latest = useRef(handlers)
  useLayoutEffect(() => {
    latest.current = handlers
  })
  return useMemo(() => {
    const { person } = session
    const isStill = window.matchMedia("(prefers-reduced-motion: reduce)").matches
    const preferences = atom<TLUserPreferences>("user preferences", {
      id: person.id,
      name: person.name,
      color: person.colour,
      locale: "en",
      animationSpeed: isStill ? 0 : 1,
      areKeyboardShortcutsEnabled: false,
      isPasteAtCursorMode: true,
    })
    return {
      current: createTLCurrentUser({
        userPreferences: preferences,
        setUserPreferences: (next) => preferences.set(next),
      }),
      setScope(scope: "board" | "draw") {
        preferences.update((known) => ({
          ...known,
          areKeyboardShortcutsEnabled: scope === "draw",
        }))
        latest.current?.onScopeChange?.(scope)
      },
    }
  }, [session])
}

function createHandle(
  connected: { readonly current: ConnectedEditor | null },
  wanted: { current: BoardViewport | null },
) {
  const camera = () => connected.current?.camera
  return {
    zoomToFit: () => camera()?.zoomToFit(),
    zoomToWidth: () => camera()?.zoomToWidth(),
    zoomToPanel: (panelId: PanelId) => camera()?.zoomToPanel(panelId),
    zoomToSelection: () => camera()?.zoomToSelection(),
    zoomIn: () => camera()?.zoomIn(),
    zoomOut: () => camera()?.zoomOut(),
    setZoom: (zoom: number) => camera()?.setZoom(zoom),
    reveal: (panelId: PanelId) => camera()?.reveal(panelId),
    showViewport(viewport: BoardViewport) {
      if (connected.current) connected.current.camera.showViewport(viewport)
      else wanted.current = viewport
    },
    getZoom: () => connected.current?.editor.getZoomLevel() ?? 1,
    setTool: (tool: CanvasTool) => connected.current?.setTool(tool),
    getScope: () => connected.current?.getScope() ?? "board",
    focus: () => void connected.current?.editor.focus(),
    flushInk: async () => connected.current?.ink.flush(),
  }
}
