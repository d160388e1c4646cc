import { createSkeleton } from "../figure/skeleton.ts"
import { needOf, type PoseName } from "../figure/pose-names.ts"
import { poses } from "../figure/pose.ts"
import { createLens } from "../geometry/lens.ts"
import { headingTo } from "../geometry/vector.ts"
import { designOf } from "../prop/catalogue.ts"
import type { Person, SceneGraph } from "../scene-graph.ts"
import { pairUp } from "./group-rules.ts"
import { findPair, findVerb, seated } from "../staging/verbs.ts"
import { findMood } from "../staging/words.ts"
import { seatFor } from "../staging/seat.ts"
import { reframe } from "./camera-rules.ts"
import type { Clause } from "./clause.ts"
import { findTargets, leading, type Scope } from "./target.ts"
import { takeInHand } from "./thing-rules.ts"

const turning =
  /\b(turn|turns|turned|face|faces|facing|rotate|look|looks|looking|stare|stares|gaze|gazes|glance|glances|watch|watches)\b/

/** Poses, looks, turns, moods and changes of place among people. Null: the clause is not about a person. */
export function applyPerson(clause: Clause, graph: SceneGraph, scope: Scope): SceneGraph | null {
  const { text, words } = clause
  if (/\b(swap|switch (places|positions|sides)|trade places|change places)\b/.test(text))
    return swap(graph)
  const targets = findTargets(clause, graph, scope)
  const subject = targets.people[0] ?? leading(graph)
  if (!subject) return null
  const people = targets.people.length > 0 ? targets.people : [subject]
  const change = (
    with_: (person: Person) => Person,
    who: readonly Person[] = people,
  ): SceneGraph => {
    const ids = new Set(who.map(({ id }) => id))
    return {
      ...graph,
      people: graph.people.map((person) => (ids.has(person.id) ? with_(person) : person)),
    }
  }
  const built = changeBuild(text)
  if (built)
    return change((person) => ({ ...person, looks: { ...person.looks, ...built(person.looks) } }))
  if (/\b(empty|free) hands?\b|\bhands? (empty|free)\b|\bdrops? (it|what|everything)\b/.test(text))
    return change((person) => ({ ...person, holds: null }))
  if (/\beyes (closed|shut)\b|\bcloses? (his|her|their) eyes\b/.test(text))
    return change((person) => ({ ...person, expression: "asleep" }))
  const looksChange = findLooksChange(text)
  if (looksChange)
    return change((person) => ({ ...person, looks: { ...person.looks, ...looksChange } }))
  if (turning.test(text)) {
    // "Mara looks at the Keeper": the first turns, the second is turned to.
    const order = people.toSorted((a, b) => positionIn(text, a) - positionIn(text, b))
    const [turner] = order
    const turned = turner
      ? turnPerson(text, graph, scope, turner, order.slice(1), targets.props)
      : null
    if (turned) return turned
  }
  for (const [index, word] of words.entries()) {
    const action = findPair(words, index) ?? findVerb(word)
    if (!action || action.looks) continue
    const before = words[index - 1] ?? ""
    const told = before === "her" && /^(make|let|have)$/.test(words[index - 2] ?? "")
    const nouny = ["a", "an", "the", "his", "her"].includes(before) && !told
    if (/^(light|lights|lit|set|show|move|draw)$/.test(word)) continue
    if (nouny) continue
    const doer =
      targets.people.length > 1 &&
      !/\b(they|them|both|everyone|all)\b/.test(text) &&
      !text.includes(" and ")
        ? [
            targets.people.toSorted((a, b) => positionIn(text, a) - positionIn(text, b))[0] ??
              subject,
          ]
        : people
    const part = needOf(action.action ?? action.posture ?? "stand").partner
    // "Point at Mara": she is pointed at, by another.
    const at = /^\w+ (at|to|towards) /.test(text) && index === 0
    const others = graph.people.filter(({ id }) => !targets.people.some((each) => each.id === id))
    const doers = at && targets.people.length > 0 && others.length > 0 ? others.slice(0, 1) : doer
    const [first] = doers
    const second =
      targets.people.find(({ id }) => id !== first?.id) ??
      graph.people.find(({ id }) => id !== first?.id)
    const together = action.action ?? action.posture
    if (part && first && second && together) return pairUp(graph, first, together, second)
    const posed = change((person) => {
      const sits = poses[person.pose].seat > 0
      const pose: PoseName =
        action.posture ??
        (sits && action.action
          ? (seated[action.action] ?? person.pose)
          : (action.action ?? person.pose))
      const next = { ...person, pose }
      return action.holds && !person.holds ? { ...next, holds: action.holds } : next
    }, doers)
    const [aimed] = targets.people
    const looking =
      at && aimed
        ? {
            ...posed,
            people: posed.people.map((person) =>
              person.id === first?.id ? { ...person, gaze: { id: aimed.id } } : person,
            ),
          }
        : posed
    return follow(reseat(looking, doers), doers, scope)
  }
  const mood = words.flatMap((word) => findMood(word) ?? [])[0]
  if (mood) return change((person) => ({ ...person, expression: mood }))
  if (/\b(neutral|calm|blank|normal expression|straight face)\b/.test(text))
    return change((person) => ({ ...person, expression: "neutral" }))
  if (/\b(holds|holding|carries|with)\b/.test(text) && targets.props.length === 0) return null
  const item = targets.props.find(({ kind }) => designOf(kind).held)
  if (item && /\b(holds?|holding|takes?|picks? up|grabs?)\b/.test(text))
    return {
      ...change((person) => takeInHand(person, item.kind)),
      props: graph.props.filter(({ id }) => id !== item.id),
    }
  return null
}

