import { connect, type Socket } from "node:net"
import { crc32, deflateSync, gzipSync } from "node:zlib"
import { beforeAll, describe, expect, it } from "vitest"
import { ownerToken } from "../support/api.ts"
import { useServer } from "../support/server.ts"
import { openFrontDoor, operator, waitForOpen } from "./front-door.ts"

const server = useServer({ environment: { PANELWRIGHT_TOKEN: ownerToken } })
const door = () => openFrontDoor(server.current)
let id: string

beforeAll(async () => {
  id = await door().createStoryboard()
})

const dial = (): Socket => {
  const { hostname, port } = new URL(server.current.url)
  return connect(Number(port), hostname)
}

/** What the server says to bytes, until it hangs up. */
function speak(bytes: string): Promise<string> {
  const socket = dial()
  let heard = ""
  socket.on("data", (data) => {
    heard += data.toString()
  })
  socket.write(bytes)
  return new Promise((resolve, reject) => {
    socket.on("error", reject)
    socket.on("close", () => resolve(heard))
  })
}

/** How long the server takes for a small request, in ms. */
async function feelPulse(): Promise<number> {
  const startedAt = performance.now()
  const answer = await door().send(operator, "GET", "/api/v1/tokens")
  await answer.arrayBuffer()
  expect(answer.status).toBe(200)
  return performance.now() - startedAt
}

const problemOf = async (answer: Response) => {
  expect(answer.headers.get("content-type")).toBe("application/problem+json")
  return `${answer.status} ${((await answer.json()) as { kind: string }).kind}`
}

describe("what is too much", () => {
  it("is refused with its reason: a form, before anybody has said who they are", async () => {
    const flood = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(64_000)),
    })
    const init = { method: "POST", body: flood, duplex: "half" as const }
    for (const path of ["/sign-in", "/links/none", "/invitations/none", "/account", "/?index"]) {
      const large = { body: "x".repeat(70_000), headers: { origin: server.current.url } }
      expect(await problemOf(await door().send({}, "POST", path, large))).toBe("413 body-too-large")
    }
    expect((await fetch(`${server.current.url}/sign-in`, init)).status).toBe(413)
  })

  it("is refused with its reason: headers", async () => {
    const answer = await speak(`GET / HTTP/1.1\r\nHost: a\r\nX-Long: ${"x".repeat(20_000)}\r\n\r\n`)
    expect(answer).toMatch(/^HTTP\/1\.1 431 /u)
    expect(answer).toContain("application/problem+json")
  })

  it("is refused with its reason: a form that is none, a method that is none of ours", async () => {
    const json = await door().sendJson({}, "POST", "/sign-in", { email: "a", password: "b" })
    expect(await problemOf(json)).toBe("400 body-invalid")
    const put = await door().send({}, "PUT", "/sign-in", { body: "email=a" })
    expect(await problemOf(put)).toBe("405 method-not-allowed")
    const override = { headers: { "x-http-method-override": "DELETE" } }
    const path = `/api/v1/storyboards/${id}`
    expect((await door().send(operator, "GET", path, override)).status).toBe(200)
    expect((await door().send(operator, "GET", path)).status).toBe(200)
  })

  it.each([
    "GET / HTTP/1.1\r\nHost: [\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
    "GET http://evil.example/ HTTP/1.1\r\nHost: a\r\n\r\n",
    "GET //evil.example/account HTTP/1.1\r\nHost: a\r\n\r\n",
    "GET /% HTTP/1.1\r\nHost: a\r\n\r\n",
    "GET /assets/%00 HTTP/1.1\r\nHost: a\r\n\r\n",
    "GET /a HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
    "NONSENSE\r\n\r\n",
  ])("is a bad request, and no error of the server: %j", async (bytes) => {
    const answer = await speak(bytes.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"))
    expect(answer).toMatch(/^HTTP\/1\.1 400 /u)
    expect(answer).toContain("application/problem+json")
    expect(answer.toLowerCase()).toContain("x-content-type-options: nosniff")
  })

  it.each([
    "/../package.json",
    "/..%2f..%2fpackage.json",
    "/assets/..%2f..%2f..%2fserver%2findex.js",
    "/assets/..\\..\\..\\package.json",
    "/assets/%2e%2e/%2e%2e/%2e%2e/package.json",
    `/assets/${"a".repeat(8000)}`,
    "/api/v1/assets/..%2f..%2fpackage.json",
    "/api/v1/assets/asset:..%2f..%2fserver.json",
    "/.env",
  ])("leads to no file: %s", async (path) => {
    const answer = await speak(
      `GET ${path} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${ownerToken}\r\nConnection: close\r\n\r\n`,
    )
    expect(answer).toMatch(/^HTTP\/1\.1 (?:302|400|404) /u)
    expect(answer).not.toContain("devDependencies")
  })
})

