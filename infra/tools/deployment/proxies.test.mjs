import { execFileSync, spawnSync } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { readText, readYaml } from "./environment.mjs"

const proxies = ["Caddyfile", "nginx.conf", "haproxy.cfg", "traefik.yaml"].map((name) => ({
  name,
  text: readText(`infra/proxy/${name}`),
}))
/** As the server has it; a proxy has to let a little more pass, so that the server can say why it refuses. */
const [, mebibytes = ""] =
  /maxAssetBytes = (\d+) \* 1024 \* 1024/.exec(readText("server/src/asset/check-picture.ts")) ?? []

describe("the examples of proxies", () => {
  it.each(proxies)("$name keeps the figures of the installation inside", ({ text }) => {
    expect(text).toContain("/metrics")
  })

  it.each(proxies)("$name asks whether a node is ready, or goes on to the next one", ({ text }) => {
    expect(text).toMatch(/\/readyz|proxy_next_upstream error/)
  })

  it.each([
    ["Caddyfile", /max_size (\d+)MiB/, 1],
    ["nginx.conf", /client_max_body_size (\d+)m;/, 1],
    ["haproxy.cfg", /content-length\) gt (\d+)/, 1024 * 1024],
  ])("%s lets the largest picture pass", (name, pattern, unit) => {
    const text = proxies.find((proxy) => proxy.name === name)?.text ?? ""
    const limit = Number(pattern.exec(text)?.[1]) / unit
    expect(limit).toBeGreaterThan(Number(mebibytes))
  })

  it.each([
    ["nginx.conf", /proxy_read_timeout (\d+)s;/],
    ["haproxy.cfg", /timeout tunnel (\d+)s/],
  ])("%s lets a socket be silent for longer than between two pings", (name, pattern) => {
    const text = proxies.find((proxy) => proxy.name === name)?.text ?? ""
    expect(Number(pattern.exec(text)?.[1])).toBeGreaterThanOrEqual(60)
  })

  it("name the same two nodes as the compose file", () => {
    const [compose] = readYaml("infra/compose/compose.yaml")
    const nodes = compose.services.proxy.environment.NODES.split(" ")
    for (const node of nodes) {
      expect(Object.keys(compose.services)).toContain(node.split(":")[0])
      for (const { text } of proxies.slice(1)) expect(text).toContain(node)
    }
    for (const variable of ["SITE", "NODES"]) expect(proxies[0]?.text).toContain(`{$${variable}}`)
  })

  it("traefik.yaml is a file of Traefik's", () => {
    const [{ http }] = readYaml("infra/proxy/traefik.yaml")
    expect(Object.keys(http.services)).toEqual([http.routers.panelwright.service])
  })
})

/** Where the program is not installed, its example is not checked by it, and the run says so. */
const isMissing = (/** @type {string} */ program) => spawnSync(program, ["-v"]).error !== undefined

describe("the examples, as their own programs read them", () => {
  let folder = ""
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "panelwright-proxies-"))
    const subject = [
      "-subj",
      "/CN=boards.example",
      "-keyout",
      `${folder}/key`,
      "-out",
      `${folder}/certificate`,
    ]
    const flags = ["req", "-x509", "-nodes", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
    execFileSync("openssl", [...flags, ...subject], { stdio: "ignore" })
    const both = execFileSync("cat", [`${folder}/certificate`, `${folder}/key`])
    writeFileSync(`${folder}/both`, both)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  /** With nodes and certificates that this machine has. */
  const adapt = (/** @type {string} */ name) => {
    const text = readText(`infra/proxy/${name}`)
      .replaceAll(/\/etc\/ssl\/private\/\S+\.pem/g, `${folder}/both`)
      .replaceAll(/\/etc\/ssl\/\S+\.pem/g, `${folder}/certificate`)
      .replaceAll(/\/etc\/ssl\/\S+\.key/g, `${folder}/key`)
      .replaceAll(/app-\d:3000/g, "127.0.0.1:3000")
    const path = join(folder, name)
    writeFileSync(path, text)
    return path
  }
  const check = (/** @type {string} */ file, /** @type {string[]} */ args) => {
    const env = { ...process.env, SITE: "https://boards.example", NODES: "app-1:3000 app-2:3000" }
    const { status, stderr, stdout } = spawnSync(file, args, { encoding: "utf8", env })
    return { status, said: status === 0 ? "" : stderr + stdout }
  }
  const fine = { status: 0, said: "" }

  it.skipIf(isMissing("nginx"))("nginx takes nginx.conf", () => {
    const global = `pid ${folder}/nginx.pid; error_log stderr;`
    expect(check("nginx", ["-t", "-p", folder, "-g", global, "-c", adapt("nginx.conf")])).toEqual(
      fine,
    )
  })

  it.skipIf(isMissing("caddy"))("Caddy takes the Caddyfile", () => {
    const path = fileURLToPath(new URL("../../proxy/Caddyfile", import.meta.url))
    expect(check("caddy", ["validate", "--adapter", "caddyfile", "--config", path])).toEqual(fine)
  })

  it.skipIf(isMissing("haproxy"))("HAProxy takes haproxy.cfg", () => {
    expect(check("haproxy", ["-c", "-f", adapt("haproxy.cfg")])).toEqual(fine)
  })
})
