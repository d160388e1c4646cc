// `pnpm --filter @panelwright/tests fuzz [minutes] [seed]`: attacks a server of its own for that long, prints what it
// saw, and keeps the attacks that did something new.
import { ownerToken } from "../support/api.ts"
import { startServer } from "../support/server.ts"
import { loadCorpus, saveCorpus } from "./corpus.ts"
import { fuzzSocket } from "./fuzz-socket.ts"

const [minutes = "60", seed = String(Date.now() % 2 ** 31)] = process.argv.slice(2)
const server = await startServer({ environment: { PANELWRIGHT_TOKEN: ownerToken } })
const deadline = performance.now() + Number(minutes) * 60_000
try {
  const report = await fuzzSocket({
    server,
    seed: Number(seed),
    corpus: await loadCorpus(),
    isOver: () => performance.now() > deadline,
    restMilliseconds: Number(process.env["FUZZ_REST_MS"] ?? 0),
  })
  const { messages, connections, checks, worstRoundTrip, memory, coverage, found } = report
  const lines = [...coverage].map(([name, times]) => `${String(times).padStart(8)}  ${name}`)
  process.stdout.write(
    `${lines.toSorted().join("\n")}\n\nseed ${seed}: ${messages} messages on ${connections} connections, ${coverage.size} kinds × outcomes, ` +
      `${checks} checks, worst round trip of a neighbour ${worstRoundTrip.toFixed(0)} ms, ` +
      `server ${memory.before.toFixed(0)} → at most ${memory.most.toFixed(0)} MB\n`,
  )
  await saveCorpus(found)
} finally {
  await server.discard()
}
