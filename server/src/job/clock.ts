/** Milliseconds since 1970, UTC. `Date.now` in the composition root, a hand-moved one in tests. */
export type Clock = () => number
