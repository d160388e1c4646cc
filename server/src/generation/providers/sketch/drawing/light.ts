import type { SceneGraph, TimeOfDay, Weather } from "../scene-graph.ts"
import {
  add,
  at,
  distance,
  dot,
  normalise,
  scale,
  subtract,
  type Point3,
} from "../geometry/vector.ts"

/** A lamp, a window, a fire: light that falls off. */
export interface Lamp {
  readonly position: Point3
  /** Metres at which half is left. */
  readonly reach: number
  readonly strength: number
}

export interface Light {
  /** What reaches everything, 0–1. */
  readonly ambient: number
  /** Unit vector towards sun, moon or window. */
  readonly key: Point3
  readonly keyStrength: number
  readonly lamps: readonly Lamp[]
  /** Lamps and windows burn, whether or not one of them is in the scene. */
  readonly burning: boolean
  /** Darkness as a picture: 0 day, 1 night. */
  readonly darkness: number
  /** Brightness at a point, of a surface facing `normal`; without one, of a body there. About 0–1.1. */
  at(point: Point3, normal?: Point3): number
  /** Unit vector towards where most light comes from. */
  towards(point: Point3): Point3
}

const skies: Record<TimeOfDay, { ambient: number; key: number; darkness: number; height: number }> =
  {
    day: { ambient: 0.74, key: 0.36, darkness: 0, height: 0.95 },
    dawn: { ambient: 0.56, key: 0.34, darkness: 0.3, height: 0.3 },
    dusk: { ambient: 0.46, key: 0.36, darkness: 0.45, height: 0.25 },
    night: { ambient: 0.14, key: 0.5, darkness: 1, height: 0.8 },
  }

const weatherDims: Record<Weather, readonly [ambient: number, key: number]> = {
  clear: [1, 1],
  overcast: [0.92, 0.4],
  rain: [0.84, 0.45],
  storm: [0.78, 0.5],
  fog: [1.02, 0.25],
  snow: [1.04, 0.5],
}

export function createLight(graph: SceneGraph, lamps: readonly Lamp[], interior: boolean): Light {
  const sky = skies[graph.setting.timeOfDay]
  const [dim, keyDim] = weatherDims[graph.setting.weather]
  const exposure = graph.setting.exposure
  const burning = graph.setting.lights ? lamps : []
  const inside = interior ? (sky.darkness > 0.7 ? 1.05 : 0.93) : 1
  const dark = interior && !graph.setting.lights ? 0.8 : 1
  const lift = 1 + exposure * 0.28
  const ambient = Math.max(0.06, Math.min(1, sky.ambient * dim * inside * dark * lift))
  // The key comes from the side of the set that faces away from the camera's right, as a window would.
  const azimuth = ((graph.setting.key ?? graph.setting.facing - 128) * Math.PI) / 180
  const key = normalise(at(Math.sin(azimuth) * 0.9, sky.height, Math.cos(azimuth) * 0.9))
  const keyStrength = sky.key * keyDim * lift
  const falloff = (lamp: Lamp, point: Point3) => {
    const share = distance(lamp.position, point) / lamp.reach
    // Ends at three times its reach, so that a new lamp leaves the rest of the picture as it was.
    const rest = Math.max(0, 1 - share / 3)
    return (lamp.strength * rest * rest * 1.3) / (1 + share * share)
  }
  const lampShare = interior ? 0.25 + 0.75 * sky.darkness : sky.darkness
  return {
    ambient,
    key,
    keyStrength,
    lamps: burning,
    burning: graph.setting.lights,
    darkness: Math.min(1, Math.max(0, sky.darkness - exposure * 0.2)),
    at(point, normal) {
      // Moonlight is kept for those who act: a set gets less of it.
      const lit = normal
        ? Math.max(0, dot(normal, key)) * (1 - 0.7 * sky.darkness)
        : 0.6 + 0.25 * sky.darkness
      let value = ambient + keyStrength * lit
      for (const lamp of burning) {
        const facing = normal
          ? Math.max(0.12, dot(normal, normalise(subtract(lamp.position, point))))
          : 0.75
        value += falloff(lamp, point) * facing * lampShare
      }
      return Math.min(1.08, value)
    },
    towards(point) {
      let sum = scale(key, keyStrength)
      for (const lamp of burning)
        sum = add(
          sum,
          scale(normalise(subtract(lamp.position, point)), falloff(lamp, point) * lampShare),
        )
      return normalise(sum)
    },
  }
}
