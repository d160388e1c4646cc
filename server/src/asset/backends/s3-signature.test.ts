import { describe, expect, it } from "vitest"
import { createSigner } from "./s3-signature.ts"

/**
 * The examples that Amazon publishes with the rules of the signature
 * (docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html).
 */
const example = {
  endpoint: "https://s3.amazonaws.com",
  region: "us-east-1",
  bucket: "examplebucket",
  accessKeyId: "AKIAIOSFODNN7EXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
  pathStyle: false,
}
const at = new Date("2013-05-24T00:00:00Z")

const signatureOf = (request: Request) =>
  /Signature=([0-9a-f]{64})$/.exec(request.headers.get("authorization") ?? "")?.[1]

describe("a request to a bucket", () => {
  it("is signed as Amazon's example of putting an object", async () => {
    const request = await createSigner(example).sign(
      {
        method: "PUT",
        key: "test$file.text",
        headers: {
          date: "Fri, 24 May 2013 00:00:00 GMT",
          "x-amz-storage-class": "REDUCED_REDUNDANCY",
        },
        body: new TextEncoder().encode("Welcome to Amazon S3."),
      },
      at,
    )
    expect(signatureOf(request)).toBe(
      "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd",
    )
  })

  it.each([
    [
      "listing objects",
      { "max-keys": "2", prefix: "J" },
      "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
    ],
    [
      "a parameter without a value",
      { lifecycle: "" },
      "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
    ],
  ])("is signed as Amazon's example of %s", async (_name, query, signature) => {
    const request = await createSigner(example).sign({ method: "GET", key: "", query }, at)
    expect(signatureOf(request)).toBe(signature)
  })

  it("names the bucket in the host or in the path", async () => {
    const call = { method: "GET", key: "a/b" } as const
    const virtual = await createSigner(example).sign(call)
    expect(virtual.url).toBe("https://examplebucket.s3.amazonaws.com/a/b")
    const endpoint = "http://127.0.0.1:8333/s3/"
    const inPath = await createSigner({ ...example, endpoint, pathStyle: true }).sign(call)
    expect(inPath.url).toBe("http://127.0.0.1:8333/s3/examplebucket/a/b")
  })

  it("carries neither the secret nor a body that nobody signed", async () => {
    const request = await createSigner(example).sign({
      method: "PUT",
      key: "a",
      body: new Uint8Array([1, 2, 3]),
    })
    const headers = JSON.stringify([...request.headers])
    expect(headers).not.toContain(example.secretAccessKey)
    expect(request.headers.get("x-amz-content-sha256")).toBe(
      "039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81",
    )
  })
})
