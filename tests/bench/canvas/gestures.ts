/* oxlint-disable unicorn/consistent-function-scoping -- functions that go to the browser take all they use with them */
/** What a hand does on a canvas, one event a frame. Runs in the page, on ours and on the plain one alike. */
export const gestures = ["rest", "pan", "zoom", "pick", "drag", "select-all"] as const
export type Gesture = (typeof gestures)[number]

/**
 * Makes the gesture and gives the times between frames, in ms. It is handed to the browser as a whole, so it uses
 * nothing from outside of itself.
 */
export async function makeGesture(gesture: Gesture): Promise<number[]> {
  const canvas = document.querySelector(".tl-canvas")
  if (canvas === null) throw new Error("there is no canvas")
  const box = canvas.getBoundingClientRect()
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))

  const wheel = (deltaY: number, ctrlKey: boolean) =>
    canvas.dispatchEvent(
      new WheelEvent("wheel", {
        deltaY,
        ctrlKey,
        clientX: middle.x,
        clientY: middle.y,
        bubbles: true,
        cancelable: true,
      }),
    )
  const point = (type: string, x: number, y: number) =>
    canvas.dispatchEvent(
      new PointerEvent(type, {
        clientX: x,
        clientY: y,
        pointerId: 1,
        pointerType: "mouse",
        isPrimary: true,
        button: type === "pointermove" ? -1 : 0,
        buttons: type === "pointerup" ? 0 : 1,
        bubbles: true,
        cancelable: true,
      }),
    )
  const press = (key: string, ctrlKey: boolean) =>
    (document.activeElement ?? document.body).dispatchEvent(
      new KeyboardEvent("keydown", { key, code: "KeyA", ctrlKey, bubbles: true, cancelable: true }),
    )

  const times: number[] = []
  let last = await frame()
  const run = async (frames: number, step: (index: number) => void) => {
    for (let index = 0; index < frames; index += 1) {
      step(index)
      const now = await frame()
      times.push(now - last)
      last = now
    }
  }

  switch (gesture) {
    case "rest":
      await run(90, () => undefined)
      break
    case "pan":
      // A flick down the board and back up.
      await run(150, (index) => wheel(index < 75 ? 70 : -70, false))
      break
    case "zoom":
      await run(120, (index) => wheel(index < 60 ? 5 : -5, true))
      break
    case "pick":
    case "drag": {
      // The first of all, in the upper left corner; picked before it is dragged.
      const shape = [...document.querySelectorAll(".tl-shape")].find((element) => {
        const { x, y, width, height } = element.getBoundingClientRect()
        return (
          width > 0 &&
          x > box.x &&
          y > box.y + 40 &&
          x + width < box.right &&
          y + height < box.bottom
        )
      })
      if (shape === undefined) throw new Error("no shape is wholly on the screen")
      const at = shape.getBoundingClientRect()
      const [x, y] = [at.x + at.width / 2, at.y + at.height / 3]
      point("pointermove", x, y)
      await frame()
      last = await frame()
      if (gesture === "pick") {
        await run(60, (index) => {
          if (index === 0) point("pointerdown", x, y)
          if (index === 2) point("pointerup", x, y)
        })
        break
      }
      point("pointerdown", x, y)
      last = await frame()
      const turn = (index: number) => (index / 120) * 2 * Math.PI
      await run(120, (index) =>
        point("pointermove", x + 120 * Math.sin(turn(index)), y + 60 * (1 - Math.cos(turn(index)))),
      )
      point("pointermove", x, y)
      await frame()
      point("pointerup", x, y)
      break
    }
    case "select-all":
      // From the key to the last of the frames that it takes longer.
      await run(60, (index) => {
        if (index === 0) press("a", true)
      })
      break
  }
  return times
}
