import { layers, type Item, type Stage } from "../drawing/stage.ts"
import { createAxes, type Point3 } from "../geometry/vector.ts"
import { designOf, type PropKind } from "../prop/catalogue.ts"
import { paintParts } from "../prop/paint-prop.ts"

/** A thing that belongs to the set, standing on the land. */
export function createStandingItem(
  kind: PropKind,
  stage: Stage,
  origin: Point3,
  facing: number,
  by: number,
  seed: number,
  lit: boolean,
): Item {
  return {
    layer: layers.things,
    depth: stage.lens.depthOf(origin),
    paint: (sheet) =>
      paintParts(sheet, stage, designOf(kind).parts, {
        origin,
        axes: createAxes(facing),
        scale: by,
        seed,
        lit,
      }),
  }
}
