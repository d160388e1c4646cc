import { expect, it } from "vitest"
import { hashPassword, verifyPassword } from "./password.ts"

it("a password is verified by its own hash only", async () => {
  const hash = await hashPassword("correct horse battery")
  expect(await verifyPassword("correct horse battery", hash)).toBe(true)
  expect(await verifyPassword("correct horse batterx", hash)).toBe(false)
  expect(await hashPassword("correct horse battery")).not.toBe(hash)
})

it("a password is the same in either way of writing its accents", async () => {
  expect(
    await verifyPassword(
      "caf\u0065\u0301 noir au lait",
      await hashPassword("caf\u00e9 noir au lait"),
    ),
  ).toBe(true)
})

it.each([
  null,
  "",
  "$argon2id$v=19$m=19456,t=2,p=1$$",
  "plain words",
  "$2b$10$abcdefghijklmnopqrstuv",
])("nothing is verified by %j", async (hash) => {
  expect(await verifyPassword("", hash)).toBe(false)
  expect(await verifyPassword("plain words", hash)).toBe(false)
})
