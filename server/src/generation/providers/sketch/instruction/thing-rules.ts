import { createDefaultLooks } from "@panelwright/core"
import { createSeed } from "../geometry/random.ts"
import { add, at, headingTo, normalise, scale, subtract } from "../geometry/vector.ts"
import { designOf, type PropKind } from "../prop/catalogue.ts"
import type { Person, SceneGraph } from "../scene-graph.ts"
import { placeProp, type Where } from "../staging/place-prop.ts"
import { findProp } from "../staging/find-thing.ts"
import { strangers } from "../staging/words.ts"
import { createClause, type Clause } from "./clause.ts"
import { groundUnder } from "./region.ts"
import { findTargets, leading, type Scope } from "./target.ts"

const adding =
  /^(add|put|place|insert|include|draw|give|show|bring in|have|there (is|are)|with|we see|i need|get)\b/
const removing =
  /^(remove|delete|erase|lose|drop|hide|without|no|no more|get rid|take (away|out|off)|take (the|her|his|a)|cut|clear the|clear away|kill)\b/
const counts: Record<string, number> = {
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  "2": 2,
  "3": 3,
  "4": 4,
  several: 3,
  some: 2,
  few: 3,
  couple: 2,
  many: 5,
}

export type Outcome = { readonly graph: SceneGraph; readonly unknown: readonly string[] } | null

const empty = new Set(
  "add put place insert include draw give show bring in have there is are with we see i need get a an the two three four five some few several couple many of more another one on to at left right middle background foreground behind front back side centre center corner near next beside far away frame picture shot scene here this that his her him them he she hand hands big small large little huge old new up down into from between and".split(
    " ",
  ),
)

export function findWhere(text: string): Where | null {
  const side = /\bleft\b/.test(text) ? "left" : /\bright\b/.test(text) ? "right" : null
  const back = /\b(background|in the back|at the back|far away|in the distance|behind)\b/.test(text)
  const front =
    /\b(foreground|in front|at the front|near the camera|close to (the )?camera)\b/.test(text)
  if (back) return side ? `background-${side}` : "background"
  if (front) return side ? `foreground-${side}` : "foreground"
  if (side) return side
  return /\b(middle|centre|center)\b/.test(text) ? "middle" : null
}

/** What is seen on the left lies on the right of a mirrored picture's stage. */
export const asStaged = (where: Where | null, graph: SceneGraph): Where | null =>
  where && graph.mirrored
    ? (where.replace(/left|right/, (side) => (side === "left" ? "right" : "left")) as Where)
    : where

/** "Add a car on the left", "give him a gun", "add two people". Null: nothing is added. */
export function applyAdding(clause: Clause, graph: SceneGraph, scope: Scope): Outcome {
  const { text, words } = clause
  const bare = /^((two|three|four|five|some|several|another|one) )?more (\w+)|^another (\w+)/.test(
    text,
  )
  if ((!adding.test(text) && !bare) || /^insert (shot|of|on)\b/.test(text)) return null
  const amount = words.map((word) => counts[word]).find((count) => count !== undefined) ?? 1
  const big = /\b(big|large|huge|giant|tall)\b/.test(text)
    ? 1.4
    : /\b(small|little|tiny)\b/.test(text)
      ? 0.65
      : 1
  const giving = /^(give|have)\b/.test(text) || /\bin (his|her|their|\w+ s) hands?\b/.test(text)
  const kinds = findKinds(words)
  if (giving && kinds.length > 0) {
    const { people } = findTargets(clause, graph, scope)
    const receiver = people[0] ?? leading(graph)
    const kind = kinds.find((candidate) => designOf(candidate).held)
    if (receiver && kind)
      return {
        graph: {
          ...graph,
          people: graph.people.map((person) =>
            person.id === receiver.id ? takeInHand(person, kind) : person,
          ),
        },
        unknown: [],
      }
  }
  const where = asStaged(findWhere(text), graph)
  if (kinds.length > 0) {
    let next = graph
    for (const kind of kinds) {
      const plural = kinds.length === 1 ? amount : 1
      const region = scope.region ? groundUnder(scope.region, graph, scope.size) : null
      const natural = designOf(kind).extent[1]
      const fitted = region ? Math.max(0.4, Math.min(1.6, region.height / natural)) : 1
      const small = designOf(kind).onTable === true || designOf(kind).held === true
      next = placeProp(next, {
        kind,
        where,
        count: plural,
        size: big * (region && !small ? Math.max(0.55, Math.min(1.3, fitted)) : 1),
        ...(region && { at: region.position }),
      })
      next = besideSomebody(next, clause, graph, kind, scope)
    }
    return { graph: next, unknown: unknownIn(clause, graph) }
  }
  const extra = strangers.find((kind) => kind.words.some((word) => words.includes(word)))
  if (extra) {
    const word = extra.words.find((candidate) => words.includes(candidate)) ?? "person"
    return {
      graph: addPeople(graph, {
        word,
        looks: extra.looks,
        count: extra.count > 1 && amount === 1 ? Math.min(4, extra.count) : amount,
        where,
        scope,
      }),
      unknown: [],
    }
  }
  const unknown = unknownIn(clause, graph)
  return unknown.length > 0 ? { graph, unknown } : null
}

