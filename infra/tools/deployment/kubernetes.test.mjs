import { execFileSync } from "node:child_process"
import { mkdirSync, readdirSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { Deployment } from "kubernetes-models/apps/v1/Deployment"
import { Ingress } from "kubernetes-models/networking.k8s.io/v1/Ingress"
import { NetworkPolicy } from "kubernetes-models/networking.k8s.io/v1/NetworkPolicy"
import { PodDisruptionBudget } from "kubernetes-models/policy/v1/PodDisruptionBudget"
import { ConfigMap } from "kubernetes-models/v1/ConfigMap"
import { Secret } from "kubernetes-models/v1/Secret"
import { Service } from "kubernetes-models/v1/Service"
import { describe, expect, it } from "vitest"
import { listUnknownVariables, readYaml } from "./environment.mjs"

const folder = "infra/kubernetes"
const models = {
  "apps/v1 Deployment": Deployment,
  "networking.k8s.io/v1 Ingress": Ingress,
  "networking.k8s.io/v1 NetworkPolicy": NetworkPolicy,
  "policy/v1 PodDisruptionBudget": PodDisruptionBudget,
  "v1 ConfigMap": ConfigMap,
  "v1 Secret": Secret,
  "v1 Service": Service,
}
const files = readdirSync(fileURLToPath(new URL(`../../../${folder}`, import.meta.url)))
const [kustomization] = readYaml(`${folder}/kustomization.yaml`)
const manifests = files
  .filter((file) => file !== "kustomization.yaml")
  .flatMap((file) => readYaml(`${folder}/${file}`).map((manifest) => ({ file, manifest })))
const listOf = (/** @type {string} */ kind) =>
  manifests.map(({ manifest }) => manifest).filter((manifest) => manifest.kind === kind)
const [web, worker] = ["panelwright-web", "panelwright-worker"].map((name) =>
  listOf("Deployment").find(({ metadata }) => metadata.name === name),
)
const deployments = [web, worker]

/** What a program printed, whether it succeeded or not. */
function run(/** @type {() => string} */ check) {
  try {
    return check()
  } catch (error) {
    return String(/** @type {any} */ (error).stdout)
  }
}

describe("the manifests", () => {
  it.each(manifests)("$file is one by the schema of Kubernetes", ({ manifest }) => {
    const Model =
      models[/** @type {keyof typeof models} */ (`${manifest.apiVersion} ${manifest.kind}`)]
    expect(Model).toBeDefined()
    expect(() => new Model(manifest).validate()).not.toThrow()
  })

  it("have no property that Kubernetes does not know", () => {
    // The schema lets strange properties pass, as a cluster would; the types do not.
    const cache = fileURLToPath(new URL("node_modules/.manifests", import.meta.url))
    const lines = manifests.map(({ manifest }, index) => {
      const { apiVersion, kind } = manifest
      const type = `import("kubernetes-models/${apiVersion}/${kind}").I${kind}`
      return `export const manifest${index}: ${type} = ${JSON.stringify(manifest, null, 2)}\n`
    })
    mkdirSync(cache, { recursive: true })
    writeFileSync(`${cache}/manifests.mts`, lines.join(""))
    const flags = ["--noEmit", "--strict", "--skipLibCheck", "--module", "NodeNext"]
    const check = () =>
      execFileSync("tsc", [...flags, "--ignoreConfig", "--types", "", `${cache}/manifests.mts`], {
        encoding: "utf8",
      })
    expect(run(check)).toBe("")
  })

  it("are all applied, but for the example of a secret", () => {
    const applied = [...kustomization.resources, "kustomization.yaml", "secret.example.yaml"]
    expect(new Set(applied)).toEqual(new Set(files))
  })

  it("set only variables that a server reads", () => {
    const names = [
      ...[...listOf("ConfigMap"), ...listOf("Secret")].flatMap(({ data, stringData }) =>
        Object.keys(data ?? stringData),
      ),
      ...deployments.flatMap(({ spec }) =>
        spec.template.spec.containers[0].env.map((/** @type {any} */ { name }) => name),
      ),
    ]
    expect(names).toContain("ROLES")
    expect(names).toContain("S3_SECRET_ACCESS_KEY")
    expect(listUnknownVariables(names)).toEqual([])
  })

  it("take their variables from a map and a secret that are there", () => {
    const names = [...listOf("ConfigMap"), ...listOf("Secret")].map(({ metadata }) => metadata.name)
    for (const { spec } of deployments)
      for (const { configMapRef, secretRef } of spec.template.spec.containers[0].envFrom)
        expect(names).toContain((configMapRef ?? secretRef).name)
  })

  it("select the pods that they mean", () => {
    const labels = web.spec.template.metadata.labels
    for (const { spec } of deployments)
      expect(spec.template.metadata.labels).toMatchObject(spec.selector.matchLabels)
    expect(labels).toMatchObject(listOf("Service")[0].spec.selector)
    expect(labels).toMatchObject(listOf("PodDisruptionBudget")[0].spec.selector.matchLabels)
    expect(labels).toMatchObject(listOf("NetworkPolicy")[0].spec.podSelector.matchLabels)
    expect(worker.spec.template.metadata.labels).not.toMatchObject(
      listOf("Service")[0].spec.selector,
    )
  })

  it("lead from the ingress to a port of the container", () => {
    const [ingress] = listOf("Ingress")
    const [service] = listOf("Service")
    const { backend } = ingress.spec.rules[0].http.paths[0]
    expect(backend.service).toEqual({
      name: service.metadata.name,
      port: { name: service.spec.ports[0].name },
    })
    const { ports } = web.spec.template.spec.containers[0]
    expect(ports).toEqual([{ name: service.spec.ports[0].targetPort, containerPort: 3000 }])
  })

  it("ask for health and readiness where the server answers", () => {
    for (const { spec } of deployments) {
      const [container] = spec.template.spec.containers
      expect(container.livenessProbe.httpGet).toEqual({ path: "/healthz", port: "http" })
      expect(container.readinessProbe.httpGet).toEqual({ path: "/readyz", port: "http" })
    }
  })

  it("give a pod longer to stop than it takes to drain", () => {
    for (const { spec } of deployments) {
      const pause = spec.template.spec.containers[0].lifecycle?.preStop.sleep.seconds ?? 0
      expect(spec.template.spec.terminationGracePeriodSeconds).toBeGreaterThan(pause + 20)
    }
  })

  it("let a pod write nowhere but to its volumes, and be nobody in particular", () => {
    for (const { spec } of deployments) {
      const { securityContext, containers, volumes } = spec.template.spec
      expect(securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 1000 })
      expect(containers[0].securityContext).toMatchObject({
        readOnlyRootFilesystem: true,
        allowPrivilegeEscalation: false,
      })
      const mounted = containers[0].volumeMounts.map((/** @type {any} */ { name }) => name)
      expect(mounted).toEqual(volumes.map((/** @type {any} */ { name }) => name))
    }
  })
})
