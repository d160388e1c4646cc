import { readdirSync, readFileSync } from "node:fs"

const ticksPerSecond = 100

/** Processor time of a process with all its threads, in seconds, as the kernel counts it. */
export function readProcessorSeconds(pid: number): number {
  const fields = readFields(pid)
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / ticksPerSecond
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
