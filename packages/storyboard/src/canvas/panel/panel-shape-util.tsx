import {
  BaseFrameLikeShapeUtil,
  HTMLContainer,
  Vec,
  type TLShape,
  type TLShapeUtilCanBindOpts,
} from "tldraw"
import { findBoardActions } from "../editor/board-actions.ts"
import { PanelCard } from "./panel-card.tsx"
import { panelShapeProps, panelType, toPanelId, type PanelShape } from "./panel-shape.ts"

/** How far the outline of a selected panel stands off, in canvas units. */
const outset = 5

/**
 * A panel on the canvas. What it shows is read from the storyboard by its id, so that the shape changes only when the
 * panel's place does. Ink that is drawn on the picture becomes its child: it moves with it and is clipped to it.
 */
export class PanelShapeUtil extends BaseFrameLikeShapeUtil<PanelShape> {
  static override type = panelType
  static override props = panelShapeProps

  override getDefaultProps(): PanelShape["props"] {
    return { w: 320, h: 268, pictureHeight: 180 }
  }

  override component(shape: PanelShape) {
    const panelId = toPanelId(shape.id)
    if (panelId === null) return null
    return (
      <HTMLContainer>
        <PanelCard panelId={panelId} pictureHeight={shape.props.pictureHeight} />
      </HTMLContainer>
    )
  }

  override getIndicatorPath({ props }: PanelShape): Path2D {
    const path = new Path2D()
    path.roundRect(-outset, -outset, props.w + 2 * outset, props.h + 2 * outset, 6)
    return path
  }

  /** Exports leave the panel itself out: only the ink on it is wanted as a picture. */
  override toSvg() {
    return null
  }

  /** A click in the middle picks the panel, and a brush that touches it does, too. */
  override isFrameLike() {
    return false
  }

  override canReceiveNewChildrenOfType(shape: PanelShape, type: TLShape["type"]): boolean {
    if (type === panelType || type === "group") return false
    return this.#isOverPicture(shape)
  }

  #isOverPicture(shape: PanelShape): boolean {
    const point = this.editor.getPointInShapeSpace(shape, this.editor.inputs.getCurrentPagePoint())
    const { w, pictureHeight } = shape.props
    return point.x >= 0 && point.x <= w && point.y >= 0 && point.y <= pictureHeight
  }

  override getClipPath({ props }: PanelShape): Vec[] {
    const { w, pictureHeight } = props
    return [new Vec(0, 0), new Vec(w, 0), new Vec(w, pictureHeight), new Vec(0, pictureHeight)]
  }

  /** A note lies on a panel without being part of its picture. */
  override shouldClipChild(child: TLShape): boolean {
    return child.type !== "note"
  }

  /** Arrows inside of a picture are drawn, not tied to it; arrows from outside may point at a panel. */
  override canBind({ fromShape, toShape }: TLShapeUtilCanBindOpts<PanelShape>): boolean {
    if (!("id" in fromShape) || !("id" in toShape)) return false
    return this.editor.getShape(fromShape.id)?.parentId !== toShape.id
  }

  override getAriaDescriptor(shape: PanelShape): string | undefined {
    return findBoardActions(this.editor)?.describe(shape.id)
  }

  override onDoubleClick(shape: PanelShape) {
    findBoardActions(this.editor)?.open(shape.id)
  }
  override onTranslateStart() {
    findBoardActions(this.editor)?.startDrag()
  }
  override onTranslate() {
    findBoardActions(this.editor)?.continueDrag()
  }
  override onTranslateEnd() {
    findBoardActions(this.editor)?.endDrag()
  }
  override onTranslateCancel() {
    findBoardActions(this.editor)?.cancelDrag()
  }

  override canEdit() {
    return false
  }
  override canResize() {
    return false
  }
  override canResizeChildren() {
    return false
  }
  override canSnap() {
    return false
  }
  override canCrop() {
    return false
  }
  override canBeLaidOut() {
    return false
  }
  override hideResizeHandles() {
    return true
  }
  override hideRotateHandle() {
    return true
  }
  override hideSelectionBoundsFg() {
    return true
  }
  override hideSelectionBoundsBg() {
    return true
  }
}
