import { AssetStoreError, type AssetStoreFailure } from "../asset-store-error.ts"
import { createSigner, type BucketCall, type SignerOptions } from "./s3-signature.ts"
import { sendUntilAnswered, type BucketAnswer, type RetryOptions } from "./s3-retry.ts"

export interface BucketOptions extends SignerOptions {
  /** Left out outside of tests. */
  readonly retry?: Partial<RetryOptions>
}

/** The few calls of the S3 protocol that an asset store needs. All throw an `AssetStoreError`. */
export interface Bucket {
  has(key: string): Promise<boolean>
  /** Null: there is no such object. */
  get(key: string): Promise<Uint8Array | null>
  put(key: string, bytes: Uint8Array): Promise<void>
  /** Leaves an object alone that is there already, as far as the store knows conditional writes. */
  putOnce(key: string, bytes: Uint8Array): Promise<void>
  /** Only for what it proves: that the bucket is there and the key is good. */
  list(prefix: string): Promise<void>
}

export function createBucket(options: BucketOptions): Bucket {
  const { bucket } = options
  const { host, sign } = createSigner(options)

  const call = async (made: BucketCall): Promise<BucketAnswer> => {
    try {
      return await sendUntilAnswered(() => sign(made), options.retry)
    } catch (cause) {
      const reason = describeCause(cause)
      throw new AssetStoreError({ kind: "bucket-unreachable", bucket, host, reason }, { cause })
    }
  }

  const refuse = (answer: BucketAnswer): AssetStoreError =>
    new AssetStoreError(toFailure(answer, { bucket, host }))

  const put = async (key: string, body: Uint8Array, headers: Readonly<Record<string, string>>) =>
    call({ method: "PUT", key, body, headers })

  return {
    async has(key) {
      const answer = await call({ method: "HEAD", key })
      if (answer.status === 200) return true
      if (answer.status === 404) return false
      throw refuse(answer)
    },
    async get(key) {
      const answer = await call({ method: "GET", key })
      if (answer.status === 200) return answer.bytes
      if (answer.status === 404 && readCode(answer) !== "NoSuchBucket") return null
      throw refuse(answer)
    },
    async put(key, bytes) {
      const answer = await put(key, bytes, {})
      if (!isDone(answer)) throw refuse(answer)
    },
    async putOnce(key, bytes) {
      const answer = await put(key, bytes, { "if-none-match": "*" })
      if (isDone(answer) || answer.status === 412) return
      // Older stores know no conditional writes. The caller has looked before, and the same name has the same bytes.
      const plain = answer.status === 501 ? await put(key, bytes, {}) : answer
      if (!isDone(plain)) throw refuse(plain)
    },
    async list(prefix) {
      const query = { "list-type": "2", "max-keys": "1", prefix }
      const answer = await call({ method: "GET", key: "", query })
      if (!isDone(answer)) throw refuse(answer)
    },
  }
}

const isDone = ({ status }: BucketAnswer) => status >= 200 && status < 300

/** The word for what went wrong, `<Code>` in the XML of an answer. Null: the answer has none. */
function readCode({ bytes }: BucketAnswer): string | null {
  const text = new TextDecoder().decode(bytes.subarray(0, 16_384))
  return /<Code>([A-Za-z0-9._-]{1,80})<\/Code>/.exec(text)?.[1] ?? null
}

function toFailure(
  answer: BucketAnswer,
  place: { readonly bucket: string; readonly host: string },
): AssetStoreFailure {
  const { status, headers } = answer
  const code = readCode(answer)
  if (code === "NoSuchBucket" || (code === null && status === 404))
    return { kind: "bucket-missing", ...place }
  const region = headers.get("x-amz-bucket-region")
  if (code === "AuthorizationHeaderMalformed" || (status >= 300 && status < 400))
    return { kind: "bucket-elsewhere", bucket: place.bucket, region }
  if (status >= 500)
    return { kind: "bucket-unreachable", ...place, reason: `it answers ${code ?? status}` }
  return { kind: "bucket-refused", ...place, status, code }
}

/** fetch says only that it failed, and why in its cause. */
function describeCause(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { cause } = error
  if (cause instanceof AggregateError) return describeCause(cause.errors[0])
  return cause instanceof Error ? cause.message : error.message
}
