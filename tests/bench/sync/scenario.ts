import type { Peer, PeerName, RunningPeer } from "./peer.ts"

/** Figures by name. */
export type Figures = Readonly<Record<string, number>>

/** A line of a scenario's table. */
export interface Row {
  /** The name of the figure. */
  readonly figure: string
  readonly what: string
  /** Of the printed value. */
  readonly decimals: number
  /** What ours must reach; null: reported only. */
  readonly bar: Bar | null
}

export interface Bar {
  readonly text: string
  /** `relay` is what the bare relay took in the same run; not a number when it does not take part. */
  readonly holds: (value: number, relay: number) => boolean
}

export interface Stage {
  /** A server that has run since the scenario began; others of its kind rest. */
  shared(): Promise<RunningPeer>
  /** A fresh one for this measurement alone; it ends with it. */
  fresh(): Promise<RunningPeer>
  /** A few seconds instead of a figure that can be kept. */
  readonly isQuick: boolean
}

/** Something that happens to sync servers, measured on each of them in turn. */
export interface Scenario {
  readonly name: string
  /** What is done, in one or two sentences, for the reader of the results. */
  readonly about: string
  readonly peers: readonly PeerName[]
  /** Figures are medians over so many. */
  readonly rounds: number
  /** A round of each before, which does not count: their compilers work in the first half minute. */
  readonly warmsUp: boolean
  readonly rows: readonly Row[]
  measure(stage: Stage, peer: Peer): Promise<Figures>
}

export const atMost = (most: number): Bar => ({
  text: `≤ ${most.toLocaleString("en")}`,
  holds: (value) => value <= most,
})

export const atLeast = (least: number): Bar => ({
  text: `≥ ${least.toLocaleString("en")}`,
  holds: (value) => value >= least,
})

export const atMostTimesRelay = (times: number): Bar => ({
  text: `≤ ${times} × relay`,
  holds: (value, relay) => value <= times * relay,
})