describe("a body that means harm", () => {
  const command = (text: string) =>
    door().send(operator, "POST", `/api/v1/storyboards/${id}/commands`, {
      body: text,
      mediaType: "application/json",
    })

  it("is refused where it is nested, polluting or huge, and nothing else changes", async () => {
    const deep = `{"commands":${"[".repeat(20_000)}${"]".repeat(20_000)}}`
    expect((await command(deep)).status).toBe(400)
    const record = (value: string) =>
      `{"commands":[{"kind":"settings.update","changes":{"title":"T"},"__proto__":${value},"constructor":{"prototype":${value}}}]}`
    expect((await command(record('{"polluted":true}'))).status).toBeLessThan(500)
    expect((await command('{"__proto__":{"commands":[]}}')).status).toBe(400)
    const huge = '{"commands":[{"kind":"settings.update","changes":{"title":1e999}}]}'
    expect((await command(huge)).status).toBe(400)
    const twice = '{"commands":[],"commands":[{"kind":"none"}]}'
    expect((await command(twice)).status).toBe(400)
    const odd = await door().send(operator, "GET", `/api/v1/storyboards/${id}?__proto__[a]=1`)
    const state = (await odd.json()) as Record<string, unknown>
    expect(state["polluted"]).toBeUndefined()
    expect(server.current.output()).not.toContain("request-failed")
  })

  it("is not unpacked: gzip is bytes here", async () => {
    const packed = gzipSync(Buffer.alloc(50_000_000, "x"))
    const answer = await door().send(operator, "POST", "/api/v1/storyboards", {
      body: new Uint8Array(packed),
      mediaType: "application/json",
      headers: { "content-encoding": "gzip" },
    })
    expect([400, 413, 415]).toContain(answer.status)
    const script = await door().send(
      operator,
      "POST",
      `/api/v1/storyboards/${id}/import?plan=none`,
      { body: new Uint8Array(packed), mediaType: "application/octet-stream" },
    )
    expect(await problemOf(script)).toBe("415 script-binary")
  })

  it("is no picture of 50,000 × 50,000, and costs nothing to refuse", async () => {
    const before = performance.now()
    const answer = await door().send(operator, "POST", `/api/v1/assets?storyboard=${id}`, {
      body: drawBomb(50_000, 50_000),
      mediaType: "image/png",
    })
    expect(await problemOf(answer)).toBe("422 asset-too-many-pixels")
    expect(performance.now() - before).toBeLessThan(2000)
  })

  it("is read in a time that grows with its size only", async () => {
    const nasty = [
      "((((".repeat(250),
      `${"INT. ".repeat(200)}-`,
      `${"A".repeat(1000)} `,
      "*_*_".repeat(250),
      `${" ".repeat(999)}x`,
      "[[".repeat(500),
      "/*".repeat(500),
      `>${" ".repeat(998)}`,
    ]
    const read = async (line: string, format: string) => {
      const other = await door().createStoryboard()
      const startedAt = performance.now()
      const answer = await door().send(
        operator,
        "POST",
        `/api/v1/storyboards/${other}/import?format=${format}&plan=none&pictures=none`,
        { body: line, mediaType: "text/plain" },
      )
      await answer.arrayBuffer()
      expect(answer.status).toBeLessThan(500)
      return performance.now() - startedAt
    }
    for (const line of nasty) {
      const small = await read(line.repeat(10), "fountain")
      const large = await read(line.repeat(80), "fountain")
      // Eight times as long; a square would be sixty-four, and the rest is for a busy machine.
      expect([line.slice(0, 8), large < 30 * Math.max(small, 20)]).toEqual([line.slice(0, 8), true])
    }
  })
})

describe("a crowd that only wants to be in the way", () => {
  it("leaves the server answering beside 300 that never finish their request", async () => {
    const slow = Array.from({ length: 300 }, () => dial())
    for (const socket of slow) {
      socket.on("error", () => socket.destroy())
      socket.write("POST /sign-in HTTP/1.1\r\nHost: a\r\nContent-Length: 5000\r\n")
    }
    const drip = setInterval(() => {
      for (const socket of slow) if (socket.writable) socket.write("X-Slow: 1\r\n")
    }, 500)
    try {
      for (let beat = 0; beat < 20; beat += 1) expect(await feelPulse()).toBeLessThan(1000)
      // Whoever has not said what they want after 15 s is told so and sent away.
      const told = await new Promise<string>((resolve) => {
        slow[0]?.once("data", (data) => resolve(data.toString()))
      })
      expect(told).toMatch(/^HTTP\/1\.1 408 /u)
      expect(told).toContain("request-too-slow")
    } finally {
      clearInterval(drip)
      for (const socket of slow) socket.destroy()
    }
  })

  it("is told to slow down, with when to come again, while others are served", async () => {
    const noisy = await door().createToken(operator, { role: "editor" })
    const hammer = async (): Promise<Response | null> => {
      for (let tries = 0; tries < 120; tries += 1) {
        const answer = await door().send(
          noisy,
          "GET",
          `/api/v1/storyboards/${id}/export?format=none`,
        )
        await answer.arrayBuffer()
        if (answer.status === 429) return answer
      }
      return null
    }
    const refused = await hammer()
    expect(Number(refused?.headers.get("retry-after"))).toBeGreaterThan(0)
    expect(await feelPulse()).toBeLessThan(1000)
  })

  it("gets no further sockets after a few hundred, and those who are in stay", async () => {
    const first = door().openSocket(operator, id)
    expect(await waitForOpen(first)).toBe("open")
    const tried = await Promise.all(
      Array.from({ length: 600 }, async () => {
        const socket = door().openSocket({ token: "pw_never-made" }, id)
        socket.on("error", () => {})
        return waitForOpen(socket).catch(() => 0)
      }),
    )
    expect(new Set(tried)).toEqual(new Set([401, 429]))
    expect(first.readyState).toBe(first.OPEN)
    expect(await feelPulse()).toBeLessThan(1000)
    first.terminate()
  })
})

/** A PNG whose header promises a size, over rows of zeros that stop early. */
function drawBomb(width: number, height: number): Uint8Array<ArrayBuffer> {
  const chunk = (type: string, data: Buffer) => {
    const named = Buffer.concat([Buffer.from(type), data])
    const frame = Buffer.alloc(8)
    frame.writeUInt32BE(data.length, 0)
    frame.writeUInt32BE(crc32(named), 4)
    return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  return new Uint8Array(
    Buffer.concat([
      Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
      chunk("IHDR", header),
      chunk("IDAT", deflateSync(Buffer.alloc(20_000_000))),
      chunk("IEND", Buffer.alloc(0)),
    ]),
  )
}