function findKinds(words: readonly string[]): PropKind[] {
  const kinds: PropKind[] = []
  for (const [index, word] of words.entries()) {
    const previous = words[index - 1] ?? ""
    const kind =
      findProp(`${previous} ${word}`) ??
      (findProp(`${word} ${words[index + 1] ?? ""}`) ? null : findProp(word))
    // "on the table", "by the window": where, not what.
    const placing = words
      .slice(Math.max(0, index - 3), index)
      .some((before) =>
        ["on", "by", "near", "beside", "behind", "under", "at", "to"].includes(before),
      )
    if (kind && !placing && !kinds.includes(kind)) kinds.push(kind)
  }
  return kinds
}

const unknownIn = ({ words }: Clause, graph: SceneGraph) =>
  words.filter(
    (word) =>
      !empty.has(word) &&
      counts[word] === undefined &&
      findProp(word) === null &&
      !/^\d+$/.test(word) &&
      !graph.people.some(({ name }) => name?.toLowerCase().includes(word)) &&
      !findProp(words.slice(words.indexOf(word), words.indexOf(word) + 2).join(" ")) &&
      !findProp(words.slice(words.indexOf(word) - 1, words.indexOf(word) + 1).join(" ")) &&
      !/^(giant|tall|tiny|long|short|red|blue|green|white|black|yellow|lying|standing|sitting|lit|burning|distance|table|door|window|camera)$/.test(
        word,
      ),
  )

/** "Next to Mara", "between them", "behind the car". */
function besideSomebody(
  next: SceneGraph,
  clause: Clause,
  before: SceneGraph,
  kind: PropKind,
  scope: Scope,
): SceneGraph {
  const relation = /\b(next to|beside|near|by|behind|in front of|between)\b/.exec(clause.text)?.[1]
  if (!relation || scope.region) return next
  const rest = {
    ...clause,
    text: clause.text.slice(clause.text.indexOf(relation)),
    words: clause.text.slice(clause.text.indexOf(relation)).split(" "),
  }
  const { people, props } = findTargets(rest, before, scope)
  const [first, second] = [...people, ...props]
  if (!first) return next
  const [width] = designOf(kind).extent
  const { view } = before.camera
  const forward = normalise(at(view.target.x - view.position.x, 0, view.target.z - view.position.z))
  const base = first.position
  const other = second?.position ?? before.people.find(({ id }) => id !== first.id)?.position
  const spot =
    relation === "between" && other
      ? scale(add(base, other), 0.5)
      : relation === "behind"
        ? add(base, scale(forward, 0.9 + width * 0.4))
        : relation === "in front of"
          ? add(base, scale(forward, -0.8 - width * 0.3))
          : add(base, at(forward.z * (0.5 + width * 0.55), 0, -forward.x * (0.5 + width * 0.55)))
  const added = next.props.at(-1)
  return added
    ? {
        ...next,
        props: [
          ...next.props.slice(0, -1),
          { ...added, position: at(spot.x, added.position.y, spot.z) },
        ],
      }
    : next
}

