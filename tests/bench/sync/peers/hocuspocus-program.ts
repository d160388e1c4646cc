// Hocuspocus as its documentation sets it up, with the statements of its SQLite extension on Node's own SQLite.
import { DatabaseSync } from "node:sqlite"
import { Database } from "@hocuspocus/extension-database"
import { Server } from "@hocuspocus/server"

const [port = "0", file = ":memory:"] = process.argv.slice(2)
const database = new DatabaseSync(file)
database.exec(
  `create table if not exists "documents" ("name" varchar(255) not null, "data" blob not null, unique(name))`,
)
const read = database.prepare(`select data from "documents" where name = ?`)
const write = database.prepare(
  `insert into "documents" ("name", "data") values (?, ?) on conflict(name) do update set data = excluded.data`,
)
const server = new Server({
  port: Number(port),
  address: "127.0.0.1",
  quiet: true,
  extensions: [
    new Database({
      fetch: async ({ documentName }) => {
        const row = read.get(documentName)
        return row?.["data"] instanceof Uint8Array ? row["data"] : null
      },
      store: async ({ documentName, state }) => {
        write.run(documentName, state)
      },
    }),
  ],
})
await server.listen()
process.stdout.write("hocuspocus ready\n")
