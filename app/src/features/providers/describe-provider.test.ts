import type { Capabilities } from "@panelwright/core"
import { describe, expect, it } from "vitest"
import { describeProvider } from "./describe-provider.ts"

const capabilities: Capabilities = {
  edit: true,
  mask: "native",
  markup: false,
  maxReferences: 1,
  referenceRoles: ["base"],
  seed: true,
  partials: true,
  cancel: "server",
  cost: "free",
  dataPolicy: { stores: false, trains: false, region: null },
}
const ready = { kind: "ready", models: [], warnings: [] } as const

describe("a provider in words", () => {
  it("says what happens there to words and pictures", () => {
    expect(describeProvider({ capabilities, reach: ready })).toEqual({
      short: "keeps nothing",
      full: "Words and pictures are not kept there.",
    })
    const kept = { stores: true, trains: false, region: "the EU" }
    expect(
      describeProvider({ capabilities: { ...capabilities, dataPolicy: kept }, reach: ready }),
    ).toEqual({
      short: "keeps a copy",
      full: "Words and pictures may be kept there. They are worked on in the EU.",
    })
    const trained = { stores: true, trains: true, region: null }
    const lesser = { ...capabilities, edit: false, dataPolicy: trained }
    expect(describeProvider({ capabilities: lesser, reach: ready })).toEqual({
      short: "may train on it",
      full: "Words and pictures may be kept there. They may be used for training. It draws anew and does not edit.",
    })
  })

  it("says first that it is not there, and why", () => {
    const failure = {
      kind: "unreachable",
      reason: "The connection failed: ECONNREFUSED.",
      billed: false,
    } as const
    expect(describeProvider({ capabilities, reach: { kind: "away", failure } })).toEqual({
      short: "not there",
      full: "When last asked: The provider can't be reached: The connection failed: ECONNREFUSED. Words and pictures are not kept there.",
    })
  })
})