export function takeInHand(person: Person, kind: PropKind): Person {
  const free =
    person.pose === "stand" ||
    person.pose === "reach" ||
    person.pose === "hips" ||
    person.pose === "crossed"
  const pose =
    kind === "phone"
      ? "phone"
      : kind === "book" || kind === "letter"
        ? "read"
        : kind === "gun" || kind === "rifle"
          ? "aim"
          : kind === "bag" || kind === "suitcase" || kind === "bucket"
            ? "stand"
            : "hold"
  return { ...person, holds: kind, pose: free ? pose : person.pose }
}

function addPeople(
  graph: SceneGraph,
  wish: { word: string; looks: string; count: number; where: Where | null; scope: Scope },
): SceneGraph {
  const { view } = graph.camera
  const forward = normalise(at(view.target.x - view.position.x, 0, view.target.z - view.position.z))
  const right = at(forward.z, 0, -forward.x)
  let next = graph
  for (let index = 0; index < wish.count && next.people.length < 12; index += 1) {
    const number = next.people.length
    const seed = createSeed(graph.seed, "added", wish.word, number)
    const edge = Math.max(0, ...next.people.map(({ position }) => Math.abs(position.x)))
    const side = wish.where?.includes("left")
      ? -1
      : wish.where?.includes("right")
        ? 1
        : number % 2 === 0
          ? -1
          : 1
    const region = wish.scope.region
      ? groundUnder(wish.scope.region, graph, wish.scope.size).position
      : null
    const deep = wish.where?.includes("background")
      ? 3.2
      : wish.where?.includes("foreground")
        ? -0.9
        : 0.35 + 0.3 * index
    const spot = region
      ? add(region, scale(right, index * 0.7))
      : add(
          at(view.target.x, 0, view.target.z),
          add(scale(right, side * (edge + 0.75)), scale(forward, deep)),
        )
    const main = leading(next)
    const person: Person = {
      id: `person:${number}:${seed}`,
      name: null,
      words: [wish.word],
      seed,
      looks: createDefaultLooks(`${wish.word} ${number}`, wish.looks),
      position: at(spot.x, 0, spot.z),
      facing: main ? (headingTo(spot, main.position) + 180) / 2 : 180,
      pose: "stand",
      gaze: main ? { id: main.id } : null,
      expression: "neutral",
      holds: null,
    }
    next = { ...next, people: [...next.people, person] }
  }
  return next
}

const relations = /\b(next to|beside|near|behind|in front of|between|under|on top of|on)\b/

