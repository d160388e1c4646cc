import { connect, isIP, type Socket } from "node:net"
import { once } from "node:events"
import { connect as connectSecurely } from "node:tls"
import type { Log } from "../../log.ts"
import postgres from "postgres"
import type { Database } from "../database.ts"
import { createDirectStatements } from "../direct/create-direct-statements.ts"
import { logIn } from "../direct/log-in.ts"
import { noticeHandler, valueTypes } from "./client-options.ts"

/** A PostgreSQL 15 or newer. Connections are opened when needed and again after a loss. */
export function openServer(options: { databaseUrl: string; log: Log }): Database {
  const clientOptions = {
    connect_timeout: 10,
    types: valueTypes,
    connection: { application_name: "panelwright" },
    onnotice: noticeHandler(options.log),
  }
  const sql = postgres(options.databaseUrl, { ...clientOptions, max: 12, idle_timeout: 300 })
  const dial = createDialler(sql.options)
  const statements = createDirectStatements(() => logIn(options.databaseUrl, clientOptions, dial))
  return {
    sql,
    kind: "server",
    openStatement: statements.open,
    // A server has fsynced what it committed.
    persist: async () => {},
    close: async () => {
      statements.close()
      await sql.end({ timeout: 5 })
    },
  }
}

type Address = Pick<postgres.ParsedOptions, "host" | "port" | "path" | "ssl">

/** Opens sockets as postgres.js does, to each of several hosts in turn. */
function createDialler({ host: hosts, port: ports, path, ssl }: Address): () => Promise<Socket> {
  let turn = 0
  return async () => {
    const host = hosts[turn % hosts.length] ?? "localhost"
    const port = ports[turn % ports.length] ?? 5432
    turn += 1
    const socket = path ? connect(path) : connect({ host, port, keepAlive: true, noDelay: true })
    await once(socket, "connect")
    return ssl ? secure(socket, host, ssl) : socket
  }
}

/** SSLRequest and its answer of one letter (PostgreSQL's manual, 55.2.10). */
async function secure(socket: Socket, host: string, ssl: Address["ssl"]): Promise<Socket> {
  socket.write(Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]))
  const [answer] = (await once(socket, "data")) as [Buffer]
  const isWilling = answer.toString("latin1") === "S"
  if (!isWilling && ssl === "prefer") return socket
  if (!isWilling) throw new Error("the database server offers no encryption")
  const isTrusting = ssl === "require" || ssl === "allow" || ssl === "prefer"
  const secured = connectSecurely({
    socket,
    ...(isIP(host) ? {} : { servername: host }),
    ...(isTrusting && { rejectUnauthorized: false }),
    ...(typeof ssl === "object" && ssl),
  })
  await once(secured, "secureConnect")
  return secured
}
