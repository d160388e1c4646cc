import { readFile } from "node:fs/promises"
import type { Actor } from "@panelwright/core"
import type postgres from "postgres"
import type { Person } from "../auth/people.ts"
import type { ImportScript } from "../import/import-script.ts"
import type { Log } from "../log.ts"
import type { Projects } from "./projects.ts"

const script = new URL("./sample/the-lighthouse.fountain", import.meta.url)

/** The first thing that an owner sees, made as anybody would: a script, imported. Only where nothing ever was. */
export async function ensureSample(options: {
  readonly sql: postgres.Sql
  readonly owner: Person
  readonly projects: Projects
  readonly importScript: ImportScript
  readonly log: Log
}): Promise<void> {
  const { sql, owner, projects, importScript, log } = options
  const known = await sql`select 1 from storyboard limit 1`
  if (known.length > 0) return
  const actor: Actor = {
    kind: "person",
    id: owner.id,
    personId: owner.id,
    name: owner.name,
    colour: owner.colour,
    installationRole: owner.installation_role,
    ceiling: "owner",
    roles: new Map(),
  }
  const storyboardId = await projects.create(actor, {
    title: "The Lighthouse",
    aspectRatio: "2.39",
  })
  const imported = await importScript({
    storyboardId,
    actor,
    bytes: await readFile(script),
    format: "fountain",
    plan: "shots",
    pictures: "sketch",
  })
  if (imported.ok) log.info({ storyboardId, panels: imported.value.panels }, "sample-created")
  else log.error({ failure: imported.failure }, "sample-not-created")
}
