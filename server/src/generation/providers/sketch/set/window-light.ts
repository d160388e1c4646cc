import { layers, type Item, type Stage } from "../drawing/stage.ts"
import { createRandom, createSeed } from "../geometry/random.ts"
import { add, at, createAxes, place, scale, type Point3 } from "../geometry/vector.ts"
import type { Prop, SceneGraph } from "../scene-graph.ts"

/** Corners of a window's opening as it stands in its wall. */
const openingOf = (window: Prop): Point3[] => {
  const axes = createAxes(window.facing)
  return (
    [
      [-0.6, 0.1],
      [0.6, 0.1],
      [0.6, 1.3],
      [-0.6, 1.3],
    ] as const
  ).map(([x, y]) => place(window.position, axes, x * window.scale, y * window.scale, 0.05))
}

/** What comes in at the windows of a room: sun or moon on the floor, rain and snow on the panes. */
export function createWindowItems(graph: SceneGraph, stage: Stage): Item[] {
  const { weather, timeOfDay } = graph.setting
  const clear = weather === "clear" || weather === "snow"
  return graph.props
    .filter(({ kind }) => kind === "window")
    .flatMap((window) => [
      ...(clear && timeOfDay !== "dusk" ? [createPatch(window, graph, stage)] : []),
      ...(weather === "rain" || weather === "storm" || weather === "snow"
        ? [createPane(window, graph, stage)]
        : []),
    ])
}

function createPatch(window: Prop, { setting }: SceneGraph, stage: Stage): Item {
  const axes = createAxes(window.facing)
  return {
    layer: layers.ground,
    depth: -10,
    paint(sheet) {
      const away = add(
        scale(axes.forward, setting.timeOfDay === "dawn" ? 1.3 : 0.62),
        scale(axes.right, 0.34),
      )
      const patch = stage.lens.polygon(
        openingOf(window).map((corner) => add(at(corner.x, 0.01, corner.z), scale(away, corner.y))),
      )
      const colour = stage.hand.look === "blueprint" ? stage.hand.line : stage.hand.light
      if (patch.length > 2) sheet.fill([patch], colour, stage.light.darkness > 0.6 ? 0.16 : 0.5)
    },
  }
}

function createPane(window: Prop, { setting }: SceneGraph, stage: Stage): Item {
  return {
    layer: layers.wall,
    depth: stage.lens.depthOf(window.position) - 901,
    paint(sheet) {
      const random = createRandom(createSeed(window.seed, setting.weather))
      const [a, b, , d] = openingOf(window)
      if (!a || !b || !d) return
      const along = add(b, scale(a, -1))
      const up = add(d, scale(a, -1))
      const on = (x: number, y: number) => add(a, add(scale(along, x), scale(up, y)))
      const dark = stage.light.darkness > 0.3 || sheet.hand.look === "blueprint"
      const colour = dark || setting.weather === "snow" ? sheet.hand.light : sheet.hand.line
      for (let index = 0; index < 22; index += 1) {
        const [x, y] = [random.next(), random.between(0.18, 1)]
        const long = setting.weather === "snow" ? 0.012 : random.between(0.06, 0.18)
        const lean = setting.weather === "storm" ? 0.08 : 0.02
        for (const line of stage.lens.line([on(x, y), on(Math.max(0, x - lean), y - long)]))
          sheet.line(line, {
            weight: setting.weather === "snow" ? 1.4 : 0.5,
            random,
            colour,
            opacity: 0.8,
            looseness: 0.2,
          })
      }
    },
  }
}
