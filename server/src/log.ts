import { pino } from "pino"
import { findRequestId } from "./telemetry/request-context.ts"

/** An event name and fields; never a prompt, image bytes, a token or an e-mail address. */
export interface Log {
  debug(fields: object, event: string): void
  info(fields: object, event: string): void
  warn(fields: object, event: string): void
  error(fields: object, event: string): void
}

/** To standard error, because standard output carries the one line that programs wait for. */
export function createLog(level: string): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      mixin: () => {
        const requestId = findRequestId()
        return requestId === undefined ? {} : { requestId }
      },
    },
    pino.destination({ dest: 2, sync: true }),
  )
}

export const silentLog: Log = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
}
