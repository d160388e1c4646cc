import { readFile, writeFile } from "node:fs/promises"
import { z } from "zod"
import type { FuzzMessage } from "./message-grammar.ts"

/** Messages that did something which none before had done, in the order of one connection. */
export interface CorpusEntry {
  readonly outcome: string
  readonly messages: readonly FuzzMessage[]
}

const lineSchema = z.object({
  outcome: z.string(),
  messages: z.array(z.tuple([z.string(), z.base64()])),
})

const path = new URL("corpus/socket.ndjson", import.meta.url)

export async function loadCorpus(): Promise<CorpusEntry[]> {
  const lines = (await readFile(path, "utf8")).split("\n").filter((line) => line !== "")
  return lines.map((line) => {
    const { outcome, messages } = lineSchema.parse(JSON.parse(line))
    return {
      outcome,
      messages: messages.map(([label, text]) => ({ label, bytes: Buffer.from(text, "base64") })),
    }
  })
}

export async function saveCorpus(entries: readonly CorpusEntry[]): Promise<void> {
  const lines = entries.map(({ outcome, messages }) =>
    JSON.stringify({
      outcome,
      messages: messages.map(({ label, bytes }) => [label, Buffer.from(bytes).toString("base64")]),
    }),
  )
  await writeFile(path, `${lines.join("\n")}\n`)
}
