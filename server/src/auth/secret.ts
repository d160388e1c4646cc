import { createHash, randomBytes, timingSafeEqual } from "node:crypto"

/** Something random that only its holder knows: 256 bits, in letters that fit a URL. */
export const createSecret = () => randomBytes(32).toString("base64url")

/** The random part of an id: 96 bits, in letters that fit a URL. */
export const createIdToken = () => randomBytes(12).toString("base64url")

/** Only hashes are kept: whoever reads the database can sign in as nobody. Secrets are random, so no salt. */
export const hashSecret = (secret: string) => createHash("sha256").update(secret).digest()

export const isSameSecret = (one: string, other: string) =>
  timingSafeEqual(hashSecret(one), hashSecret(other))
