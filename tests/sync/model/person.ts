import type { Promises } from "./promises.ts"

/** Somebody who has the storyboard open. Every change has a name of its own, and nothing is ever deleted. */
export interface Person {
  readonly name: string
  /** Makes so many changes; fewer when the interface would not let them. */
  write(count: number): void
  /** The connection is lost, and they know. */
  isCutOff(): boolean
  /** Everything of theirs is stored, and they have heard so. */
  isContent(): boolean
  /** Adds what they were told so far. */
  collectPromises(promises: Promises): void
  /** The names of all changes that they see. */
  listSeen(): Set<string>
  /** What they saw that must not be; empty while all is well. */
  readonly complaints: readonly string[]
  /** Gone for good, with everything that is on their device. */
  leave(): void
}
