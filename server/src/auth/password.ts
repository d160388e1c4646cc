import { argon2, randomBytes, timingSafeEqual } from "node:crypto"
import { promisify } from "node:util"

export const leastPasswordLength = 10
export const mostPasswordLength = 200

const derive = promisify(argon2)

/** OWASP's second choice for Argon2id: 19 MiB, 2 passes, 1 lane. */
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const
const costName = `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}`

const deriveKey = (password: string, salt: Uint8Array) =>
  derive("argon2id", { message: password.normalize("NFKC"), nonce: salt, ...cost })

const encode = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64").replaceAll("=", "")

/** In the PHC string format, so that the cost can rise later without losing anybody's password. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  return `${costName}$${encode(salt)}$${encode(await deriveKey(password, salt))}`
}

/** Null as the hash takes as long as a wrong password, so that nobody learns which e-mail has an account. */
export async function verifyPassword(password: string, hash: string | null): Promise<boolean> {
  const parts = (hash ?? "").split("$")
  const [salt, key] = [parts[4], parts[5]].map((part) => Buffer.from(part ?? "", "base64"))
  const known = hash?.startsWith(`${costName}$`) && salt?.length === 16 && key?.length === 32
  const derived = await deriveKey(password, known && salt ? salt : Buffer.alloc(16))
  return known === true && key !== undefined && timingSafeEqual(derived, key)
}
