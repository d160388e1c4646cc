import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { afterAll, describe, expect, it } from "vitest"
import { judgeTree } from "./cruise.mjs"
import { forbidden } from "./rules.mjs"

const folders = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

const npmPackages = ["zod", "yjs", "react", "tldraw", "@tldraw/tlschema", "vitest"]

/** What the rules allow. Every violation below is added to this tree. */
const lawful = {
  "packages/core/src/index.ts": 'export * from "./panel/panel.ts"',
  "packages/core/src/panel/panel.ts": 'import { z } from "zod"\nexport const panel = z',
  "packages/core/src/panel/panel.test.ts":
    'import { it } from "vitest"\nimport "node:fs"\nimport "../../../../tests/fixtures/script.ts"\nexport { it }',
  "packages/core/src/protocol/index.ts": 'export { panel } from "../panel/panel.ts"',
  "packages/core/src/testing/index.ts": "export const builder = 1",
  "packages/document/src/index.ts": 'import "yjs"\nexport * from "../../core/src/index.ts"',
  "packages/storyboard/src/index.ts":
    'import "tldraw"\nimport "react"\nimport "../../document/src/index.ts"',
  "server/src/main.ts": 'import "./job/backends/memory.ts"\nimport "./services.ts"',
  "server/src/services.ts": "export interface Services { a: string }",
  "server/src/job/job.ts": "export const job = 1",
  "server/src/job/backends/memory.ts": 'import "../job.ts"\nimport "node:fs"',
  "server/src/export/export.ts": 'import "../job/job.ts"\nimport "@tldraw/tlschema"',
  "app/src/root.tsx":
    'import type { Services } from "../../server/src/services.ts"\nimport "../../packages/storyboard/src/index.ts"\nexport type S = Services',
  "tests/e2e/journey.test.ts": 'import "../../packages/core/src/testing/index.ts"',
  "tests/fixtures/script.ts": "export const script = 1",
  "infra/launcher/start.mjs": 'import "node:fs"\nimport "./stamp.mjs"',
  "infra/launcher/stamp.mjs": "export const stamp = 1",
  "infra/launcher/suite.mjs": 'import "zod"\nimport "./stamp.mjs"',
}

/** For each rule, files that break it, by the file that the rule must name. */
const breaches = {
  "no-cycles": {
    "server/src/job/one.ts": 'import { two } from "./two.ts"\nexport const one = () => two',
    "server/src/job/two.ts": 'import { one } from "./one.ts"\nexport const two = () => one',
  },
  "no-unknown-imports": { "app/src/lost.ts": 'import "./nowhere.ts"' },
  "core-is-pure": { "packages/core/src/panel/crdt.ts": 'import "yjs"' },
  "domain-ignores-the-wire": { "packages/core/src/panel/wire.ts": 'import "../protocol/index.ts"' },
  "document-runs-anywhere": { "packages/document/src/view.ts": 'import "react"' },
  "tldraw-stays-in-storyboard": { "app/src/canvas.ts": 'import type { Editor } from "tldraw"' },
  "tlschema-is-for-storyboard-and-server": { "app/src/records.ts": 'import "@tldraw/tlschema"' },
  "packages-have-no-node-builtins": { "packages/storyboard/src/disk.ts": 'import "node:fs"' },
  "packages-ignore-programs": {
    "packages/storyboard/src/program.ts": 'import "../../../server/src/job/job.ts"',
  },
  "packages-point-one-way": {
    "packages/document/src/canvas.test.ts": 'import "../../storyboard/src/index.ts"',
  },
  "packages-by-their-front-door": {
    "app/src/window.ts": 'import "../../packages/core/src/panel/panel.ts"',
  },
  "app-knows-only-services": {
    "app/src/jobs.ts": 'import type {} from "../../server/src/job/job.ts"',
  },
  "services-cross-as-types": { "app/src/call.ts": 'import "../../server/src/services.ts"' },
  "server-ignores-the-browser": { "server/src/http/page.ts": 'import "react"' },
  "server-features-are-peers": {
    "server/src/export/queue.ts": 'import "../job/backends/memory.ts"',
  },
  "nothing-imports-the-program": { "server/src/export/all.ts": 'import "../main.ts"' },
  "production-ignores-tests": { "server/src/export/check.ts": 'import "vitest"' },
  "tests-use-front-doors": { "tests/e2e/inside.test.ts": 'import "../../server/src/job/job.ts"' },
  "launcher-needs-no-packages": { "infra/launcher/early.mjs": 'import "zod"' },
}

/** @param {Record<string, string>} files */
async function judge(files) {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "panelwright-architecture-")))
  folders.push(root)
  const installed = npmPackages.flatMap((name) => [
    [`node_modules/${name}/package.json`, JSON.stringify({ name, main: "index.js" })],
    [`node_modules/${name}/index.js`, ""],
  ])
  const manifest = {
    type: "module",
    dependencies: Object.fromEntries(npmPackages.map((n) => [n, "1"])),
  }
  const tree = {
    "package.json": JSON.stringify(manifest),
    ...Object.fromEntries(installed),
    ...files,
  }
  for (const [name, content] of Object.entries(tree)) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), content)
  }
  const { summary, unseenRoots } = await judgeTree(root)
  return {
    unseenRoots,
    violations: summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`),
  }
}

describe("the dependency rule", () => {
  it("allows what the architecture describes", async () => {
    await expect(judge(lawful)).resolves.toEqual({ unseenRoots: [], violations: [] })
  })

  it("has a breach on record for every rule", () => {
    expect(Object.keys(breaches)).toEqual(forbidden.map(({ name }) => name))
  })

  it.each(Object.entries(breaches))("reports %s", async (rule, files) => {
    const { violations } = await judge({ ...lawful, ...files })
    expect(violations).toContain(`${rule}: ${Object.keys(files)[0]}`)
  })

  it("notices a part of the tree that it could not see", async () => {
    const { "app/src/root.tsx": _root, ...withoutApp } = lawful
    const { unseenRoots } = await judge({ ...withoutApp, "app/readme.txt": "" })
    expect(unseenRoots).toEqual(["app"])
  })
})
