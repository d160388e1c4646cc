import { createHash } from "node:crypto"

/**
 * The id of a job's picture, which follows from the job: who asks again for the same job after a crash finds what is
 * drawn already. It has the form of a UUID, because later versions look for one.
 */
export function toPromptId(jobId: string, part: string | number): string {
  const hex = createHash("sha256").update(`panelwright ${jobId} ${part}`).digest("hex")
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`]
  return [...parts, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join("-")
}
