import type { Server } from "node:http"
import { join } from "node:path"
import type { JobId } from "@panelwright/core"
import { createActivity } from "./activity/activity.ts"
import { createAssetService } from "./asset/asset-service.ts"
import type { AssetStore } from "./asset/asset-store.ts"
import { createRenditions } from "./asset/rendition.ts"
import { createAccessSignals } from "./auth/access-signals.ts"
import { createAuthenticate } from "./auth/authenticate.ts"
import { ensureOwner } from "./auth/people.ts"
import { createIdToken } from "./auth/secret.ts"
import { deleteExpiredSessions } from "./auth/sessions.ts"
import { createSignIn } from "./auth/sign-in.ts"
import { createTokenBuckets } from "./auth/token-bucket.ts"
import { createMemoryBus } from "./bus/backends/memory.ts"
import type { Bus } from "./bus/bus.ts"
import { createBackups } from "./backup/create-backup.ts"
import { processRoles, type ProcessRole } from "./config.ts"
import type { Database } from "./database/database.ts"
import { runAlone } from "./database/run-alone.ts"
import { createExportService } from "./export/export-service.ts"
import { createGeneration } from "./generation/generation-service.ts"
import { loadStoryboard } from "./generation/load-storyboard.ts"
import type { ImageProvider } from "./generation/provider.ts"
import { createProviderWatch } from "./generation/provider-watch.ts"
import { createHistory } from "./history/history.ts"
import { createApi } from "./http/api/api.ts"
import { createAssetRoutes } from "./http/api/assets.ts"
import { callRule, createCallRoutes } from "./http/api/calls.ts"
import { createBackupRoutes } from "./http/api/backups.ts"
import { createExportRoutes } from "./http/api/exports.ts"
import { createGenerationRoutes } from "./http/api/generations.ts"
import { createHistoryRoutes } from "./http/api/history.ts"
import { createImportRoutes } from "./http/api/imports.ts"
import { createPeopleRoutes } from "./http/api/people.ts"
import { createQueueRoutes } from "./http/api/queue.ts"
import { createProviderRoutes } from "./http/api/providers.ts"
import { createRecipeRoutes } from "./http/api/recipes.ts"
import { createRefinementRoutes } from "./http/api/refinements.ts"
import { createStoryboardRoutes } from "./http/api/storyboards.ts"
import { createStyleRoutes } from "./http/api/style.ts"
import { createTokenRoutes } from "./http/api/tokens.ts"
import { createAppServices } from "./http/app-services.ts"
import { createHealth } from "./http/health.ts"
import { attachHttp, type HttpFront } from "./http/http-front.ts"
import { createSessionCookie } from "./http/session-cookie.ts"
import { createSyncDoor } from "./http/sync-door.ts"
import { createReadVisitor } from "./http/visitor.ts"
import { createImportScript } from "./import/import-script.ts"
import type { Log } from "./log.ts"
import { createFollower } from "./project/follower.ts"
import { createProjects } from "./project/projects.ts"
import { ensureSample } from "./project/sample.ts"
import { createRecipeStore } from "./generation/recipe/recipe-store.ts"
import { createRefinement } from "./refinement/refinement.ts"
import { createHarmoniseProvider } from "./style/harmonise-provider.ts"
import { createStyleService } from "./style/style-service.ts"
import { createStyleThread } from "./style/style-thread.ts"
import { createSync } from "./sync/create-sync.ts"
import { createDatabaseLook } from "./telemetry/database-look.ts"
import { createMeasuredAssetStore } from "./telemetry/measured-asset-store.ts"
import { createMetrics } from "./telemetry/metrics.ts"
import {
  createTracedExports,
  createTracedProjects,
  createTracedSyncMetrics,
} from "./telemetry/traced-services.ts"
import { noTracer, type Tracer } from "./telemetry/tracer.ts"
import { createFindRoutePattern } from "./telemetry/route-patterns.ts"

export interface InstallationOptions {
  readonly database: Database
  readonly dataDir: string
  readonly assetStore: AssetStore
  /** May be emptied at any time. */
  readonly renditionStore: AssetStore
  /** The first one is used where nobody chooses. */
  readonly providers: readonly [ImageProvider, ...ImageProvider[]]
  readonly server: Server
  readonly port: number
  readonly publicUrl: string | null
  readonly ownerToken: string | null
  readonly tldrawLicenseKey: string | null
  readonly version: string
  readonly log: Log
  readonly clock: () => number
  /** What this node shares with others; left out: it is alone. It stays open. */
  readonly bus?: Bus
  /** What this node does; left out: everything. */
  readonly roles?: ReadonlySet<ProcessRole>
  /** How often open sockets are looked at again; 10 s when left out. */
  readonly recheckEveryMs?: number
  /** How many sockets one address may have open here; 2,000 when left out. */
  readonly socketsPerAddress?: number
  /** Left out: nobody wants traces. It stays open. */
  readonly tracer?: Tracer
}

