export interface LivenessOptions {
  /** Asks the server something that it always answers. */
  readonly probe: () => void
  /** The connection is dead, or was never made: a new one is wanted at once. */
  readonly onDead: () => void
  /** In ms; goes on while the device sleeps. */
  readonly clock: () => number
}

/** What of a connection is known without asking. */
export interface Signs {
  readonly stage: "none" | "connecting" | "open"
  /** Bytes that the network has not taken yet. */
  readonly unsentBytes: number
  /** Something was sent that the server has not acknowledged. */
  readonly isWaiting: boolean
}

/** Notices that nobody is at the other end, though no end was announced: the network changed, or the device slept. */
export interface Liveness {
  readonly handleConnecting: () => void
  readonly handleMessage: () => void
  /** To be called every second; a much later call means that the device has slept. */
  readonly check: (signs: Signs) => void
  /** Something hints that the connection may be dead. */
  readonly suspect: (signs: Signs) => void
}

const sleepMs = 10_000
/** Of a server that says something every 12 to 17 s. */
const silenceMs = 15_000
const silenceWhenWaitingMs = 4000
/** A round trip of 1 s, and what is lost on the way sent again. */
const answerMs = 5000
const connectMs = 8000

export function createLiveness({ probe, onDead, clock }: LivenessOptions): Liveness {
  let heardAt = clock()
  let connectingSince = clock()
  let probedAt: number | null = null
  let checkedAt = clock()
  let unsentBytes = 0

  const hear = () => {
    heardAt = clock()
    probedAt = null
  }
  const ask = () => {
    if (probedAt !== null) return
    probedAt = clock()
    probe()
  }
  const declareDead = () => {
    hear()
    onDead()
  }

  return {
    handleConnecting() {
      connectingSince = clock()
      hear()
    },
    handleMessage: hear,
    suspect({ stage }) {
      if (stage === "open") ask()
    },
    check(signs) {
      const now = clock()
      const slept = now - checkedAt > sleepMs
      checkedAt = now
      // What leaves the device has found somebody.
      if (signs.unsentBytes < unsentBytes) hear()
      unsentBytes = signs.unsentBytes
      if (signs.stage === "none") return
      if (slept) {
        // Neither a question nor an attempt from before the sleep has had its time.
        connectingSince = now
        probedAt = null
        if (signs.stage === "open") ask()
      } else if (signs.stage === "connecting") {
        if (now - connectingSince > connectMs) declareDead()
      } else if (probedAt !== null) {
        if (now - probedAt > answerMs) declareDead()
      } else if (now - heardAt > (signs.isWaiting ? silenceWhenWaitingMs : silenceMs)) ask()
    },
  }
}
