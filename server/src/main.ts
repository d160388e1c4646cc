#!/usr/bin/env node
import { readFile } from "node:fs/promises"
import { fileURLToPath } from "node:url"
import { AssetStoreError } from "./asset/asset-store-error.ts"
import type { AssetStore } from "./asset/asset-store.ts"
import { createDiskAssetStore } from "./asset/backends/disk.ts"
import { createSecret } from "./auth/secret.ts"
import { openBus } from "./bus/open-bus.ts"
import { BackupError } from "./backup/backup-error.ts"
import { copyAssets } from "./cli/copy-assets.ts"
import { CommandError } from "./cli/command-error.ts"
import { createToken } from "./cli/create-token.ts"
import { exportFile } from "./cli/export-file.ts"
import { importFile } from "./cli/import-file.ts"
import { makeBackup } from "./cli/make-backup.ts"
import { parseCommand, usage, type Command } from "./cli/parse-command.ts"
import type { ServerInProcess, ServerPurpose } from "./cli/run-server.ts"
import { restorePlace } from "./cli/restore-place.ts"
import { announceServer, retractServer } from "./cli/running-server.ts"
import { useServer } from "./cli/use-server.ts"
import { loadConfig, type Config } from "./config.ts"
import { openDatabase, openUnmigrated } from "./database/open-database.ts"
import { LockHeldError } from "./database/lock-file.ts"
import { MigrationError } from "./database/migrate.ts"
import { createSketchProvider } from "./generation/providers/sketch/sketch-provider.ts"
import type { ImageProvider } from "./generation/provider.ts"
import { AppNotBuiltError, loadBuiltApp } from "./http/app-handler.ts"
import { startDevelopmentApp } from "./http/development-app.ts"
import { listen, ListenError } from "./http/listen.ts"
import { createStaticFiles } from "./http/static-files.ts"
import { dataFolders, startInstallation } from "./installation.ts"
import { createLog, type Log } from "./log.ts"
import { openTracer } from "./telemetry/tracer.ts"

const appFolder = fileURLToPath(new URL("../../app", import.meta.url))
const stopWithinMs = 20_000

const print = (line: string) => process.stdout.write(`${line}\n`)

async function runServer(
  config: Config,
  purpose: ServerPurpose,
  log: Log,
): Promise<ServerInProcess> {
  const servesPages = purpose !== "commands" && config.roles.has("web")
  const handlePage =
    servesPages && purpose === "pages" ? await loadBuiltApp(`${appFolder}/build`) : null
  const { server, port } = await listen(config)
  const local = `http://${toLocalHost(config.host)}:${port}`
  const token = config.ownerToken ?? createSecret()
  const database = await openDatabase({ ...config, log }).catch((error: unknown) => {
    server.close()
    throw describeDatabaseError(config, error)
  })
  const folders = dataFolders(config.dataDir)
  const assetStore = await openAssetStore(config).catch(async (error: unknown) => {
    server.close()
    await database.close()
    throw error
  })
  const bus = await openBus(config, database, log)
  const version = await loadVersion()
  const tracer = await openTracer(config.traces && { ...config.traces, version, log })
  const started = await startInstallation({
    tracer,
    database,
    bus,
    // A command works by the API of its own process.
    ...(purpose !== "commands" && { roles: config.roles }),
    dataDir: config.dataDir,
    assetStore,
    // Always near: they are asked for most often, and can be made again from the assets at any time.
    renditionStore: createDiskAssetStore(folders.renditions),
    providers: await createProviders(config),
    server,
    port,
    publicUrl: config.publicUrl,
    ownerToken: token,
    tldrawLicenseKey: config.tldrawLicenseKey,
    version,
    log,
    clock: Date.now,
  })
  if (handlePage !== null)
    started.front.setApp({
      handleFile: await createStaticFiles(`${appFolder}/build/client`),
      handlePage,
    })
  const development =
    servesPages && purpose === "development"
      ? await startDevelopmentApp({ folder: appFolder, server })
      : null
  if (development !== null)
    started.front.setApp({
      handleFile: development.handleModule,
      handlePage: development.handlePage,
    })
  if (purpose !== "commands") await started.ensureSample()
  // A link that is made ends the one before it, so only a node that can take it makes one.
  const path = servesPages ? `/sign-in/${await started.createSignInSecret()}` : ""
  await announceServer(config.dataDir, { pid: process.pid, url: local, token })
  return {
    url: local,
    token,
    signInUrl: `${config.publicUrl ?? local}${path}`,
    async stop() {
      await retractServer(config.dataDir, process.pid)
      await development?.close()
      await started.stop()
      await tracer.stop()
      await bus.close()
      await database.close()
    },
  }
}

