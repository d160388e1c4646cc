import { execFileSync } from "node:child_process"
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { findOnPath } from "./executable.ts"
import { startProgram } from "./program.ts"

export const proxyKinds = ["nginx", "caddy", "haproxy"] as const
export type ProxyKind = (typeof proxyKinds)[number]

export interface RunningProxy {
  /** What is printed by the proxy, for a test that fails. */
  output(): string
  stop(): Promise<void>
}

interface ProxyPlace {
  readonly folder: string
  readonly port: number
  /** `127.0.0.1:<port>` of each of the two nodes. */
  readonly nodes: readonly string[]
}

interface ProxyProgram {
  readonly scheme: "http" | "https"
  readonly example: string
  readonly ready: RegExp
  adapt(text: string, place: ProxyPlace): string
  args(path: string, place: ProxyPlace): string[]
  environment(place: ProxyPlace): Record<string, string>
}

const examples = fileURLToPath(new URL("../../infra/proxy", import.meta.url))
const startDeadlineMilliseconds = 15_000

/** Replaces what has to be there, so that an example that has changed cannot pass untouched. */
function replace(text: string, pattern: RegExp | string, by: string): string {
  const replaced = text.replaceAll(pattern, by)
  if (replaced === text) throw new Error(`the example has no ${pattern}`)
  return replaced
}

const replaceNodes = (text: string, nodes: readonly string[]) =>
  nodes.reduce((changed, node, index) => replace(changed, `app-${index + 1}:3000`, node), text)

/** Only places are changed: names, ports, certificates and where temporary files go. */
const programs: Record<ProxyKind, ProxyProgram> = {
  nginx: {
    scheme: "https",
    example: "nginx.conf",
    ready: /start worker process \d+/u,
    adapt(text, { folder, port, nodes }) {
      const kinds = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
      const temporary = kinds.map((kind) => `${kind}_temp_path ${folder}/${kind};`).join(" ")
      let adapted = replaceNodes(text, nodes)
      adapted = replace(adapted, "http {", `http {\n  access_log off; ${temporary}`)
      adapted = replace(adapted, "listen 80;", `listen 127.0.0.1:${port + 1};`)
      adapted = replace(adapted, "listen 443", `listen 127.0.0.1:${port}`)
      adapted = replace(adapted, /\/etc\/ssl\/\S+\.pem/gu, `${folder}/certificate`)
      return replace(adapted, /\/etc\/ssl\/\S+\.key/gu, `${folder}/key`)
    },
    args: (path, { folder }) => {
      const globals = `daemon off; pid ${folder}/pid; error_log stderr notice;`
      return ["-p", folder, "-c", path, "-g", globals]
    },
    environment: () => ({}),
  },
  caddy: {
    scheme: "http",
    example: "Caddyfile",
    ready: /serving initial configuration/u,
    adapt: (text) => text,
    args: (path) => ["run", "--adapter", "caddyfile", "--config", path],
    environment: ({ folder, port, nodes }) => ({
      HOME: folder,
      SITE: `http://127.0.0.1:${port}`,
      NODES: nodes.join(" "),
    }),
  },
  haproxy: {
    scheme: "https",
    example: "haproxy.cfg",
    ready: /Loading success/u,
    adapt(text, { folder, port, nodes }) {
      let adapted = replaceNodes(text, nodes)
      adapted = replace(adapted, "bind :80\n", `bind 127.0.0.1:${port + 1}\n`)
      adapted = replace(adapted, "bind :443", `bind 127.0.0.1:${port}`)
      return replace(adapted, /\/etc\/ssl\/\S+\.pem/gu, `${folder}/both`)
    },
    args: (path) => ["-W", "-db", "-f", path],
    environment: () => ({}),
  },
}

export const getProxyScheme = (kind: ProxyKind): "http" | "https" => programs[kind].scheme

/** Whether this machine has the program, and what makes a certificate for it. */
export const hasProxy = (kind: ProxyKind): boolean =>
  findOnPath([kind]) !== null && findOnPath(["openssl"]) !== null

export interface Certificate {
  /** What a client has to trust. */
  readonly authority: string
  readonly key: string
}

/** For 127.0.0.1, signed by itself. */
export function createCertificate(): Certificate {
  const folder = mkdtempSync(join(tmpdir(), "panelwright-certificate-"))
  try {
    const files = ["-keyout", join(folder, "key"), "-out", join(folder, "certificate")]
    const kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"]
    const name = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    execFileSync("openssl", ["req", "-x509", ...kind, ...name, ...files], { stdio: "ignore" })
    return {
      authority: readFileSync(join(folder, "certificate"), "utf8"),
      key: readFileSync(join(folder, "key"), "utf8"),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Starts a proxy by its example of this repository, in front of two nodes. It takes `port` and the next one. */
export async function startProxy(
  kind: ProxyKind,
  options: Omit<ProxyPlace, "folder"> & { readonly certificate: Certificate },
): Promise<RunningProxy> {
  const { certificate, ...rest } = options
  const program = programs[kind]
  const folder = mkdtempSync(join(tmpdir(), "panelwright-proxy-"))
  // Proxies give up being root, and then want to reach their own files.
  chmodSync(folder, 0o755)
  const place = { ...rest, folder }
  const path = join(folder, program.example)
  writeFileSync(join(folder, "certificate"), certificate.authority)
  writeFileSync(join(folder, "key"), certificate.key)
  writeFileSync(join(folder, "both"), certificate.authority + certificate.key)
  writeFileSync(path, program.adapt(readFileSync(join(examples, program.example), "utf8"), place))
  const running = await startProgram({
    file: findOnPath([kind]) ?? kind,
    args: program.args(path, place),
    cwd: folder,
    environment: { PATH: process.env["PATH"], ...program.environment(place) },
    user: null,
    ready: program.ready,
    deadlineMilliseconds: startDeadlineMilliseconds,
  })
  return {
    output: () => running.output(),
    async stop() {
      await running.end("SIGTERM")
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
