import fc from "fast-check"
import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { DeletedRanges } from "./deleted-ranges.ts"
import { checkUpdate, type DocExtent } from "./update-check.ts"

type Write = (...values: number[]) => void

const nothing = (): DocExtent => ({ clocks: new Map(), deleted: new DeletedRanges() })

/** Several people's docs, changed at random and partly exchanged; gives every update made. */
function makeUpdates(seed: number, operations: number): Uint8Array[] {
  let state = seed
  const random = (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return (state >>> 8) % below
  }
  const updates: Uint8Array[] = []
  const docs = [1, 2, 3].map((clientID) => {
    const doc = new Y.Doc()
    doc.clientID = clientID * 1000 + random(1000)
    doc.on("update", (update: Uint8Array, origin) => {
      if (origin !== "exchange") updates.push(update)
    })
    return doc
  })
  for (let index = 0; index < operations; index += 1) {
    const doc = docs[random(docs.length)]
    const other = docs[random(docs.length)]
    if (!doc || !other) continue
    const text = doc.getText("text")
    const map = doc.getMap("map")
    const list = doc.getArray("list")
    const actions = [
      () =>
        text.insert(random(text.length + 1), ["a", "Ünï 🎬", "long words ", "\n"][random(4)] ?? ""),
      () => text.length > 3 && text.delete(random(text.length - 2), 2),
      () => text.length > 3 && text.format(random(text.length - 2), 2, { bold: true }),
      () => text.insertEmbed(0, { image: "x" }),
      () => map.set(`key${random(5)}`, new Y.Map([["deep", [1, 2.5, null, { a: true }]]])),
      () => map.set(`key${random(5)}`, new Uint8Array([1, 2, 3])),
      () => map.delete(`key${random(5)}`),
      () => list.insert(random(list.length + 1), [random(9), "s", null, -5, 1e300]),
      () => list.length > 2 && list.delete(random(list.length - 1), 1),
      () => list.push([new Y.Text("nested"), new Y.XmlElement("p")]),
      () => Y.applyUpdate(doc, Y.encodeStateAsUpdate(other), "exchange"),
    ]
    actions[random(actions.length)]?.()
  }
  return updates
}

function addTo(known: DocExtent, update: Uint8Array) {
  const checked = checkUpdate(update, known)
  if (checked.ok) {
    for (const [client, end] of checked.value.ends)
      (known.clocks as Map<number, number>).set(client, end)
    for (const { client, start, end } of checked.value.deletions)
      known.deleted.add(client, start, end)
  }
  return checked
}

function isSound(doc: Y.Doc): boolean {
  return doc.store.pendingStructs === null && doc.store.pendingDs === null
}

