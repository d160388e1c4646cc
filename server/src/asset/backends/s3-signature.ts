import { createHash } from "node:crypto"
import { AwsV4Signer } from "aws4fetch"

export interface SignerOptions {
  /** `https://s3.eu-central-1.amazonaws.com`, without the bucket. */
  readonly endpoint: string
  readonly region: string
  readonly bucket: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  /** True: `endpoint/bucket/key`, which every store but Amazon's own prefers. False: `bucket.endpoint/key`. */
  readonly pathStyle: boolean
}

export interface BucketCall {
  readonly method: "GET" | "HEAD" | "PUT"
  readonly key: string
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array
}

export interface Signer {
  /** Where the requests go, as sentences name it. */
  readonly host: string
  /** A request by Signature Version 4 (docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html). */
  readonly sign: (call: BucketCall, at?: Date) => Promise<Request>
}

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex")
const nothing = new Uint8Array()

export function createSigner(options: SignerOptions): Signer {
  const { region, accessKeyId, secretAccessKey } = options
  const toUrl = createBucketUrl(options)
  return {
    host: toUrl("").host,
    async sign({ method, key, query = {}, headers = {}, body }, at) {
      const url = toUrl(key)
      for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
      const signed = await new AwsV4Signer({
        method,
        url: url.href,
        headers: { ...headers, "x-amz-content-sha256": sha256(body ?? nothing) },
        service: "s3",
        region,
        accessKeyId,
        secretAccessKey,
        ...(at && { datetime: at.toISOString().replace(/[:-]|\.\d{3}/g, "") }),
      }).sign()
      return new Request(signed.url, {
        method,
        headers: signed.headers,
        // A redirect leads to another host, for which the signature is not good.
        redirect: "manual",
        ...(body && { body: Buffer.from(body.buffer, body.byteOffset, body.byteLength) }),
      })
    },
  }
}

function createBucketUrl(options: SignerOptions): (key: string) => URL {
  const { bucket, pathStyle } = options
  const base = new URL(options.endpoint)
  const folder = base.pathname.replace(/\/+$/, "")
  if (!pathStyle) base.host = `${bucket}.${base.host}`
  const root = pathStyle ? `${folder}/${bucket}` : folder
  return (key) => {
    const url = new URL(base)
    url.pathname = key === "" ? root : `${root}/${key}`
    return url
  }
}
