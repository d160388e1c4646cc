import { findPicture, sizes, type Panel } from "@panelwright/core"

const order = Object.keys(sizes)
const closest = order.indexOf("close-up")
const widest = order.indexOf("wide")
const most = 4

/** A few words to start from: what this picture is not yet, and what was not asked of it already. */
export function suggestInstructions(panel: Panel, timeOfDay: string | null): string[] {
  const asked = findPicture(panel)?.recipe.instruction?.toLowerCase() ?? ""
  const size = order.indexOf(panel.camera.size)
  const isNight = /night|dusk|evening/i.test(timeOfDay ?? "") !== asked.includes("make it day")
  return [
    size < closest && "closer",
    size > widest && "wider",
    panel.camera.angle !== "low" && "from below",
    isNight ? "make it day" : "make it night",
    panel.camera.angle !== "high" && "from above",
    "make it rain",
  ]
    .filter((words) => words !== false)
    .filter((words) => !asked.includes(words))
    .slice(0, most)
}
