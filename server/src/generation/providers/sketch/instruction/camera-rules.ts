import { findTerm, movements, sizes, type Angle, type Movement, type Size } from "@panelwright/core"
import { add, at, cross, distance, normalise, scale, subtract, turn } from "../geometry/vector.ts"
import type { SceneGraph } from "../scene-graph.ts"
import { viewOf } from "../staging/view.ts"
import type { Clause } from "./clause.ts"
import { findTargets, type Scope } from "./target.ts"

const order = Object.keys(sizes).filter((size) => size !== "insert") as Size[]

/** Phrases for a size, longest first where one holds another. */
const sizePhrases: readonly (readonly [RegExp, Size])[] = [
  [/\bextreme(ly)? close( up)?\b|\becu\b|\bxcu\b/, "extreme-close-up"],
  [/\b(big|very) close( up)?\b|\bbcu\b/, "big-close-up"],
  [/\bmedium close( up)?\b|\bmcu\b|\bbust\b/, "medium-close-up"],
  [/\bclose up\b|\bcloseup\b|\bcu\b|\bclose on\b|\bclose shot\b/, "close-up"],
  [/\bmedium (full|long|wide)\b|\bcowboy\b|\bamerican shot\b/, "cowboy"],
  [/\b(medium|mid)( shot)?\b|\bwaist( up)?\b|\bms\b/, "medium"],
  [/\bextreme(ly)? (wide|long)\b|\bvery (wide|long)\b|\bews\b/, "extreme-wide"],
  [/\bestablishing\b/, "establishing"],
  [
    /\b(wide|long) (shot|view|angle shot|one)\b|\bas a wide\b|\bmake it wide\b|\bgo wide\b|\bws\b/,
    "wide",
  ],
  [/\bfull (shot|body|figure|length)\b|\bhead to toe\b|\bfs\b/, "full"],
  [/\binsert\b|\bdetail\b/, "insert"],
]

const anglePhrases: readonly (readonly [RegExp, Angle])[] = [
  [/\b(bird s eye|birds eye|birdseye|aerial|drone view)\b/, "birds-eye"],
  [
    /\b(overhead|top down|top shot|straight down|directly above|top view|from the ceiling|from directly above)\b/,
    "overhead",
  ],
  [/\b(worm s eye|worms eye|ground level|from the ground|from the floor)\b/, "worms-eye"],
  [
    /^higher$|\b(from above|high angle|higher angle|higher camera|camera higher|look(ing)? down|raise the camera|camera up|from high up|lift the camera)\b/,
    "high",
  ],
  [
    /^lower$|\b(from below|low angle|lower angle|lower camera|camera lower|look(ing)? up at|lower the camera|from underneath|from low down|camera down)\b/,
    "low",
  ],
  [
    /\b(eye level|straight on|level camera|normal angle|from the front|frontal|front view)\b/,
    "eye-level",
  ],
  [/\b(dutch|canted|tilted|skewed|slanted|tilt the camera sideways)\b/, "dutch"],
  [/\b(over the shoulder|over (his|her|their|\w+ s) shoulder|ots)\b/, "over-the-shoulder"],
  [/\b(from behind|from the back|behind (her|him|them)|back view|rear view)\b/, "back"],
  [/\b(from the side|in profile|profile|side view|side on)\b/, "profile"],
  [/\b(point of view|pov|subjective)\b/, "point-of-view"],
]

/** Moves that cannot be taken for a change of the frame. */
const moveWords: readonly (readonly [RegExp, Movement])[] = [
  [/\bcrane up\b|\bcrane shot\b/, "crane-up"],
  [/\bcrane down\b/, "crane-down"],
  [/\bdolly zoom\b/, "dolly-zoom"],
  [/\btrack(ing)? left\b|\btruck left\b/, "truck-left"],
  [/\btrack(ing)? (right|shot)\b|\btruck right\b/, "truck-right"],
  [/\bhand ?held\b/, "handheld"],
  [/\bwhip pan\b/, "whip-pan"],
  [/\b(static|locked off|no camera move(ment)?)\b/, "static"],
]

const closer = /\b(closer|tighter|zoom in|push in|nearer|move in|go in|get in|crop in|dolly in)\b/
const wider =
  /\b(wider|looser|zoom out|pull (back|out)|further (away|back|out)|farther (away|back|out)|move back|back off|step back|more of the (room|place|scene|set)|dolly out)\b/
const reframings: readonly (readonly [RegExp, { turn?: number; lean?: number }])[] = [
  [/\bmove the camera (to the )?left\b/, { turn: -1 }],
  [/\bmove the camera (to the )?right\b/, { turn: 1 }],
  [/\bpan (the camera )?(to the )?left\b|\blook (further )?left\b/, { turn: -1 }],
  [/\bpan (the camera )?(to the )?right\b|\blook (further )?right\b/, { turn: 1 }],
  [
    /\btilt (the camera )?up\b|\b(more|bigger|larger|extra) (head ?room|sky|air|ceiling)\b|\bspace above\b/,
    { lean: 1 },
  ],
  [
    /\btilt (the camera )?down\b|\b(less|smaller|tighter|no) head ?room\b|\bmore (ground|floor)\b/,
    { lean: -1 },
  ],
  [/\bmore (room|space) (on|to) the left\b|\blead room on the left\b/, { turn: -1 }],
  [/\bmore (room|space) (on|to) the right\b|\blead room on the right\b/, { turn: 1 }],
]

