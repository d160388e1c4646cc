/** Where the page runs, as the browser's `location` says it, and the key that the server gave it. */
export interface LicensedPage {
  readonly hostname: string
  readonly protocol: string
  readonly licenseKey: string | null
}

const isLoopback = (hostname: string) =>
  hostname === "localhost" || /^\[?::1\]?$/.test(hostname) || /^127(?:\.\d{1,3}){3}$/.test(hostname)

/**
 * Whether the canvas needs a tldraw licence key here and none is set, so that a page that says so stands in its place.
 * Without a key it runs on this very machine and without TLS, which tldraw 5.4 takes for development; names under
 * `.localhost` are not among those. See https://tldraw.dev/sdk-features/license-key
 */
export function needsLicenseNotice({ hostname, protocol, licenseKey }: LicensedPage): boolean {
  if (licenseKey !== null && licenseKey.trim() !== "") return false
  const name = hostname.toLowerCase()
  return name.endsWith(".localhost") || (protocol === "https:" && !isLoopback(name))
}
