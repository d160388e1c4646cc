import { readdirSync, readFileSync } from "node:fs"

const ticksPerSecond = 100

/** Processor time of a process with all its threads, in seconds, as the kernel counts it. */
export function readProcessorSeconds(pid: number): number {
  const fields = readFields(pid)
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / ticksPerSecond
}

/**
 * The same to the nanosecond, of the threads that live now: for what takes no more than a few of
 * the kernel's ticks (Documentation/scheduler/sched-stats.rst of the kernel).
 */
export function readPreciseSeconds(pid: number): number {
  return readdirSync(`/proc/${pid}/task`).reduce(
    (sum, thread) => sum + readThreadSeconds(`/proc/${pid}/task/${thread}/schedstat`),
    0,
  )
}

function readThreadSeconds(path: string): number {
  try {
    return Number(readFileSync(path, "utf8").split(" ")[0]) / 1e9
  } catch {
    // A thread may end while we look.
    return 0
  }
}

/** The same of a process and of its children, living and dead. */
export function readFamilySeconds(pid: number): number {
  const fields = readFields(pid)
  const own = [11, 12, 13, 14].reduce((sum, index) => sum + Number(fields[index] ?? 0), 0)
  return (
    own / ticksPerSecond +
    listChildren(pid).reduce((sum, child) => sum + readProcessorSeconds(child), 0)
  )
}

/** Resident memory now, in MB. */
export const readResidentMegabytes = (pid: number): number => readStatus(pid, "VmRSS")

/** The most resident memory since the start or since `resetPeak`, in MB. */
export const readPeakMegabytes = (pid: number): number => readStatus(pid, "VmHWM")

function readStatus(pid: number, name: string): number {
  const match = new RegExp(`^${name}:\\s+(\\d+) kB$`, "mu").exec(
    readFileSync(`/proc/${pid}/status`, "utf8"),
  )
  return Number(match?.[1]) / 1000
}

/** From the third field on; a process's name may hold anything. Empty when it is gone. */
function readFields(pid: number): string[] {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, "utf8")
    return line.slice(line.lastIndexOf(") ") + 2).split(" ")
  } catch {
    return []
  }
}

function listChildren(pid: number): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/u.test(name))
    .map(Number)
    .filter((candidate) => Number(readFields(candidate)[1]) === pid)
}
