export type AssetStoreFailure =
  /** The folder of assets cannot be made or written. */
  | { readonly kind: "folder-unusable"; readonly folder: string; readonly reason: string }
  | { readonly kind: "bucket-missing"; readonly bucket: string; readonly host: string }
  /** The key is wrong, or may not do what is asked. `code` is the store's own word, where it gave one. */
  | {
      readonly kind: "bucket-refused"
      readonly bucket: string
      readonly host: string
      readonly status: number
      readonly code: string | null
    }
  /** `region`: where it is instead, if the store said so. */
  | { readonly kind: "bucket-elsewhere"; readonly bucket: string; readonly region: string | null }
  /** No answer, or none that could be used, however often it was tried. */
  | {
      readonly kind: "bucket-unreachable"
      readonly bucket: string
      readonly host: string
      readonly reason: string
    }
  /** What lies under an asset's name are not its bytes. */
  | { readonly kind: "asset-altered"; readonly bucket: string; readonly name: string }

type Sentences = {
  readonly [Kind in AssetStoreFailure["kind"]]: (
    failure: Extract<AssetStoreFailure, { kind: Kind }>,
  ) => string
}

const sentences: Sentences = {
  "folder-unusable": ({ folder, reason }) => `The folder ${folder} cannot be used: ${reason}.`,
  "bucket-missing": ({ bucket, host }) =>
    `There is no bucket ${bucket} at ${host}. Make it, or set S3_BUCKET to one that is there.`,
  "bucket-refused": ({ bucket, host, status, code }) =>
    `${host} refuses the bucket ${bucket} (${code ?? status}). The key needs to list it, and to get and put objects in it.`,
  "bucket-elsewhere": ({ bucket, region }) =>
    `The bucket ${bucket} is in another region. Set S3_REGION${region === null ? "" : ` to ${region}`}, and S3_ENDPOINT to match.`,
  "bucket-unreachable": ({ bucket, host, reason }) =>
    `The bucket ${bucket} at ${host} cannot be reached: ${reason}.`,
  "asset-altered": ({ bucket, name }) =>
    `What the bucket ${bucket} keeps under ${name} are other bytes than were saved.`,
}

/** A store of assets cannot do its work. Its sentence names the place and never a secret. */
export class AssetStoreError extends Error {
  readonly failure: AssetStoreFailure

  constructor(failure: AssetStoreFailure, options?: ErrorOptions) {
    // The table is keyed by the failure's own kind, which the compiler cannot follow.
    const describe = sentences[failure.kind] as (failure: AssetStoreFailure) => string
    super(describe(failure), options)
    this.name = "AssetStoreError"
    this.failure = failure
  }
}