export interface Installation {
  readonly front: HttpFront
  /** The owner's way in, good once. */
  createSignInSecret(): Promise<string>
  /** A storyboard to look at, where there has never been one. */
  ensureSample(): Promise<void>
  /** Ends everything in order; whatever was accepted is durable afterwards. The database stays open. */
  stop(): Promise<void>
}

const hour = 3_600_000
/** Together with what sync takes, within the time that the program gives itself. */
const JOBS_DRAIN_MS = 8_000
const REQUESTS_DRAIN_MS = 8_000
const SAMPLE_LOCK = 4_730_118

/** Puts the parts together behind a server that listens already. Everything that is chosen by configuration is given. */
export async function startInstallation(options: InstallationOptions): Promise<Installation> {
  const { database, dataDir, renditionStore, providers, server, port } = options
  const { publicUrl, ownerToken, tldrawLicenseKey, version, log, clock } = options
  const { bus = createMemoryBus(), roles = new Set(processRoles) } = options
  const { sql } = database
  const metrics = createMetrics({ version })
  const assetStore = createMeasuredAssetStore(options.assetStore, metrics)
  const { tracer = noTracer } = options
  let isDraining = false

  const owner = await ensureOwner(sql)
  const activity = createActivity(sql)
  const assets = createAssetService({
    database,
    store: assetStore,
    renditions: createRenditions({ assets: assetStore, store: renditionStore }),
  })
  const sync = createSync({
    database,
    dataDir,
    log,
    clock,
    bus,
    metrics: createTracedSyncMetrics(metrics.sync, tracer),
  })
  await sync.ready
  const styleThread = createStyleThread()
  const style = createStyleService({ database, sync, assets, thread: styleThread, log })
  const harmoniser = createHarmoniseProvider({
    thread: styleThread,
    style,
    findJob: (id) => generation.findJob(id),
    loadStoryboard: (id) => loadStoryboard(sync, id),
  })
  const providerWatch = createProviderWatch({ providers, clock, log })
  const generation = createGeneration({
    bus,
    database,
    sync,
    assets,
    providers: [...providers, harmoniser],
    onMade: (ids) => style.notice(ids),
    defaultProvider: providers[0].id,
    log,
    clock,
    makeToken: createIdToken,
    metrics: metrics.jobs,
    tracer,
  })
  const follower = createFollower({ sql, sync, assets })
  const projects = createTracedProjects(
    createProjects({ sql, sync, follower, activity, clock }),
    tracer,
  )
  const history = createHistory({ sql, sync, activity, clock, makeToken: createIdToken })
  const importScript = createImportScript({
    sync,
    activity,
    makeToken: createIdToken,
    async requestPictures({ storyboardId, panelIds, actor }): Promise<JobId[]> {
      const requested = await generation.request({
        storyboardId,
        panelIds,
        actor,
        request: {
          operation: "generate",
          instruction: null,
          mask: null,
          count: 1,
          quality: "draft",
          provider: "sketch",
        },
      })
      return requested.ok ? requested.value.map(({ id }) => id) : []
    },
  })
  const exports = createTracedExports(
    createExportService({ sync, loadAsset: (id) => assets.loadAsset(id), clock }),
    tracer,
  )

  const authenticate = createAuthenticate({ sql, clock, ownerToken })
  const signIn = createSignIn({ sql, clock, bus })
  const cookie = createSessionCookie({
    secure: publicUrl?.startsWith("https:") ?? false,
    // Behind a proxy there may be several of us, which all have to know the same cookie.
    instance: publicUrl === null ? String(port) : new URL(publicUrl).port,
  })
  const readVisitor = createReadVisitor({ publicUrl, cookie })
  const databaseLook = createDatabaseLook(sql, clock)
  metrics.watch({
    roomStats: () => sync.roomStats(),
    bus,
    database: () => databaseLook.figures(),
    isDraining: () => isDraining,
  })
  const syncDoor = createSyncDoor({
    sync,
    projects,
    authenticate,
    readVisitor,
    publicUrl,
    attempts: createTokenBuckets({ capacity: 400, refillPerSecond: 20 }, clock, {
      bus,
      name: "socket",
    }),
    socketsPerAddress: options.socketsPerAddress ?? 2000,
    recheckEveryMs: options.recheckEveryMs ?? 10_000,
    isOpen: roles.has("sync"),
    log,
  })
  const access = createAccessSignals(bus, () => syncDoor.recheck())
  const recheck = () => access.changed()
  const routes = [
    ...createStoryboardRoutes({ projects }),
    ...createPeopleRoutes({ sql, clock }),
    ...createHistoryRoutes({ history }),
    ...createImportRoutes({ importScript }),
    ...createExportRoutes({ exports, activity }),
    ...createGenerationRoutes({ generation }),
    ...createQueueRoutes({ generation }),
    ...createRecipeRoutes({ generation }),
    ...createProviderRoutes({ providers: providerWatch }),
    ...createStyleRoutes({ style }),
    ...createRefinementRoutes({
      refinement: createRefinement({
        sync,
        assets,
        recipes: createRecipeStore(database),
        providers,
        clock,
        makeToken: createIdToken,
      }),
    }),
    ...createCallRoutes({
      sync,
      calls: createTokenBuckets(callRule, clock, { bus, name: "call" }),
      clock,
    }),
    ...createAssetRoutes({ assets, follower }),
    ...createBackupRoutes({
      backups: createBackups({
        database,
        assetStore,
        dataDir,
        version,
        clock,
        stored: () => sync.stored(),
      }),
    }),
    ...createTokenRoutes({ sql, recheck }),
  ]
  const handleApi = createApi({
    version,
    runner: {
      authenticate,
      projects,
      requests: createTokenBuckets({ capacity: 1200, refillPerSecond: 100 }, clock, {
        bus,
        name: "request",
      }),
      log,
    },
    routes,
  })
  const front = attachHttp(server, {
    publicUrl,
    readVisitor,
    authenticate,
    handleApi,
    handleHealth: createHealth({
      sql,
      sync,
      assetStore,
      bus,
      metrics,
      databaseLook,
      isDraining: () => isDraining,
      clock,
    }),
    createServices: (visit) =>
      createAppServices(
        {
          sql,
          clock,
          projects,
          signIn,
          activity,
          cookie,
          tldrawLicenseKey,
          recheck,
          warm(id) {
            if (roles.has("sync")) sync.warm(id)
          },
          providers: providerWatch,
          defaultProvider: providers[0].id,
        },
        visit,
      ),
    pageLoads: createTokenBuckets({ capacity: 600, refillPerSecond: 30 }, clock, {
      bus,
      name: "page",
    }),
    syncDoor,
    metrics,
    tracer,
    findRoutePattern: createFindRoutePattern(routes.map(({ path }) => path)),
    servesWeb: roles.has("web"),
    log,
  })
  providerWatch.start()
  if (roles.has("worker")) await generation.start()
  const cleaning = setInterval(() => {
    deleteExpiredSessions(sql, clock()).catch((error: unknown) =>
      log.warn({ err: error }, "expired-sessions-not-deleted"),
    )
    generation
      .forgetOldKeys()
      .catch((error: unknown) => log.warn({ err: error }, "request-keys-not-deleted"))
  }, hour)
  cleaning.unref()

  return {
    front,
    createSignInSecret: () => signIn.createOwnerLink(owner),
    ensureSample: () =>
      runAlone(database, SAMPLE_LOCK, () =>
        ensureSample({ sql, owner, projects, importScript, log }),
      ),
    async stop() {
      isDraining = true
      clearInterval(cleaning)
      // People go on working until then: what is under way may still have something to tell them.
      await Promise.all([
        generation.stop({ drainMs: JOBS_DRAIN_MS }),
        front.drain(REQUESTS_DRAIN_MS),
      ])
      providerWatch.stop()
      access.stop()
      syncDoor.stop()
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeIdleConnections()
      await sync.close()
      await history.close()
      await style.stop()
      server.closeAllConnections()
      await closed
    },
  }
}

/** Where things lie in the data folder. */
export const dataFolders = (dataDir: string) => ({
  assets: join(dataDir, "assets"),
  renditions: join(dataDir, "renditions"),
  comfyUi: join(dataDir, "comfyui"),
})