/** "Put the dog between them", "place Mara behind the table": what is there already goes elsewhere. Null: nothing does. */
export function applyPlacing(clause: Clause, graph: SceneGraph, scope: Scope): SceneGraph | null {
  const { text } = clause
  if (!/^(put|place|move|set|bring|stand|seat|sit|leave)\b/.test(text) || scope.region) return null
  const relation = relations.exec(text)
  if (!relation || /\bon the (left|right)\b/.test(text)) return null
  const before = createClause(text.slice(0, relation.index).trim())
  const after = createClause(text.slice(relation.index + relation[0].length).trim())
  if (/\b(a|an|another|two|three|some)\b/.test(before.text)) return null
  const what = findTargets(before, graph, scope)
  const moved = [...what.people, ...what.props]
  const [thing] = moved
  if (!thing || what.named === 0) return null
  const where = findTargets(after, graph, scope)
  const others = [...where.people, ...where.props].filter(({ id }) => id !== thing.id)
  const fallback = graph.people.filter(({ id }) => id !== thing.id)
  const [first = fallback[0], second = fallback.find(({ id }) => id !== first?.id)] = others
  if (!first) return null
  const { view } = graph.camera
  const forward = normalise(at(view.target.x - view.position.x, 0, view.target.z - view.position.z))
  const right = at(forward.z, 0, -forward.x)
  const widthOf = (each: typeof first) =>
    "kind" in each ? designOf(each.kind).extent[0] * each.scale : 0.5
  const gap = (widthOf(thing) + widthOf(first)) / 2 + 0.15
  const base = first.position
  const top =
    "kind" in first && !("looks" in thing)
      ? (designOf(first.kind).seat ?? designOf(first.kind).extent[1]) * first.scale
      : 0
  const spot =
    relation[1] === "between" && second
      ? scale(add(base, second.position), 0.5)
      : relation[1] === "behind"
        ? add(base, scale(forward, 0.75 + gap * 0.3))
        : relation[1] === "in front of"
          ? add(base, scale(forward, -0.6 - gap * 0.3))
          : relation[1] === "under" || relation[1] === "on" || relation[1] === "on top of"
            ? base
            : add(base, scale(right, gap))
  const high =
    relation[1] === "on" || relation[1] === "on top of"
      ? base.y + top
      : "looks" in thing
        ? 0
        : Math.min(thing.position.y, 0.02)
  const put = <Thing extends { id: string }>(each: Thing): Thing =>
    each.id === thing.id ? { ...each, position: at(spot.x, high, spot.z) } : each
  return { ...graph, people: graph.people.map(put), props: graph.props.map(put) }
}

/** "Remove the lamp", "lose the man on the left"; with a region, what lies in it. Null: nothing is removed. */
export function applyRemoving(clause: Clause, graph: SceneGraph, scope: Scope): Outcome {
  const { text } = clause
  if (!removing.test(text)) return null
  if (/\b(everything|all (the )?(props|things|objects)|the props|clutter|furniture)\b/.test(text))
    return { graph: { ...graph, props: [] }, unknown: [] }
  const held = graph.people.filter(
    ({ holds }) =>
      holds !== null && designOf(holds).words.some((word) => ` ${text} `.includes(` ${word} `)),
  )
  if (held.length > 0) {
    const ids = new Set(held.map(({ id }) => id))
    return {
      graph: {
        ...graph,
        people: graph.people.map((person) =>
          ids.has(person.id) ? { ...person, holds: null } : person,
        ),
      },
      unknown: [],
    }
  }
  const { people, props } = findTargets(clause, graph, scope)
  if (people.length + props.length === 0) {
    const unknown = clause.words.filter(
      (word) =>
        !empty.has(word) &&
        !/^(remove|delete|erase|lose|drop|hide|without|no|rid|take|out|off|cut|clear|kill|it|please|all)$/.test(
          word,
        ),
    )
    return { graph, unknown: unknown.length > 0 ? unknown : ["remove"] }
  }
  const gone = new Set([...people, ...props].map(({ id }) => id))
  return {
    graph: {
      ...graph,
      people: graph.people
        .filter(({ id }) => !gone.has(id))
        .map((person) =>
          person.gaze && "id" in person.gaze && gone.has(person.gaze.id)
            ? { ...person, gaze: null }
            : person,
        ),
      props: graph.props.filter(
        ({ id }) =>
          !gone.has(id) &&
          ![...gone].some((person) => id === `seat:${person}` || id === `desk:${person}`),
      ),
      camera: { ...graph.camera, focus: graph.camera.focus.filter((id) => !gone.has(id)) },
    },
    unknown: [],
  }
}

const moving = /\b(move|shift|slide|push|pull|bring|put|step|steps|drag|place|nudge)\b/

