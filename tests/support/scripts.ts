import { readFileSync } from "node:fs"

/** A script of `fixtures/scripts`, by its name. */
export const readScript = (name: string): string =>
  readFileSync(new URL(`../fixtures/scripts/${name}.fountain`, import.meta.url), "utf8")