const positionIn = (text: string, { name, words }: Person): number => {
  const short = name?.toLowerCase().replace(/^the /, "") ?? words[0] ?? ""
  const index = text.indexOf(short)
  return index < 0 ? 999 : index
}

function turnPerson(
  text: string,
  graph: SceneGraph,
  scope: Scope,
  person: Person,
  others: readonly Person[],
  props: readonly SceneGraph["props"][number][],
): SceneGraph | null {
  const { view } = graph.camera
  const toCamera = headingTo(person.position, view.position)
  const side = graph.mirrored ? -1 : 1
  const set = (part: Partial<Person>): SceneGraph => {
    const ids = [person, ...(/\b(they|them|both|everyone)\b/.test(text) ? others : [])].map(
      ({ id }) => id,
    )
    return {
      ...graph,
      people: graph.people.map((each) =>
        ids.includes(each.id)
          ? {
              ...each,
              ...part,
              ...(part.facing !== undefined && { facing: (part.facing + 720) % 360 }),
            }
          : each,
      ),
      props: graph.props.map((prop) =>
        part.facing !== undefined && prop.id === `seat:${person.id}`
          ? { ...prop, facing: (part.facing + 720) % 360 }
          : prop,
      ),
    }
  }
  if (
    /\b(away|from (the )?camera|from us|their back|her back|his back|around|round)\b/.test(text)
  ) {
    const around = /\b(around|round)\b/.test(text)
    return set({ facing: around ? person.facing + 180 : toCamera + 165, gaze: null })
  }
  if (/\b(camera|us|lens|viewer|forward|front)\b/.test(text))
    return /\b(look|looks|looking|stare|stares|gaze|gazes|glance|glances)\b/.test(text)
      ? set({ gaze: { point: view.position } })
      : set({ facing: toCamera, gaze: null })
  const thing = props.find(({ id }) => id !== person.id)
  const other =
    others[0] ??
    (/\b(each other|one another)\b/.test(text)
      ? graph.people.find(({ id }) => id !== person.id)
      : undefined)
  if (/\b(each other|one another)\b/.test(text)) {
    const [first, second] = graph.people
    if (!first || !second) return null
    return {
      ...graph,
      people: graph.people.map((each) => {
        const partner = each.id === first.id ? second : first
        return {
          ...each,
          facing: headingTo(each.position, partner.position),
          gaze: { id: partner.id },
        }
      }),
    }
  }
  const aim = other ?? thing
  if (aim) {
    const heading = headingTo(person.position, aim.position)
    return /\b(look|looks|looking|stare|stares|gaze|gazes|glance|glances|watch|watches)\b/.test(
      text,
    )
      ? set({ gaze: { id: aim.id } })
      : set({ facing: heading, gaze: { id: aim.id } })
  }
  if (/\bleft\b/.test(text)) return set({ facing: toCamera + 70 * side, gaze: null })
  if (/\bright\b/.test(text)) return set({ facing: toCamera - 70 * side, gaze: null })
  const skeleton = createSkeleton(person, null)
  if (/\b(up|sky|above)\b/.test(text))
    return set({
      gaze: {
        point: {
          x: skeleton.head.x + skeleton.headAxes.forward.x,
          y: skeleton.head.y + 1.2,
          z: skeleton.head.z + skeleton.headAxes.forward.z,
        },
      },
    })
  if (/\b(down|floor|ground|feet)\b/.test(text))
    return set({
      gaze: {
        point: {
          x: skeleton.head.x + skeleton.headAxes.forward.x,
          y: skeleton.head.y - 1.1,
          z: skeleton.head.z + skeleton.headAxes.forward.z,
        },
      },
    })
  void scope
  return null
}