/** "Move Mara to the left", "bring the boat closer", "a bigger moon". Null: nothing is moved or scaled. */
export function applyMoving(clause: Clause, graph: SceneGraph, scope: Scope): SceneGraph | null {
  const { text } = clause
  const grow = /\b(bigger|larger|taller|enlarge|grow|double)\b/.test(text)
    ? 1.4
    : /\b(smaller|shrink|shorter|reduce)\b/.test(text)
      ? 0.7
      : 1
  const { people, props } = findTargets(clause, graph, scope)
  const ids = new Set([...people, ...props].map(({ id }) => id))
  const bareMove =
    /^(a )?(bit |little )?(to|on|towards) the (left|right|middle|centre|center)$|^(left|right)$|^(further|farther) (left|right|back)$/.test(
      text,
    )
  if (ids.size === 0 && bareMove) {
    // Nobody named: whoever the picture is about.
    const [focus] = graph.camera.focus
    const main = focus ?? leading(graph)?.id
    if (main !== undefined) ids.add(main)
  }
  if (ids.size === 0) return null
  const put =
    bareMove ||
    (/\bon the (left|right)$|\bin the (middle|centre|center)$/.test(text) && people.length > 0)
  if (/\b(turn|rotate|spin)\b/.test(text) && props.length > 0 && people.length === 0) {
    const by = /\b(around|round|180)\b/.test(text) ? 180 : /\bleft\b/.test(text) ? -60 : 60
    return {
      ...graph,
      props: graph.props.map((prop) =>
        ids.has(prop.id) ? { ...prop, facing: (prop.facing + by + 720) % 360 } : prop,
      ),
    }
  }
  if (grow !== 1)
    return {
      ...graph,
      props: graph.props.map((prop) =>
        ids.has(prop.id)
          ? { ...prop, scale: Math.max(0.05, Math.min(40, prop.scale * grow)) }
          : prop,
      ),
      people: graph.people.map((person) =>
        ids.has(person.id)
          ? {
              ...person,
              looks: {
                ...person.looks,
                height: Math.round(
                  Math.max(60, Math.min(230, person.looks.height * (grow > 1 ? 1.1 : 0.9))),
                ),
              },
            }
          : person,
      ),
    }
  if (!moving.test(text) && !put && !/^(centre|center)\b/.test(text)) return null
  const { view } = graph.camera
  const line = subtract(view.target, view.position)
  const forward = normalise(at(line.x, 0, line.z))
  const right = scale(at(forward.z, 0, -forward.x), graph.mirrored ? -1 : 1)
  const away = Math.hypot(line.x, line.z)
  const much = /\b(much|far|a lot)\b/.test(text) ? 1.8 : 1
  const aside = ((away * 18) / view.lens) * 0.4 * much
  const step = /\bleft\b/.test(text)
    ? scale(right, -aside)
    : /\bright\b/.test(text)
      ? scale(right, aside)
      : /\b(closer|nearer|forward|front|foreground|towards? (us|camera))\b/.test(text)
        ? scale(forward, -away * 0.28 * much)
        : /\b(back|away|further|farther|background|behind)\b/.test(text)
          ? scale(forward, away * 0.5 * much)
          : /\b(up|higher)\b/.test(text)
            ? at(0, 0.5, 0)
            : /\b(down|lower)\b/.test(text)
              ? at(0, -0.5, 0)
              : null
  const centred = !step && /\b(middle|centre|center)\b/.test(text)
  if (!step && !centred) return null
  const shift = <Thing extends { id: string; position: { x: number; y: number; z: number } }>(
    thing: Thing,
  ): Thing => {
    const owner =
      thing.id.startsWith("seat:") || thing.id.startsWith("desk:") ? thing.id.slice(5) : thing.id
    if (!ids.has(thing.id) && !ids.has(owner)) return thing
    const moved = step
      ? add(thing.position, step)
      : at(view.target.x, thing.position.y, view.target.z)
    return { ...thing, position: at(moved.x, Math.max(0, moved.y), moved.z) }
  }
  return { ...graph, people: graph.people.map(shift), props: graph.props.map(shift) }
}
