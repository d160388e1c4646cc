import { parentPort } from "node:worker_threads"
import { historyWork, type HistoryWork } from "./history-work.ts"

export type HistoryTask = {
  [Name in keyof HistoryWork]: {
    readonly id: number
    readonly name: Name
    readonly input: Parameters<HistoryWork[Name]>[0]
  }
}[keyof HistoryWork]

export type HistoryAnswer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: string }

function run(task: HistoryTask): unknown {
  switch (task.name) {
    case "build":
      return historyWork.build(task.input)
    case "read":
      return historyWork.read(task.input)
    case "compare":
      return historyWork.compare(task.input)
    case "describe":
      return historyWork.describe(task.input)
  }
}

parentPort?.on("message", (task: HistoryTask) => {
  let answer: HistoryAnswer
  try {
    answer = { id: task.id, value: run(task) }
  } catch (error) {
    answer = { id: task.id, error: error instanceof Error ? (error.stack ?? "") : String(error) }
  }
  parentPort?.postMessage(answer, [])
})
