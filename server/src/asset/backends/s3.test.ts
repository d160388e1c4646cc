import { createHash } from "node:crypto"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest"
import { describeAssetStore } from "../asset-store.contract.ts"
import { startS3Server, type S3Server } from "../testing/s3-server.ts"
import { checkS3Bucket, createS3AssetStore, type S3Options } from "./s3.ts"

const bytes = new Uint8Array([0, 1, 2, 255])
const name = createHash("sha256").update(bytes).digest("hex")

let server: S3Server
beforeAll(async () => {
  server = await startS3Server()
})
afterAll(() => server.stop())

describeAssetStore("S3", async () => createS3AssetStore(server.createOptions()))

describe("a bucket at the start of a program", () => {
  it("is proved to be readable and writable, as often as one likes", async () => {
    const options = server.createOptions()
    await checkS3Bucket(options)
    await checkS3Bucket(options)
    const empty = createHash("sha256").digest("hex")
    expect(await createS3AssetStore(options).load(empty)).toEqual(new Uint8Array())
  })

  it.each([
    ["is not there", { bucket: "no-such-bucket" }, { kind: "bucket-missing" }],
    [
      "is signed for with a wrong secret",
      { secretAccessKey: "a wrong secret" },
      { kind: "bucket-refused", code: "SignatureDoesNotMatch" },
    ],
    [
      "is asked for by a key that nobody knows",
      { accessKeyId: "STRANGER" },
      { kind: "bucket-refused", code: "InvalidAccessKeyId" },
    ],
    [
      "is at a place where nobody listens",
      { endpoint: "http://127.0.0.1:1" },
      { kind: "bucket-unreachable" },
    ],
  ])("is refused with its name when it %s", async (_when, change, expected) => {
    const options = { ...server.createOptions(), ...change }
    const error: unknown = await checkS3Bucket(options).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ failure: { bucket: options.bucket, ...expected } })
    expect(String(error)).toContain(options.bucket)
    expect(JSON.stringify(error) + String(error)).not.toContain("a wrong secret")
  })
})

type Answer = (request: IncomingMessage, response: ServerResponse, count: number) => void

describe("a bucket at a store that fails", () => {
  const stops: (() => void)[] = []
  afterEach(() => {
    for (const stop of stops.splice(0)) stop()
  })

  /** A store that answers as a test says, and counts. */
  async function startFaultyStore(
    answer: Answer,
  ): Promise<{ options: S3Options; requests: string[] }> {
    const requests: string[] = []
    const http = createServer((request, response) => {
      requests.push(`${request.method}`)
      request.resume().once("end", () => answer(request, response, requests.length))
    })
    await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve))
    stops.push(() => http.close().closeAllConnections())
    const { port } = http.address() as AddressInfo
    const retry = { attempts: 3, firstPauseMs: 1, timeoutMs: 200 }
    const endpoint = `http://127.0.0.1:${port}`
    return { options: { ...server.createOptions(), endpoint, retry }, requests }
  }

  const slowDown = (response: ServerResponse) =>
    response.writeHead(503).end("<Error><Code>SlowDown</Code></Error>")

  it("is asked again when it asks to slow down, or hangs up", async () => {
    const { options } = await startFaultyStore((request, response, count) => {
      if (count === 1) slowDown(response)
      else if (count === 2) request.socket.destroy()
      else response.end(bytes)
    })
    expect(await createS3AssetStore(options).load(name)).toEqual(bytes)
  })

  it("is asked again when the bytes end too early", async () => {
    const { options } = await startFaultyStore((request, response, count) => {
      if (count > 1) return void response.end(bytes)
      response.writeHead(200, { "content-length": "4" })
      response.write(bytes.subarray(0, 2), () => request.socket.destroy())
    })
    expect(await createS3AssetStore(options).load(name)).toEqual(bytes)
  })

  it("is given up in the end, with the store's own word", async () => {
    const { options, requests } = await startFaultyStore((_request, response) => slowDown(response))
    await expect(createS3AssetStore(options).load(name)).rejects.toThrow(
      /The bucket boards at 127\.0\.0\.1:\d+ cannot be reached: it answers SlowDown\./,
    )
    expect(requests).toHaveLength(3)
  })

  it("is given up when it never answers", async () => {
    const { options, requests } = await startFaultyStore(() => {})
    await expect(createS3AssetStore(options).load(name)).rejects.toMatchObject({
      failure: { kind: "bucket-unreachable" },
    })
    expect(requests).toHaveLength(3)
  })

  it("is not asked again when it refuses", async () => {
    const { options, requests } = await startFaultyStore((_request, response) =>
      response.writeHead(403).end("<Error><Code>AccessDenied</Code></Error>"),
    )
    await expect(createS3AssetStore(options).load(name)).rejects.toMatchObject({
      failure: { kind: "bucket-refused", code: "AccessDenied", status: 403 },
    })
    expect(requests).toHaveLength(1)
  })

  it("says in which region it is, and follows no redirect", async () => {
    const { options, requests } = await startFaultyStore((_request, response) =>
      response
        .writeHead(301, { location: "http://127.0.0.1:1/", "x-amz-bucket-region": "eu-west-3" })
        .end(),
    )
    await expect(createS3AssetStore(options).load(name)).rejects.toThrow(
      "Set S3_REGION to eu-west-3",
    )
    expect(requests).toHaveLength(1)
  })

  it("does not pass off other bytes as an asset", async () => {
    const { options } = await startFaultyStore((_request, response) => response.end("others"))
    await expect(createS3AssetStore(options).load(name)).rejects.toMatchObject({
      failure: { kind: "asset-altered", name },
    })
  })

  it("does not take a missing bucket for a missing asset", async () => {
    const { options } = await startFaultyStore((_request, response) =>
      response.writeHead(404).end("<Error><Code>NoSuchBucket</Code></Error>"),
    )
    await expect(createS3AssetStore(options).load(name)).rejects.toMatchObject({
      failure: { kind: "bucket-missing" },
    })
  })

  it("counts as saved what somebody else saved in between", async () => {
    const { options, requests } = await startFaultyStore((request, response) =>
      response.writeHead(request.method === "HEAD" ? 404 : 412).end(),
    )
    await createS3AssetStore(options).save(name, bytes)
    expect(requests).toEqual(["HEAD", "PUT"])
  })

  it("is written plainly where it knows no conditions", async () => {
    const { options, requests } = await startFaultyStore((request, response) => {
      const conditional = request.headers["if-none-match"] === "*"
      response.writeHead(request.method === "HEAD" ? 404 : conditional ? 501 : 200).end()
    })
    await createS3AssetStore(options).save(name, bytes)
    expect(requests).toEqual(["HEAD", "PUT", "PUT"])
  })
})