describe("checking an update", { timeout: 60_000 }, () => {
  it("accepts everything real docs make and knows what they contain", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (seed) => {
        const known = nothing()
        const doc = new Y.Doc()
        for (const update of makeUpdates(seed, 60)) {
          expect(addTo(known, update)).toMatchObject({ ok: true })
          Y.applyUpdate(doc, update)
        }
        expect(known.clocks).toEqual(Y.decodeStateVector(Y.encodeStateVector(doc)))
        // Whoever integrates two concurrent values of a key deletes one of them unsaid.
        const whole = Y.encodeStateAsUpdate(doc)
        expect(addTo(known, whole)).toMatchObject({ ok: true, value: { ends: new Map() } })
        expect(checkUpdate(whole, known)).toMatchObject({ ok: true, value: { deletions: [] } })
        expect(checkUpdate(Y.encodeStateAsUpdate(doc), nothing())).toMatchObject({ ok: true })
      }),
      { numRuns: 60 },
    )
  })

  it("finds out when an update builds on one that is missing", () => {
    const updates = makeUpdates(7, 200)
    const known = nothing()
    const doc = new Y.Doc()
    const failures: string[] = []
    for (const [index, update] of updates.entries()) {
      if (index % 10 === 3) continue
      const checked = addTo(known, update)
      if (checked.ok) Y.applyUpdate(doc, update)
      else failures.push(checked.failure.kind)
      expect(isSound(doc)).toBe(true)
    }
    expect(failures.length).toBeGreaterThan(10)
    expect(new Set(failures)).toEqual(new Set(["update-gap"]))
  })

  it("accepts nothing that would throw in a client or stay pending there", () => {
    const updates = makeUpdates(99, 150)
    const known = nothing()
    const base = new Y.Doc()
    for (const update of updates.splice(0, 60)) {
      if (addTo(known, update).ok) Y.applyUpdate(base, update)
    }
    const state = Y.encodeStateAsUpdate(base)
    const whole = Y.mergeUpdates([state, ...updates])
    let accepted = 0
    fc.assert(
      fc.property(
        fc.constantFrom(...updates, state, whole),
        fc.array(fc.noBias(fc.tuple(fc.nat(), fc.constantFrom(1, -1, 2, 16, 100))), {
          minLength: 1,
          maxLength: 2,
        }),
        fc.oneof({ weight: 9, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.nat() }),
        (update, changes, cut) => {
          let bytes = new Uint8Array(update)
          for (const [place, more] of changes) {
            bytes[place % bytes.length] = (bytes[place % bytes.length] ?? 0) + more
          }
          if (cut !== null) bytes = bytes.slice(0, cut % bytes.length)
          const checked = checkUpdate(bytes, known)
          if (!checked.ok) return
          accepted += 1
          const doc = new Y.Doc()
          Y.applyUpdate(doc, state)
          Y.applyUpdate(doc, checked.value.update)
          expect(isSound(doc)).toBe(true)
          const newcomer = new Y.Doc()
          Y.applyUpdate(newcomer, Y.encodeStateAsUpdate(doc))
          expect(isSound(newcomer)).toBe(true)
        },
      ),
      { numRuns: 6000, seed: 20261123 },
    )
    expect(accepted).toBeGreaterThan(100)
  })

  it("cuts off what is known of a struct, even when what is known is something else", () => {
    // Clock 0 of client 1 is garbage collected; the update says it was the beginning of a text.
    const known: DocExtent = { clocks: new Map([[1, 1]]), deleted: new DeletedRanges() }
    const update = Uint8Array.from([1, 1, 1, 0, 4, 1, 1, 116, 3, 97, 98, 99, 0])
    const checked = checkUpdate(update, known)
    expect(checked).toMatchObject({ ok: true, value: { ends: new Map([[1, 3]]) } })
    const doc = new Y.Doc()
    Y.applyUpdate(doc, Uint8Array.from([1, 1, 1, 0, 0, 1, 0]))
    if (checked.ok) Y.applyUpdate(doc, checked.value.update)
    expect(isSound(doc)).toBe(true)
    expect(doc.getText("t").toJSON()).toBe("")
  })

  it("refuses values that would get another prototype in a client", () => {
    const doc = new Y.Doc()
    doc.getMap("map").set("key", { ["__proto__"]: new Uint8Array([1]) })
    const update = Y.encodeStateAsUpdate(doc)
    expect(checkUpdate(update, nothing())).toMatchObject({
      ok: false,
      failure: { kind: "update-refused", reason: "a key that changes an object's prototype" },
    })
    const reader = new Y.Doc()
    Y.applyUpdate(reader, update)
    expect(() => Y.encodeStateAsUpdate(reader)).toThrow(TypeError)
  })

  it("refuses structs that need each other", () => {
    // Two clients, each with one item whose origin is the other's.
    const item = (client: number, other: number) => [1, client, 0, 0x84, other, 0, 1, 97]
    const update = Uint8Array.from([2, ...item(1, 2), ...item(2, 1), 0])
    expect(checkUpdate(update, nothing())).toMatchObject({
      ok: false,
      failure: { kind: "update-refused", reason: "structs that need each other" },
    })
  })

  it.each([
    [
      "of as many clients as fit",
      300_000,
      (number: Write, index: number) => {
        number(1, 300_000 - index, 0, 0x44, 300_000 - index - 1, 0, 1, 97)
      },
    ],
    [
      "of one client with as many structs as fit",
      1,
      (number: Write) => {
        number(1_900_000, 1, 0)
        for (let struct = 0; struct < 1_900_000; struct += 1) number(0, 1)
      },
    ],
    [
      "of two clients that need each other's in turns",
      2,
      (number: Write, index: number) => {
        number(290_000, index + 1, 0)
        for (let struct = 0; struct < 290_000; struct += 1) {
          number(0x44, 2 - index, Math.max(0, struct - index), 1, 97)
        }
      },
    ],
  ])(
    "takes a hostile update %s in time that grows with its size",
    (_what, clients, writeClient) => {
      const bytes: number[] = []
      const number: Write = (...values) => {
        for (const value of values) {
          let rest = value
          for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128)
          bytes.push(rest)
        }
      }
      number(clients)
      for (let index = 0; index < clients; index += 1) writeClient(number, index)
      bytes.push(0)
      const update = Uint8Array.from(bytes)
      const started = performance.now()
      checkUpdate(update, nothing())
      expect(performance.now() - started).toBeLessThan(15_000)
    },
  )
})

describe("deleted ranges", () => {
  it("know exactly what was added", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 8 })), { maxLength: 30 }),
        (added) => {
          const ranges = new DeletedRanges()
          const plain = new Set<number>()
          for (const [start, length] of added) {
            ranges.add(1, start, start + length)
            for (let clock = start; clock < start + length; clock += 1) plain.add(clock)
          }
          for (let start = 0; start < 70; start += 1) {
            for (let end = start + 1; end < 72; end += 5) {
              let all = true
              for (let clock = start; clock < end; clock += 1) all &&= plain.has(clock)
              expect(ranges.has(1, start, end)).toBe(all)
            }
          }
        },
      ),
    )
  })
})
