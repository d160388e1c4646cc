import type { PanelId } from "@panelwright/core"
import { fromPanelShapeId, toPanelShapeId } from "@panelwright/document"
import { T, type RecordProps, type TLShape, type TLShapeId } from "tldraw"

export const panelType = "panel"

interface PanelShapeProps {
  w: number
  h: number
  /** The upper part, where the picture is; ink is clipped to it. */
  pictureHeight: number
}

declare module "tldraw" {
  export interface TLGlobalShapePropsMap {
    [panelType]: PanelShapeProps
  }
}

export type PanelShape = TLShape<typeof panelType>

export const panelShapeProps: RecordProps<PanelShape> = {
  w: T.positiveNumber,
  h: T.positiveNumber,
  pictureHeight: T.positiveNumber,
}

export const isPanelShape = (shape: TLShape): shape is PanelShape => shape.type === panelType

export const toShapeId = (panelId: PanelId): TLShapeId => toPanelShapeId(panelId) as TLShapeId

/** Null for every shape that is not a panel's. */
export const toPanelId = (shapeId: string): PanelId | null => fromPanelShapeId(shapeId)
