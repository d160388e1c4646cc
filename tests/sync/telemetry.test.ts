import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { afterEach, expect, it } from "vitest"
import { createApi, ownerToken } from "../support/api.ts"
import { startServer, type RunningServer } from "../support/server.ts"

interface SpanMessage {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly name: string
  readonly startTimeUnixNano: string
  readonly endTimeUnixNano: string
}

interface TraceMessage {
  readonly resourceSpans: readonly {
    readonly resource: {
      readonly attributes: readonly {
        readonly key: string
        readonly value: { readonly stringValue?: string }
      }[]
    }
    readonly scopeSpans: readonly { readonly spans: readonly SpanMessage[] }[]
  }[]
}

let running: RunningServer | null = null
let collector: Awaited<ReturnType<typeof startCollector>> | null = null
afterEach(async () => {
  await running?.discard()
  collector?.close()
})

const password = "correct-horse-battery-9"
const key = "sk-test-4e1f0a9b7c"
const collectorKey = "collector-key-77"
const traceId = "0af7651916cd43dd8448eb211c80319c"
const parentSpanId = "b7ad6b7169203331"

it("traces requests, commands and jobs to a collector, and keeps secrets out of logs and traces", async () => {
  collector = await startCollector()
  running = await startServer({
    environment: {
      PANELWRIGHT_TOKEN: ownerToken,
      LOG_LEVEL: "trace",
      OPENAI_API_KEY: key,
      OPENAI_BASE_URL: "http://127.0.0.1:9/v1",
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_EXPORTER_OTLP_HEADERS: `authorization=Bearer%20${collectorKey}`,
      OTEL_SERVICE_NAME: "boards",
    },
  })
  const server = running
  const api = createApi(server)
  const { id } = await api.post<{ id: string }>("/storyboards", { title: "Confidential title" })
  const signInSecret = new URL(server.readyUrl).pathname.split("/").at(-1) ?? ""
  const commands = [
    { kind: "scene.create", id: "scene:1", heading: "INT. ROOM - DAY" },
    { kind: "shot.create", id: "shot:1", sceneId: "scene:1" },
    { kind: "panel.create", id: "panel:1", shotId: "shot:1", action: "Somebody whispers." },
  ]
  await fetch(`${server.url}/api/v1/storyboards/${id}/commands`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${ownerToken}`,
      traceparent: `00-${traceId}-${parentSpanId}-01`,
    },
    body: JSON.stringify({ commands }),
  })
  for (const provider of ["sketch", "openai"])
    await api.post(`/storyboards/${id}/generations`, {
      operation: "generate",
      panelIds: ["panel:1"],
      provider,
    })
  const { token } = await api.post<{ token: string }>("/tokens", { name: "bot", role: "viewer" })
  const signIn = await fetch(server.readyUrl, { redirect: "manual" })
  const cookie = (signIn.headers.get("set-cookie") ?? "").split(";")[0] ?? ""
  await fetch(`${server.url}/sign-in`, {
    method: "POST",
    headers: { origin: server.url, cookie },
    body: new URLSearchParams({ email: "ada@example.org", password }),
    redirect: "manual",
  })
  await fetch(`${server.url}/api/v1/storyboards?token=${token}`)
  await fetch(`${server.url}/api/v1/storyboards`, {
    headers: { authorization: `Bearer ${token}x` },
  })
  const names = () => collector?.spans().map(({ name }) => name) ?? []
  await waitFor(() => names().includes("provider openai") && names().includes("provider sketch"))
  expect(await server.stop()).toBe(0)

  const spans = collector.spans()
  const request = spans.find(({ name }) => name === "POST /api/v1/storyboards/{id}/commands")
  expect(request).toMatchObject({ traceId, parentSpanId })
  const work = spans.find(({ name, traceId: of }) => name === "commands" && of === traceId)
  expect(work?.parentSpanId).toBe(request?.spanId)
  expect(BigInt(work?.endTimeUnixNano ?? 0) <= BigInt(request?.endTimeUnixNano ?? 0)).toBe(true)
  const call = spans.find(({ name }) => name === "provider sketch")
  expect(spans.find(({ spanId }) => spanId === call?.parentSpanId)?.name).toBe("job")
  expect(collector.serviceNames()).toEqual(["boards"])
  expect(collector.authorizations()).toEqual([`Bearer ${collectorKey}`])

  const log = server.output().replace(/^panelwright ready .*$/mu, "")
  expect(log).toContain('"request-answered"')
  expect(log).toContain('"requestId"')
  const secrets = [
    ownerToken,
    password,
    key,
    collectorKey,
    token,
    signInSecret,
    cookie.split("=")[1] ?? "",
    "ada@example.org",
    "whispers",
    "Confidential",
  ].filter((secret) => secret !== "")
  expect(secrets.length).toBeGreaterThan(8)
  for (const secret of secrets) {
    expect(log).not.toContain(secret)
    expect(collector.text()).not.toContain(secret)
  }
})

it("goes on as if nothing were when the collector is away", async () => {
  running = await startServer({
    environment: {
      PANELWRIGHT_TOKEN: ownerToken,
      OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:9",
    },
  })
  const api = createApi(running)
  await api.post("/storyboards", { title: "Alone" })
  const server = running
  await waitFor(() => server.output().includes("traces-not-sent"))
  await api.post("/storyboards", { title: "Still alone" })
  expect(await running.stop()).toBe(0)
})

/** What a collector of OpenTelemetry does at its HTTP port, with what it got kept. */
async function startCollector() {
  const messages: string[] = []
  const authorizations = new Set<string>()
  const server = createServer((request, response) => {
    let body = ""
    request.setEncoding("utf8")
    request.on("data", (chunk: string) => (body += chunk))
    request.on("end", () => {
      const isSound =
        request.method === "POST" &&
        request.url === "/v1/traces" &&
        request.headers["content-type"] === "application/json"
      if (isSound) messages.push(body)
      authorizations.add(request.headers.authorization ?? "")
      response.writeHead(isSound ? 200 : 400, { "content-type": "application/json" }).end("{}")
    })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const list = () =>
    messages.flatMap((message) => (JSON.parse(message) as TraceMessage).resourceSpans)
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    text: () => messages.join("\n"),
    authorizations: () => [...authorizations],
    serviceNames: () => [
      ...new Set(
        list().map(
          ({ resource }) =>
            resource.attributes.find(({ key: name }) => name === "service.name")?.value.stringValue,
        ),
      ),
    ],
    spans: () => list().flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)),
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

async function waitFor(condition: () => boolean): Promise<void> {
  const deadline = performance.now() + 60_000
  while (!condition()) {
    if (performance.now() > deadline) throw new Error("the condition never held")
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
