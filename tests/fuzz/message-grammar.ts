import * as encoding from "lib0/encoding"
import * as Y from "yjs"
import type { Random } from "../support/random.ts"

export interface FuzzMessage {
  /** What it is and what was done to it: the name under which coverage counts it. */
  readonly label: string
  readonly bytes: Uint8Array
}

/** What an attacker knows and can use against others. */
export interface Knowledge {
  /** The attacker's own copy of the doc. */
  doc: Y.Doc
  /** Ids of clients that belong to somebody else. */
  readonly foreignClients: readonly number[]
}

type Kind = (random: Random, knowledge: Knowledge) => FuzzMessage

const message = (label: string, write: (encoder: encoding.Encoder) => void): FuzzMessage => {
  const encoder = encoding.createEncoder()
  write(encoder)
  return { label, bytes: encoding.toUint8Array(encoder) }
}

const sync = (label: string, step: number, payload: Uint8Array): FuzzMessage =>
  message(label, (encoder) => {
    encoding.writeVarUint(encoder, 0)
    encoding.writeVarUint(encoder, step)
    encoding.writeVarUint8Array(encoder, payload)
  })

const join = (...parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(Buffer.concat(parts))

const randomBytes = (random: Random, length: number): Uint8Array =>
  Uint8Array.from({ length }, () => random.below(256))

const oddNumbers = [0, 1, 2, 127, 128, 16_383, 2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 53 - 1] as const

const oddStrings = [
  "",
  "\u0000",
  "__proto__",
  "constructor",
  "a".repeat(5000),
  "\ud83d",
  "<b>",
  "𝒳",
]

/** A doc's changes of every kind that Yjs can make, in the roots of a storyboard and in others. */
function changeDoc(doc: Y.Doc, random: Random): Uint8Array {
  const before = Y.encodeStateVector(doc)
  const rootName = random.pick(["panels", "scenes", "shots", "meta", "settings", "style", "canvas"])
  doc.transact(() => {
    for (let left = 1 + random.below(4); left > 0; left -= 1) changeOnce(doc, rootName, random)
  })
  return Y.encodeStateAsUpdate(doc, before)
}

function changeOnce(doc: Y.Doc, rootName: string, random: Random): void {
  const root = doc.getMap(rootName)
  const key = random.pick([...root.keys(), `panel:${random.below(9)}`, ...oddStrings])
  switch (random.below(6)) {
    case 0:
      root.set(key, createValue(random, 0))
      return
    case 1:
      root.delete(key)
      return
    case 2: {
      const nested = root.get(key)
      if (nested instanceof Y.Map) nested.set(random.pick(oddStrings), createValue(random, 0))
      else root.set(key, new Y.Map([["$", createValue(random, 0)]]))
      return
    }
    case 3: {
      const text = doc.getText("script")
      text.insert(random.below(text.length + 1), random.pick(oddStrings))
      return
    }
    case 4: {
      const text = doc.getText("script")
      if (text.length > 0) text.delete(random.below(text.length), 1)
      return
    }
    default: {
      const text = doc.getText("script")
      if (text.length > 0) text.format(0, 1, { bold: createValue(random, 1) })
    }
  }
}

function createValue(random: Random, depth: number): unknown {
  switch (random.below(depth > 3 ? 5 : depth > 0 ? 7 : 10)) {
    case 0:
      return random.pick(oddNumbers)
    case 1:
      return random.pick(oddStrings)
    case 2:
      return null
    case 3:
      return random.pick([Number.NaN, Number.POSITIVE_INFINITY, -0, 1e308, true, false])
    case 4:
      return randomBytes(random, random.below(40))
    case 5:
      return Array.from({ length: random.below(5) }, () => createValue(random, depth + 1))
    case 6:
      // Yjs goes by a value's `constructor`, so that key cannot be written.
      return { [random.pick(["", "a", "__proto__", "\u0000"])]: createValue(random, depth + 1) }
    case 7:
      return new Y.Text(random.pick(oddStrings))
    case 8:
      return Y.Array.from([random.below(9)])
    default:
      return new Y.Map([[`key${random.below(3)}`, random.below(9)]])
  }
}

/** An update on top of changes that nobody else has. */
function createGap(random: Random): Uint8Array {
  const doc = new Y.Doc()
  doc.getMap("panels").set("a", 1)
  const before = Y.encodeStateVector(doc)
  doc.getMap("panels").set("a", random.below(100))
  return Y.encodeStateAsUpdate(doc, before)
}

/** A new history in the name of somebody who writes already. */
function createForged(random: Random, { foreignClients }: Knowledge): Uint8Array {
  const doc = new Y.Doc()
  doc.clientID = random.pick(foreignClients)
  changeDoc(doc, random)
  return Y.encodeStateAsUpdate(doc)
}

function createStateVector(random: Random): Uint8Array {
  const encoder = encoding.createEncoder()
  const count = random.pick([0, 1, 3, 2 ** 31])
  encoding.writeVarUint(encoder, count)
  for (let left = Math.min(count, 50); left > 0; left -= 1) {
    encoding.writeVarUint(encoder, random.pick([1, 2, ...oddNumbers]))
    encoding.writeVarUint(encoder, random.pick(oddNumbers))
  }
  return encoding.toUint8Array(encoder)
}

function createAwareness(random: Random, { doc, foreignClients }: Knowledge): Uint8Array {
  const encoder = encoding.createEncoder()
  const count = random.pick([0, 1, 1, 1, 3, 200, 2 ** 31])
  encoding.writeVarUint(encoder, count)
  for (let left = Math.min(count, 200); left > 0; left -= 1) {
    const id = random.pick([doc.clientID, ...foreignClients, ...oddNumbers, random.below(2 ** 31)])
    encoding.writeVarUint(encoder, id)
    encoding.writeVarUint(encoder, random.pick(oddNumbers))
    const state = random.pick([
      "null",
      "{}",
      "[]",
      '{"user":{"name":"Somebody else","role":"owner"}}',
      `{"cursor":"${"x".repeat(random.pick([10, 20_000]))}"}`,
      '{"__proto__":{"role":"owner"}}',
      "{",
      "[".repeat(2000),
    ])
    encoding.writeVarString(encoder, state)
  }
  return encoding.toUint8Array(encoder)
}

const kinds: readonly Kind[] = [
  (random, { doc }) => sync("update", 2, changeDoc(doc, random)),
  (random, { doc }) => sync("step 2", 1, changeDoc(doc, random)),
  (_random, { doc }) => sync("whole doc", 2, Y.encodeStateAsUpdate(doc)),
  (random) => sync("gap", random.pick([1, 2]), createGap(random)),
  (random, knowledge) =>
    sync("forged update", random.pick([1, 2]), createForged(random, knowledge)),
  (random) => sync("noise as update", 2, randomBytes(random, random.below(200))),
  (_random, { doc }) => sync("step 1", 0, Y.encodeStateVector(doc)),
  (random) => sync("odd step 1", 0, createStateVector(random)),
  (random) => sync("unknown step", 3 + random.below(500), randomBytes(random, 5)),
  (random, knowledge) =>
    message("awareness", (encoder) => {
      encoding.writeVarUint(encoder, 1)
      encoding.writeVarUint8Array(encoder, createAwareness(random, knowledge))
    }),
  (random) =>
    message("auth", (encoder) => {
      encoding.writeVarUint(encoder, 2)
      encoding.writeVarUint(encoder, random.below(3))
      encoding.writeVarString(encoder, random.pick(oddStrings))
    }),
  () => message("query awareness", (encoder) => encoding.writeVarUint(encoder, 3)),
  (random) =>
    message("acknowledgement", (encoder) => {
      encoding.writeVarUint(encoder, 100)
      encoding.writeVarUint(encoder, random.pick(oddNumbers))
    }),
  (random) =>
    message("event", (encoder) => {
      encoding.writeVarUint(encoder, 101)
      encoding.writeVarString(encoder, '{"type":"call","panelId":"panel:1"}')
      if (random.below(2) === 0) encoding.writeVarUint(encoder, 1)
    }),
  (random) =>
    message("unknown type", (encoder) => {
      encoding.writeVarUint(encoder, random.pick([4, 5, 99, 102, ...oddNumbers.slice(3)]))
      encoding.writeUint8Array(encoder, randomBytes(random, random.below(20)))
    }),
  (random) => ({ label: "noise", bytes: randomBytes(random, random.below(60)) }),
]

type Mutation = readonly [name: string, mutate: (bytes: Uint8Array, random: Random) => Uint8Array]

const mutations: readonly Mutation[] = [
  [
    "bits turned",
    (bytes, random) => {
      const copy = Uint8Array.from(bytes)
      for (let left = 1 + random.below(3); left > 0 && copy.length > 0; left -= 1) {
        const at = random.below(copy.length)
        copy[at] = (copy[at] ?? 0) ^ (1 << random.below(8))
      }
      return copy
    },
  ],
  ["cut off", (bytes, random) => bytes.slice(0, random.below(bytes.length + 1))],
  ["longer", (bytes, random) => join(bytes, randomBytes(random, 1 + random.below(9)))],
  ["twice", (bytes) => join(bytes, bytes)],
  [
    "part taken out",
    (bytes, random) => {
      const at = random.below(bytes.length + 1)
      return join(bytes.subarray(0, at), bytes.subarray(at + 1 + random.below(4)))
    },
  ],
  [
    "endless number",
    (bytes, random) => {
      const at = random.below(bytes.length + 1)
      const number = new Uint8Array(random.pick([9, 10, 40])).fill(0xff)
      return join(bytes.subarray(0, at), number, bytes.subarray(at))
    },
  ],
]

/** One message: a third of them as they should be, the others damaged. */
export function createMessage(random: Random, knowledge: Knowledge): FuzzMessage {
  const made = random.pick(kinds)(random, knowledge)
  if (random.below(3) === 0) return made
  const [name, mutate] = random.pick(mutations)
  return { label: `${made.label}, ${name}`, bytes: mutate(made.bytes, random) }
}
