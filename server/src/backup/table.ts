import type { Queries } from "../database/database.ts"
import { tablesLeftOut } from "./backup-format.ts"

interface Reference {
  readonly from: string
  readonly to: string
}

/** The tables that a backup holds, each after those that it refers to. */
export async function listTables(sql: Queries): Promise<string[]> {
  const tables = await sql<{ name: string }[]>`
    select tablename as name from pg_tables where schemaname = 'public' order by tablename`
  const references = await sql<Reference[]>`
    select holder.relname as from, target.relname as to
    from pg_constraint
    join pg_class as holder on holder.oid = conrelid
    join pg_class as target on target.oid = confrelid
    join pg_namespace on pg_namespace.oid = holder.relnamespace
    where contype = 'f' and nspname = 'public'`
  const names = tables.map(({ name }) => name).filter((name) => !tablesLeftOut.includes(name))
  return sortByReference(names, references)
}

function sortByReference(names: readonly string[], references: readonly Reference[]): string[] {
  const sorted: string[] = []
  const underWay = new Set<string>()
  const visit = (name: string) => {
    if (sorted.includes(name) || !names.includes(name)) return
    if (underWay.has(name)) throw new Error(`the tables refer to each other in a circle: ${name}`)
    underWay.add(name)
    for (const { from, to } of references) if (from === name && to !== name) visit(to)
    sorted.push(name)
  }
  for (const name of names) visit(name)
  return sorted
}
