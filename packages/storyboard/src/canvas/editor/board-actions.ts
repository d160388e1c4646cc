import type { Editor, TLShapeId } from "tldraw"

/** What a panel's shape asks of the board it lies on. */
export interface BoardActions {
  open(shapeId: TLShapeId): void
  /** What a screen reader says for it. */
  describe(shapeId: TLShapeId): string | undefined
  startDrag(): void
  continueDrag(): void
  endDrag(): void
  cancelDrag(): void
}

const boards = new WeakMap<Editor, BoardActions>()

export const bindBoardActions = (editor: Editor, actions: BoardActions): void => {
  boards.set(editor, actions)
}

/** Undefined for an editor without a board, as in tests of the shape alone. */
export const findBoardActions = (editor: Editor): BoardActions | undefined => boards.get(editor)
