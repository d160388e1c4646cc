import { expect, it } from "vitest"
import { needsLicenseNotice } from "./license.ts"

it.each([
  ["http:", "storyboards.example", null, false],
  ["https:", "localhost", null, false],
  ["https:", "127.0.0.1", null, false],
  ["https:", "127.0.1.1", null, false],
  ["http:", "boards.localhost", null, true],
  ["https:", "[::1]", null, false],
  ["https:", "storyboards.example", null, true],
  ["https:", "storyboards.example", "  ", true],
  ["https:", "storyboards.example", "tldraw-key", false],
])("a licence notice at %s//%s with key %s: %s", (protocol, hostname, licenseKey, expected) => {
  expect(needsLicenseNotice({ protocol, hostname, licenseKey })).toBe(expected)
})
