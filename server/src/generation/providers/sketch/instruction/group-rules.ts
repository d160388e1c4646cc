import { needOf } from "../figure/pose-names.ts"
import { headingTo } from "../geometry/vector.ts"
import type { Person, SceneGraph } from "../scene-graph.ts"

/** Two people brought together for what they do with one another, around the middle between them. */
export function pairUp(
  graph: SceneGraph,
  doer: Person,
  pose: Person["pose"],
  partner: Person,
): SceneGraph {
  const part = needOf(pose).partner
  if (!part) return graph
  const answering = part.pose as Person["pose"]
  const left = doer.position.x <= partner.position.x
  const tall = (doer.looks.height + partner.looks.height) / 200
  const half = (part.gap * tall) / 2
  const middle = (doer.position.x + partner.position.x) / 2
  const deep = (doer.position.z + partner.position.z) / 2
  const at = (side: number) => ({ x: middle + side * half, y: 0, z: deep })
  const mine = at(left ? -1 : 1)
  const theirs = at(left ? 1 : -1)
  const beside = part.beside === true
  return {
    ...graph,
    people: graph.people.map((person) =>
      person.id === doer.id
        ? {
            ...person,
            pose,
            position: mine,
            facing: beside ? (left ? 166 : 194) : headingTo(mine, theirs),
            gaze: { id: partner.id },
          }
        : person.id === partner.id
          ? {
              ...person,
              pose: answering === "stand" ? person.pose : answering,
              position: theirs,
              facing: beside ? (left ? 194 : 166) : headingTo(theirs, mine),
              gaze: { id: doer.id },
            }
          : person,
    ),
  }
}

/** "Closer together", "further apart", "only Mara", "clear the room". Null: the clause is not about the whole group. */
export function applyGroup(
  text: string,
  graph: SceneGraph,
  targets: readonly Person[],
): SceneGraph | null {
  const near = /\b(closer|nearer|close) together\b|\bcloser to each other\b/.test(text)
  const apart = /\b(further|farther|wider|more) apart\b|\bspread (them|out)\b|\bapart\b/.test(text)
  if (near || apart) {
    const by = near ? 0.6 : 1.6
    const count = Math.max(1, graph.people.length)
    const middle = graph.people.reduce((sum, { position }) => sum + position.x / count, 0)
    return {
      ...graph,
      people: graph.people.map((person) => ({
        ...person,
        position: { ...person.position, x: middle + (person.position.x - middle) * by },
      })),
    }
  }
  if (
    /^(only|just|keep only)\b|\balone$/.test(text) &&
    targets.length > 0 &&
    targets.length < graph.people.length
  ) {
    const ids = new Set(targets.map(({ id }) => id))
    return {
      ...graph,
      people: graph.people
        .filter(({ id }) => ids.has(id))
        .map((person) =>
          person.gaze && "id" in person.gaze && !ids.has(person.gaze.id)
            ? { ...person, gaze: null }
            : person,
        ),
      camera: {
        ...graph.camera,
        focus: graph.camera.focus.filter((id) => ids.has(id) || !id.startsWith("person:")),
      },
    }
  }
  if (
    /^(clear|empty) (the )?(room|set|place|scene|stage|street|table)\b|\b(empty|bare) (room|set|stage)\b/.test(
      text,
    )
  )
    return {
      ...graph,
      props: graph.props.filter(({ id }) => id.startsWith("seat:") || id.startsWith("desk:")),
    }
  if (
    /\b(no people|nobody|no one|without (the )?people|remove (everyone|everybody|all people))\b|\bempty of people\b/.test(
      text,
    )
  )
    return {
      ...graph,
      people: [],
      camera: {
        ...graph.camera,
        focus: graph.camera.focus.filter((id) => !id.startsWith("person:")),
      },
    }
  return null
}