/** Of a database elsewhere: where it was looked for, and never the password in its address. */
function describeDatabaseError({ databaseUrl }: Config, cause: unknown): unknown {
  if (databaseUrl === null || cause instanceof MigrationError) return cause
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new CommandError(
    `The database ${toDatabaseName(databaseUrl)} cannot be used: ${reason}.`,
    { cause },
  )
}

function toDatabaseName(databaseUrl: string): string {
  const { host, pathname } = new URL(databaseUrl)
  return `${host}${pathname}`
}

/** Checked, so that what is wrong shows now and not with somebody's first picture. */
async function openAssetStore({ s3, dataDir }: Config): Promise<AssetStore> {
  if (s3 === null) {
    const store = createDiskAssetStore(dataFolders(dataDir).assets)
    await store.check()
    return store
  }
  const { checkS3Bucket, createS3AssetStore } = await import("./asset/backends/s3.ts")
  await checkS3Bucket(s3)
  return createS3AssetStore(s3)
}

/** What is not configured is not even loaded: its library takes 25 MB of memory. */
async function createProviders(config: Config): Promise<[ImageProvider, ...ImageProvider[]]> {
  const { openAi, comfyUiUrl, automatic1111Url } = config
  const providers: [ImageProvider, ...ImageProvider[]] = [createSketchProvider()]
  if (openAi !== null) {
    const { createOpenAiProvider } =
      await import("./generation/providers/openai/openai-provider.ts")
    providers.push(createOpenAiProvider(openAi))
  }
  if (comfyUiUrl !== null) {
    const { createComfyUiProvider } =
      await import("./generation/providers/comfyui/comfyui-provider.ts")
    const workflowFolder = dataFolders(config.dataDir).comfyUi
    providers.push(createComfyUiProvider({ url: comfyUiUrl, workflowFolder }))
  }
  if (automatic1111Url !== null) {
    const { createAutomatic1111Provider } =
      await import("./generation/providers/automatic1111/automatic1111-provider.ts")
    providers.push(createAutomatic1111Provider({ url: automatic1111Url }))
  }
  return providers
}

async function loadVersion(): Promise<string> {
  const text = await readFile(new URL("../package.json", import.meta.url), "utf8")
  const { version } = JSON.parse(text) as { version: string }
  return version
}

/** An address that this machine can reach when it listens on all of them. */
function toLocalHost(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1"
  return host.includes(":") ? `[${host}]` : host
}

async function serve(config: Config, development: boolean, log: Log): Promise<void> {
  const startedAt = performance.now()
  process.env["NODE_ENV"] ??= development ? "development" : "production"
  const running = await runServer(config, development ? "development" : "pages", log)
  log.info(
    { url: running.url, ms: Math.round(performance.now() - startedAt), ...describeSetUp(config) },
    "server-ready",
  )
  print(`panelwright ready ${running.signInUrl}`)
  const signal = await waitForSignal()
  log.info({ signal }, "server-stopping")
  const overdue = setTimeout(() => {
    log.error({ ms: stopWithinMs }, "server-not-stopped-in-time")
    process.exit(1)
  }, stopWithinMs)
  await running.stop()
  clearTimeout(overdue)
  log.info({}, "server-stopped")
}

