import { createSeed } from "../geometry/random.ts"
import type { SceneGraph } from "../scene-graph.ts"
import { isInterior } from "../set/place.ts"
import { dressSet } from "../staging/dressing.ts"
import { findPlaceIn, findTime, findWeather } from "../staging/reading.ts"
import type { Clause } from "./clause.ts"
import { findTargets, type Scope } from "./target.ts"

const stopping = /\b(no|stop|stops|without|remove|clear up|end|lose|less|not|isnt|take away)\b/
const wet = /\b(rain|raining|storm|snow|snowing|fog|mist|weather|wind|thunder|clouds)\b/

/** Time, weather, light and place. Null: the clause is not about them. */
export function applySetting(clause: Clause, graph: SceneGraph, scope: Scope): SceneGraph | null {
  const { text } = clause
  const { setting } = graph
  const change = (part: Partial<SceneGraph["setting"]>): SceneGraph => ({
    ...graph,
    setting: { ...setting, ...part },
  })

  const lamps = /\b(light|lights|lamp|lamps|lantern|torch|candle|beacon|beam)\b/.test(text)
  const off = /\b(off|out|extinguish|blow out|kill the light|kill the lights|unlit)\b/.test(text)
  const on =
    (/\b(on|lit)\b/.test(text) &&
      !/\b(zoom|focus|close|closer|push|in|move|crop|tighter) (in )?on\b/.test(text)) ||
    /^(light|ignite)\b/.test(text)
  if (
    lamps &&
    (off || on) &&
    !/\b(on the (left|right|table|wall|floor|ground|desk)|add|put|place|remove)\b/.test(text)
  ) {
    const { props } = findTargets(clause, graph, scope)
    const one = props.length > 0 && !/\blights\b/.test(text)
    if (!one)
      return {
        ...change({ lights: !off }),
        props: graph.props.map((prop) => ({ ...prop, lit: prop.lit || !off })),
      }
    const ids = new Set(props.map(({ id }) => id))
    return {
      ...graph,
      props: graph.props.map((prop) => (ids.has(prop.id) ? { ...prop, lit: !off } : prop)),
    }
  }
  const dimmer = /\b(darker|dimmer|moodier|dim|darken|gloomier)\b/.test(text)
  const brighter = /\b(brighter|lighter|brighten|more light)\b/.test(text)
  if (dimmer || brighter) {
    const by = (dimmer ? -1 : 1) * (/\b(much|a lot|way)\b/.test(text) ? 2 : 1)
    if (scope.region) {
      const { left, top, right, bottom } = scope.region
      return {
        ...graph,
        patches: [...graph.patches, { left, top, right, bottom, exposure: by }].slice(-12),
      }
    }
    return change({ exposure: Math.max(-3, Math.min(3, setting.exposure + by)) })
  }
  const naming = /^(add|put|place|remove|delete|move|give|take)\b/.test(text)
  if (wet.test(text) && stopping.test(text)) return change({ weather: "clear" })
  const weather = findWeather(text.replace(/\braining\b/, "rain"))
  const time = naming && !weather ? null : findTime(text.replaceAll(/\bnight ?stand\b/g, ""))
  if (weather === "clear" && !/\b(sky|weather|clear|sunny|sunshine|dry)\b/.test(text)) return null
  if (weather || time)
    return change({ ...(weather && { weather }), ...(time && { timeOfDay: time }) })

  const made =
    /^(?:make|turn) (?:it|this|that|the (?:room|place|scene|set|location)) (?:into )?(?:a|an|the) (.+)$/.exec(
      text,
    )
  const other = made ? findPlaceIn(made[1] ?? "", null) : null
  if (other && !findTargets(clause, graph, { ...scope, region: null }).named)
    return moveTo(graph, other)
  if (/\b(indoors|inside|interior)\b/.test(text) && !naming)
    return moveTo(graph, findPlaceIn(text, true) ?? "room")
  if (/\b(outdoors|outside|exterior)\b/.test(text) && !naming)
    return moveTo(graph, findPlaceIn(text, false) ?? "field")
  if (
    /\b(set|move|put|place|change|relocate|take|go|make)\b.*\b(in|to|at|on|into)\b/.test(text) ||
    /^(in|at|on) (a|an|the) /.test(text) ||
    /\b(location|setting|place|background) (is|to|a|an)\b/.test(text)
  ) {
    const { named, props } = findTargets(clause, graph, { ...scope, region: null })
    const about =
      /\b(it|them|everyone|scene|this|location|setting|background|place|us)\b/.test(text) ||
      /^(in|at|on) /.test(text) ||
      (named > 0 && props.length === 0)
    const place = about ? findPlaceIn(text.replace(/^.*?\b(in|to|at|on|into)\b/, ""), null) : null
    if (place) return moveTo(graph, place)
  }
  return null
}

/** Another set; people, what they hold and what was asked for stay. */
function moveTo(graph: SceneGraph, kind: SceneGraph["setting"]["kind"]): SceneGraph {
  if (kind === graph.setting.kind) return graph
  const setting = {
    ...graph.setting,
    kind,
    seed: createSeed(graph.setting.seed, kind),
    facing: isInterior(kind) ? 14 : 6,
  }
  const kept = graph.props.filter(
    ({ dressing, id }) => !dressing || id.startsWith("seat:") || id.startsWith("desk:"),
  )
  return { ...graph, setting, props: [...dressSet(setting), ...kept] }
}