function swap(graph: SceneGraph): SceneGraph | null {
  const [first, second] = graph.people
  if (!first || !second) return null
  return {
    ...graph,
    people: graph.people.map((person) => {
      const other = person.id === first.id ? second : person.id === second.id ? first : null
      return other ? { ...person, position: other.position, facing: other.facing } : person
    }),
  }
}

type Looks = Person["looks"]

/** Age, size and girth, a step at a time. */
function changeBuild(text: string): ((looks: Looks) => Partial<Looks>) | null {
  const much = /\b(much|a lot|far|really|very)\b/.test(text) ? 2 : 1
  const grown = (by: number) => (looks: Looks) => ({
    height: Math.round(Math.max(60, Math.min(230, looks.height * (1 + by * much)))),
  })
  if (/\btaller\b/.test(text)) return grown(0.06)
  if (/\bshorter\b/.test(text) && !/\bhair\b/.test(text)) return grown(-0.06)
  if (/\b(older|aged|elderly|greyer)\b|\bgrey hair\b/.test(text))
    return () => ({ hairTone: "light" as const })
  if (/\byounger\b/.test(text))
    return (looks) => ({
      hairTone: looks.hairTone === "light" ? ("mid" as const) : looks.hairTone,
      beard: false,
    })
  if (/\b(a child|a kid|into a child)\b/.test(text))
    return () => ({ build: "child" as const, height: 125, beard: false })
  if (/\b(fatter|heavier|broader|bigger built|stockier|more muscular|stronger)\b/.test(text))
    return () => ({ build: "broad" as const })
  if (/\b(thinner|slimmer|slighter|skinnier|leaner)\b/.test(text))
    return () => ({ build: "slight" as const })
  return null
}

function findLooksChange(text: string): Partial<Person["looks"]> | null {
  const without = /\b(no|without|remove|take off|lose)\b/.test(text)
  if (/\b(glasses|spectacles)\b/.test(text) && !/\bglass of\b/.test(text))
    return { glasses: !without }
  if (/\bbeard(ed)?\b/.test(text)) return { beard: !without }
  if (/\b(hood)\b/.test(text)) return { hair: without ? "short" : "hood" }
  const hair = /\b(bald|short|long|curly|bun|bob)\b( hair)?/.exec(text)
  if (hair && /\b(hair|bald|bun)\b/.test(text)) return { hair: hair[1] as Person["looks"]["hair"] }
  const tone = /\b(dark|black|brown|light|blonde?|white|grey)\b/.exec(text)?.[1]
  if (tone && /\bhair\b/.test(text))
    return {
      hairTone: tone === "dark" || tone === "black" ? "dark" : tone === "brown" ? "mid" : "light",
    }
  const garment = /\b(coat|dress|suit|shirt|robe|uniform|sweater)\b/.exec(text)?.[1]
  if (
    garment &&
    (/^(a )?\w+ \w+$/.test(text) || /\b(in|wears?|wearing|dressed|give|put on|change)\b/.test(text))
  )
    return {
      garment: garment as Person["looks"]["garment"],
      ...(tone && {
        garmentTone:
          tone === "dark" || tone === "black"
            ? "dark"
            : tone === "light" || tone === "white"
              ? "light"
              : "mid",
      }),
    }
  return null
}

/** Seats come and go with those who sit. */
function reseat(graph: SceneGraph, people: readonly Person[]): SceneGraph {
  let next = graph
  for (const { id } of people) {
    const person = next.people.find((each) => each.id === id)
    if (!person) continue
    const seats = next.props.filter((prop) => prop.id !== `seat:${id}` && prop.id !== `desk:${id}`)
    next = { ...next, props: [...seats, ...seatFor(person, next)] }
  }
  return next
}

/** The camera stays, unless the one it frames has left the frame. */
function follow(graph: SceneGraph, people: readonly Person[], scope: Scope): SceneGraph {
  const main = leading(graph)
  const moved = people.find(({ id }) => id === main?.id)
  if (!moved || !main) return graph
  const { head } = createSkeleton(main, null)
  const lens = createLens(graph.camera.view, scope.size)
  const { x, y } = lens.project(head)
  const inside =
    x > scope.size.width * 0.06 &&
    x < scope.size.width * 0.94 &&
    y > scope.size.height * 0.04 &&
    y < scope.size.height * 0.86
  return inside ? graph : reframe(graph, scope)
}