/** What is chosen, by kind: no address, and nothing that opens anything. */
const describeSetUp = (config: Config) => ({
  database: config.databaseUrl === null ? "embedded" : "server",
  assets: config.s3 === null ? "disk" : "s3",
  bus: config.redisUrl === null ? "none" : "redis",
  roles: [...config.roles],
  providers: [
    "sketch",
    ...(config.openAi === null ? [] : ["openai"]),
    ...(config.comfyUiUrl === null ? [] : ["comfyui"]),
    ...(config.automatic1111Url === null ? [] : ["automatic1111"]),
  ],
  isPublic: config.publicUrl !== null,
  traces: config.traces !== null,
})

/** The first signal stops in order; a second one ends the process at once, as without a handler. */
function waitForSignal(): Promise<NodeJS.Signals> {
  const signals = ["SIGTERM", "SIGINT"] as const
  return new Promise((resolve) => {
    const stop = (signal: NodeJS.Signals) => {
      for (const name of signals) process.off(name, stop)
      resolve(signal)
    }
    for (const name of signals) process.on(name, stop)
  })
}

function restore(config: Config, path: string, log: Log): Promise<void> {
  return restorePlace({
    path,
    dataDir: config.dataDir,
    place: config.databaseUrl === null ? config.dataDir : toDatabaseName(config.databaseUrl),
    openDatabase: () =>
      openUnmigrated({ ...config, log }).catch((error: unknown) => {
        throw describeDatabaseError(config, error)
      }),
    openAssetStore: () => openAssetStore(config),
    print,
  })
}

function readConfig(): Config {
  const loaded = loadConfig(process.env)
  if (loaded.ok) return loaded.value
  const reasons = loaded.failure.map(({ variable, reason }) => `${variable}: ${reason}`)
  throw new CommandError(`The environment cannot be used: ${reasons.join("; ")}.`)
}

async function runCommand(command: Command): Promise<void> {
  if (command.name === "help") return void print(usage)
  const config = readConfig()
  const log = createLog(config.logLevel)
  for (const variable of config.withoutEffect) log.warn({ variable }, "variable-without-effect")
  if (command.name === "serve") return serve(config, command.development, log)
  if (command.name === "assets-copy") {
    if (config.s3 === null) throw new CommandError("assets copy wants S3_BUCKET and its key.")
    const { assets: folder } = dataFolders(config.dataDir)
    const from = createDiskAssetStore(folder)
    return copyAssets({ folder, from, to: await openAssetStore(config), print })
  }
  if (command.name === "restore") return restore(config, command.path, log)
  const quiet = config.logLevel === "info" ? createLog("warn") : log
  return useServer(
    config,
    (forCommand, purpose) => runServer(forCommand, purpose, quiet),
    (client) => {
      switch (command.name) {
        case "import":
          return importFile(client, { ...command, print })
        case "export":
          return exportFile(client, { ...command, print })
        case "backup":
          return makeBackup(client, { ...command, print })
        case "token-create":
          return createToken(client, { role: command.role, name: command.label, print })
      }
    },
  )
}

/** What a person can put right is one sentence; everything else is a bug and shows where. */
function toSentence(error: unknown): string {
  const expected =
    error instanceof CommandError ||
    error instanceof ListenError ||
    error instanceof LockHeldError ||
    error instanceof MigrationError ||
    error instanceof AssetStoreError ||
    error instanceof BackupError ||
    error instanceof AppNotBuiltError
  if (expected) return error.message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

const parsed = parseCommand(process.argv.slice(2))
try {
  if (!parsed.ok) throw new CommandError(`${parsed.failure}\n\n${usage}`)
  await runCommand(parsed.value)
  process.exit(0)
} catch (error) {
  process.stderr.write(`panelwright: ${toSentence(error)}\n`)
  process.exit(1)
}
