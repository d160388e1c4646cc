import { AssetStoreError } from "../asset-store-error.ts"
import { checkAssetContent, checkAssetName, isContentOf, type AssetStore } from "../asset-store.ts"
import { createBucket, type Bucket, type BucketOptions } from "./s3-bucket.ts"

export interface S3Options extends BucketOptions {
  /** Before every name: empty, or a path that ends with a slash. */
  readonly prefix: string
}

/**
 * One object per asset in a bucket of an S3-compatible store, under its name. The bytes of every save carry their
 * SHA-256, which the store compares, and those of every load are compared with the id: whoever else may write into
 * the bucket cannot put another picture in an asset's place.
 */
export function createS3AssetStore(options: S3Options): AssetStore {
  const { prefix, bucket: bucketName } = options
  const bucket = createBucket(options)
  const toKey = (name: string) => {
    checkAssetName(name)
    return prefix + name
  }

  const has = (name: string) => bucket.has(toKey(name))

  return {
    has,
    async save(name, bytes) {
      checkAssetContent(name, bytes)
      if (!(await has(name))) await bucket.putOnce(toKey(name), bytes)
    },
    async load(name) {
      const bytes = await bucket.get(toKey(name))
      if (bytes !== null && !isContentOf(name, bytes))
        throw new AssetStoreError({ kind: "asset-altered", bucket: bucketName, name })
      return bytes
    },
    check: () => bucket.list(prefix),
  }
}

/** The SHA-256 of nothing, which is therefore the name of an asset without bytes. */
const emptyName = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

/**
 * For the start of a program: proves that the bucket is there and can be read and written, so that a wrong key shows
 * then and not with somebody's first picture. It writes the asset without bytes, whatever was there before: the same.
 */
export async function checkS3Bucket(options: S3Options): Promise<void> {
  const bucket: Bucket = createBucket(options)
  await bucket.list(options.prefix)
  await bucket.put(options.prefix + emptyName, new Uint8Array())
}
