import { expect, it } from "vitest"
import { Answers } from "./answers.ts"
import { toStep2Frame, toUpdateFrame } from "./message.ts"

const question = Uint8Array.of(1, 7, 3)
const missing = [Uint8Array.of(1), Uint8Array.of(2, 2), Uint8Array.of(3)]

it("ends an answer with the step 2 that makes a client count as synced", () => {
  const [first, second, last] = missing.map((update, at) =>
    (at < 2 ? toUpdateFrame : toStep2Frame)(update),
  )
  expect(new Answers().compose(question, 5, missing)).toEqual(
    Buffer.concat([first ?? question, second ?? question, last ?? question]),
  )
})

it("answers the same question again until the doc has moved on or the moment is over", () => {
  const answers = new Answers()
  const asked = Uint8Array.from(question)
  const frames = answers.compose(asked, 5, missing)
  // The bytes of a message belong to a read of the socket.
  asked.fill(0)
  expect(answers.find(question, 5)).toBe(frames)
  expect(answers.find(question, 6)).toBeNull()
  expect(answers.find(Uint8Array.of(1, 7, 4), 5)).toBeNull()
  answers.forget()
  expect(answers.find(question, 5)).toBeNull()
})
