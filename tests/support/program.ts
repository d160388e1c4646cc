import { spawn } from "node:child_process"

export interface ProgramOptions {
  file: string
  args: readonly string[]
  cwd: string
  environment: NodeJS.ProcessEnv
  /** Whom it runs as; null for the person who runs the tests. */
  user: SystemUser | null
  /** What it prints, on either stream, when it can be used. */
  ready: RegExp
  deadlineMilliseconds: number
}

export interface SystemUser {
  uid: number
  gid: number
}

export interface RunningProgram {
  pid: number
  /** The match of `ready`. */
  ready: RegExpMatchArray
  /** All that it has printed so far. */
  output(): string
  /** Sends the signal unless the program has ended, and waits for its end. Null: a signal ended it. */
  end(signal: NodeJS.Signals): Promise<number | null>
}

/** A program that runs on one core only; on any when none is named. */
export const onCore = (
  core: string | undefined,
  file: string,
  args: readonly string[],
): Pick<ProgramOptions, "file" | "args"> =>
  core === undefined ? { file, args } : { file: "taskset", args: ["-c", core, file, ...args] }

const endDeadlineMilliseconds = 20_000

/**
 * Starts a program and waits until it says that it is ready. Throws with what it printed when it
 * ends or stays silent instead. A test ends it in `onTestFinished` or `afterAll`: a worker of vitest
 * that is ended from outside takes nothing with it.
 */
export function startProgram(options: ProgramOptions): Promise<RunningProgram> {
  const { file, args, cwd, environment, user, ready, deadlineMilliseconds } = options
  const child = spawn(file, args, {
    cwd,
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
    ...user,
  })
  const killAtExit = (): void => {
    child.kill("SIGKILL")
  }
  process.on("exit", killAtExit)
  let printed = ""
  let isReady = false
  const ended = new Promise<number | null>((resolve) => {
    child.once("close", (code) => {
      process.off("exit", killAtExit)
      resolve(code)
    })
  })

  return new Promise((resolve, reject) => {
    const fail = (why: string, cause?: unknown): void => {
      clearTimeout(deadline)
      child.kill("SIGKILL")
      reject(new Error(`${file} ${args.join(" ")} ${why}. It printed:\n${printed}`, { cause }))
    }
    const deadline = setTimeout(
      () => fail(`was not ready after ${deadlineMilliseconds} ms`),
      deadlineMilliseconds,
    )
    child.once("error", (cause) => fail("could not be started", cause))
    child.once("close", (code) => fail(`ended with ${code} before it was ready`))
    const read = (chunk: string): void => {
      printed += chunk
      if (isReady) return
      const match = ready.exec(printed)
      if (match === null || child.pid === undefined) return
      isReady = true
      clearTimeout(deadline)
      resolve({
        pid: child.pid,
        ready: match,
        output: () => printed,
        async end(signal) {
          child.kill(signal)
          const impatience = setTimeout(() => child.kill("SIGKILL"), endDeadlineMilliseconds)
          const code = await ended
          clearTimeout(impatience)
          return code
        },
      })
    }
    child.stdout.setEncoding("utf8").on("data", read)
    child.stderr.setEncoding("utf8").on("data", read)
  })
}
