/** Where the page runs, as the browser's `location` says it. */
export interface PageAddress {
  readonly hostname: string
  readonly protocol: string
  readonly licenseKey: string | null
}

const isLocal = (hostname: string) =>
  hostname === "localhost" || hostname === "127.0.0.1" || hostname === "[::1]" || hostname === "::1"

/**
 * Whether the canvas needs a tldraw licence key here and none is set, so that a page that says so stands in its place.
 * Its licence allows development without a key: on this machine, or without TLS. See https://tldraw.dev/sdk-features/license-key
 */
export const needsLicenseNotice = ({ hostname, protocol, licenseKey }: PageAddress): boolean =>
  (licenseKey === null || licenseKey.trim() === "") && protocol === "https:" && !isLocal(hostname)
