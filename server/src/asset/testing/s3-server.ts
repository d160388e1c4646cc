import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import S3rver from "@20minutes/s3rver"
import type { S3Options } from "../backends/s3.ts"

export interface S3Server {
  /** Of a bucket that is there; nothing is in it under this prefix. */
  createOptions(): S3Options
  stop(): Promise<void>
}

/** The key that this server knows; it compares the signature of every request. */
const key = { accessKeyId: "S3RVER", secretAccessKey: "S3RVER" }

/** A server of the S3 protocol that keeps its objects in a folder. */
export async function startS3Server(): Promise<S3Server> {
  const directory = await mkdtemp(join(tmpdir(), "panelwright-s3-"))
  const server = new S3rver({
    address: "127.0.0.1",
    port: 0,
    directory,
    silent: true,
    configureBuckets: [{ name: "boards" }],
  })
  const { port } = await server.run()
  let places = 0
  return {
    createOptions: () => ({
      endpoint: `http://127.0.0.1:${port}`,
      region: "us-east-1",
      bucket: "boards",
      ...key,
      pathStyle: true,
      prefix: `place-${(places += 1)}/`,
      retry: { attempts: 2, firstPauseMs: 1, timeoutMs: 10_000 },
    }),
    async stop() {
      await server.close()
      await rm(directory, { recursive: true, force: true })
    },
  }
}
