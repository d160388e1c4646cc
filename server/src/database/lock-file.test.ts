import { silentLog } from "../log.ts"
import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises"
import { hostname, tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { openDatabase } from "./open-database.ts"
import { LockHeldError, takeLockFile } from "./lock-file.ts"

describe("the lock file", () => {
  let folder: string
  let path: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "panelwright-lock-"))
    path = join(folder, "database.lock")
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  const other = (fields: object) =>
    writeFile(
      path,
      JSON.stringify({ pid: 1, host: hostname(), processMark: null, token: "t", ...fields }),
    )

  it("is taken once, refused while held, and free again after its release", async () => {
    const lock = await takeLockFile(path)
    await expect(takeLockFile(path)).rejects.toThrow(LockHeldError)
    await expect(takeLockFile(path)).rejects.toThrow(`process ${process.pid}`)
    await lock.release()
    await (await takeLockFile(path)).release()
    expect(await readdir(folder)).toEqual([])
  })

  it("is taken over from a process that was killed, even when its pid is in use again", async () => {
    await other({ pid: process.pid, processMark: "another boot 1" })
    const lock = await takeLockFile(path)
    expect(JSON.parse(await readFile(path, "utf8"))).toMatchObject({ pid: process.pid })
    await lock.release()
  })

  it("is taken by exactly one of many who find a dead one", async () => {
    for (let round = 0; round < 20; round += 1) {
      await other({ pid: 999_999_999, processMark: "another boot 1", token: String(round) })
      const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => takeLockFile(path)))
      const locks = outcomes.filter((outcome) => outcome.status === "fulfilled")
      expect(locks).toHaveLength(1)
      await locks[0]?.value.release()
    }
  })

  it("is held by a process of another host until its heartbeat stopped", async () => {
    await other({ host: "elsewhere" })
    await expect(takeLockFile(path)).rejects.toThrow("process 1 on elsewhere")
    const longAgo = new Date(Date.now() - 60_000)
    await utimes(path, longAgo, longAgo)
    await (await takeLockFile(path)).release()
  })

  it("is not removed when it is not one of ours", async () => {
    await writeFile(path, "precious")
    await expect(takeLockFile(path)).rejects.toThrow("not a lock of ours")
    expect(await readFile(path, "utf8")).toBe("precious")
  })

  it("keeps a second process out of an embedded database and names the first one's pid", async () => {
    const holder = spawn(process.execPath, [
      "--input-type=module",
      "-e",
      `import { takeLockFile } from ${JSON.stringify(new URL("./lock-file.ts", import.meta.url).href)}
       await takeLockFile(${JSON.stringify(path)}); console.log("held"); setInterval(() => {}, 1000)`,
    ])
    await once(holder.stdout, "data")
    const open = () => openDatabase({ databaseUrl: null, dataDir: folder, log: silentLog })
    await expect(open()).rejects.toThrow(`process ${holder.pid}`)
    holder.kill("SIGKILL")
    await once(holder, "exit")
    const database = await open()
    expect(await database.sql`select 1 as one`).toEqual([{ one: 1 }])
    await database.close()
  })
})
