import type { Duplex } from "node:stream"
import type { DirectStatement } from "../direct-statement.ts"
import { type ClosableStatement, createDirectStatement } from "./create-direct-statement.ts"

/** The statements of one database, which end with it. */
export function createDirectStatements(connect: () => Promise<Duplex>): {
  open: (text: string) => DirectStatement
  close: () => void
} {
  const opened: ClosableStatement[] = []
  return {
    open: (text) => {
      const statement = createDirectStatement({ text, connect })
      opened.push(statement)
      return statement
    },
    close: () => {
      for (const statement of opened.splice(0)) statement.close()
    },
  }
}