/** Sizes, angles, lens and reframing. Null: the clause is not about the camera. */
export function applyCamera(clause: Clause, graph: SceneGraph, scope: Scope): SceneGraph | null {
  const { text } = clause
  let { size, angle, focus, lens } = graph.camera
  let touched = false
  const like =
    /\b(?:like|as in|same as|match(?:ing)?) (?:panel|shot|in panel)? ?(\d+[a-z]?)\b/.exec(text)?.[1]
  if (like) {
    const note = scope.panels.find(({ number }) => number.toLowerCase() === like)
    if (!note) return null
    size = note.size
    touched = true
  }
  const step = closer.test(text) ? 1 : wider.test(text) ? -1 : 0
  const aboutSomebody =
    /\b(move|bring|put|push|come|comes|walk|walks|slide)\b/.test(text) &&
    findTargets(clause, graph, { ...scope, region: null }).named > 0
  if (step !== 0 && !aboutSomebody) {
    const far = /\b(much|way|a lot|far|really|very)\b/.test(text) ? 2 : 1
    const from = size === "insert" ? order.length - 1 : order.indexOf(size)
    size = order[Math.max(0, Math.min(order.length - 1, from + step * far))] ?? size
    touched = true
  } else {
    const found = sizePhrases.find(([pattern]) => pattern.test(text))
    if (found) {
      size = found[1]
      touched = true
    }
  }
  const view = anglePhrases.find(([pattern]) => pattern.test(text))
  if (view) {
    angle = view[1]
    touched = true
  }
  const millimetres = /\b(\d{2,3}) ?mm\b/.exec(text)?.[1]
  if (
    millimetres ||
    /\b(longer|telephoto|long) lens\b|\btelephoto\b/.test(text) ||
    /\b(wider|wide|wide angle|shorter) lens\b/.test(text)
  ) {
    lens = millimetres
      ? Math.max(10, Math.min(400, Number(millimetres)))
      : /\b(longer|telephoto|long) lens\b|\btelephoto\b/.test(text)
        ? 100
        : 24
    size = graph.camera.size
    touched = true
  }
  if (touched) {
    const { people, props, named } = findTargets(clause, graph, { ...scope, region: null })
    const wanted = [
      ...people.map(({ id }) => id),
      ...(people.length === 0 ? props.map(({ id }) => id) : []),
    ]
    if (named > 0 && /\b(of|on|at|to|around|for)\b/.test(text) && wanted.length > 0)
      focus = [...wanted, ...focus.filter((id) => !wanted.includes(id))].slice(0, 8)
    else if (/\btwo shot\b|\bboth\b|\beveryone\b/.test(text))
      focus = graph.people.map(({ id }) => id).slice(0, 8)
    return reframe({ ...graph, camera: { ...graph.camera, size, angle, focus, lens } }, scope)
  }
  if (
    /\btwo shot\b|\bframe (them )?both\b|\bboth in (the )?(frame|shot)\b|\bframe every(one|body)\b/.test(
      text,
    )
  )
    return reframe(
      {
        ...graph,
        camera: {
          ...graph.camera,
          size: "medium",
          focus: graph.people.slice(0, 2).map(({ id }) => id),
        },
      },
      scope,
    )
  const level =
    /\b(level|straighten|no roll|upright)\b/.test(text) && graph.camera.angle === "dutch"
  if (level) return reframe({ ...graph, camera: { ...graph.camera, angle: "eye-level" } }, scope)
  const named = /\b(movement|move|camera move|arrow|arrows)\b/.test(text)
    ? (findTerm(
        movements,
        text
          .replaceAll(/\b(the|a|an|camera|movement|move|arrows?|add|make|it|with|is|to)\b/g, " ")
          .replaceAll(/\s+/g, " ")
          .trim(),
      ) ?? (/\b(no|remove|without|static|delete)\b/.test(text) ? "static" : null))
    : (moveWords.find(([pattern]) => pattern.test(text))?.[1] ?? null)
  if (named) return { ...graph, camera: { ...graph.camera, movement: named } }
  const swing = reframings.find(([pattern]) => pattern.test(text))
  return swing ? swingCamera(graph, swing[1]) : null
}

export const reframe = (graph: SceneGraph, { size }: Scope): SceneGraph => ({
  ...graph,
  camera: { ...graph.camera, view: viewOf(graph, size.width / size.height) },
})

/** Turns the camera on its spot by a sixth of what it sees. */
function swingCamera(graph: SceneGraph, by: { turn?: number; lean?: number }): SceneGraph {
  const { view } = graph.camera
  const sees = (Math.atan(18 / view.lens) * 360) / Math.PI
  const mirrored = graph.mirrored ? -1 : 1
  const forward = subtract(view.target, view.position)
  const right = normalise(cross(at(0, 1, 0), forward))
  const turned = turn(
    turn(forward, at(0, 1, 0), ((by.turn ?? 0) * mirrored * sees) / 5),
    right,
    (-(by.lean ?? 0) * sees) / 9,
  )
  return {
    ...graph,
    camera: {
      ...graph.camera,
      view: {
        ...view,
        target: add(view.position, scale(normalise(turned), distance(view.position, view.target))),
      },
    },
  }
}
