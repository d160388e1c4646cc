import {
  changesQuerySchema,
  comparisonSchema,
  compareQuerySchema,
  createVersionBodySchema,
  failure,
  historyChangesSchema,
  pointQuerySchema,
  restoreBodySchema,
  restoredSchema,
  success,
  timelineSchema,
  updateVersionBodySchema,
  versionIdSchema,
  versionSchema,
} from "@panelwright/core"
import { storyboardStateSchema } from "@panelwright/core/protocol"
import { z } from "zod"
import type { History } from "../../history/history.ts"
import { createRoute, type ApiRoute } from "./route.ts"

const smallBody = 64_000
const docType = "application/octet-stream"

/** What storyboards were: to look at, to compare, to go back to. */
export function createHistoryRoutes(options: {
  readonly history: Omit<History, "close">
}): ApiRoute[] {
  const { history } = options
  return [
    createRoute(
      {
        method: "GET",
        path: "/storyboards/{id}/history",
        summary: "Every minute in which the storyboard was changed, and by whom, oldest first.",
        access: { storyboard: "storyboard.read" },
        answer: { status: 200, schema: timelineSchema },
        problems: [],
      },
      async ({ storyboardId }) => success(await history.loadTimeline(storyboardId)),
    ),
    createRoute(
      {
        method: "GET",
        path: "/storyboards/{id}/history/changes",
        summary: "What was done between revisions, by whom: `revisions=120,180,240`.",
        access: { storyboard: "storyboard.read" },
        query: changesQuerySchema,
        answer: { status: 200, schema: historyChangesSchema },
        cost: 4,
        problems: ["moment-not-found"],
      },
      async ({ storyboardId, query }) => {
        const described = await history.describeChanges(storyboardId, query.revisions)
        return described.ok ? success({ stretches: described.value }) : described
      },
    ),
    createRoute(
      {
        method: "GET",
        path: "/storyboards/{id}/history/state",
        summary:
          "The storyboard as it was at a point: `revision:12`, `version:…`, a time, or `now`.",
        access: { storyboard: "storyboard.read" },
        query: pointQuerySchema,
        answer: { status: 200, schema: storyboardStateSchema },
        cost: 4,
        problems: ["moment-not-found", "version-not-found", "unavailable"],
      },
      async ({ storyboardId, query }) => history.loadState(storyboardId, query.point),
    ),
    createRoute(
      {
        method: "GET",
        path: "/storyboards/{id}/history/doc",
        summary: "The shared document as it was at a point, as one Yjs update.",
        access: { storyboard: "storyboard.read" },
        query: pointQuerySchema,
        answer: { status: 200, mediaTypes: [docType] },
        cost: 4,
        problems: ["moment-not-found", "version-not-found", "unavailable"],
      },
      async ({ storyboardId, query }) => {
        const loaded = await history.loadDoc(storyboardId, query.point)
        if (!loaded.ok) return loaded
        return new Response(new Uint8Array(loaded.value.state), {
          headers: {
            "content-type": docType,
            "cache-control": "no-store",
            "panelwright-revision": String(loaded.value.revision),
          },
        })
      },
    ),
    createRoute(
      {
        method: "GET",
        path: "/storyboards/{id}/compare",
        summary: "What is different at one point from what was at another.",
        access: { storyboard: "storyboard.read" },
        query: compareQuerySchema,
        answer: { status: 200, schema: comparisonSchema },
        cost: 8,
        problems: ["moment-not-found", "version-not-found", "unavailable"],
      },
      async ({ storyboardId, query }) => history.compare(storyboardId, query),
    ),
    createRoute(
      {
        method: "POST",
        path: "/storyboards/{id}/restore",
        summary:
          "Sets the storyboard, or some panels, back to what they were, by a new change. `dryRun` says what would differ.",
        access: { storyboard: "storyboard.edit" },
        body: { kind: "json", schema: restoreBodySchema, limit: smallBody },
        answer: { status: 200, schema: restoredSchema },
        cost: 8,
        problems: ["moment-not-found", "version-not-found", "panel-not-found", "unavailable"],
      },
      async ({ actor, storyboardId, body }) => history.restore(actor, storyboardId, body),
    ),
    ...createVersionRoutes(history),
  ]
}

function createVersionRoutes({ versions }: Pick<History, "versions">): ApiRoute[] {
  return [
    createRoute(
      {
        method: "GET",
        path: "/storyboards/{id}/versions",
        summary: "The states that people named, newest first.",
        access: { storyboard: "storyboard.read" },
        answer: { status: 200, schema: z.array(versionSchema) },
        problems: [],
      },
      async ({ storyboardId }) => success(await versions.list(storyboardId)),
    ),
    createRoute(
      {
        method: "POST",
        path: "/storyboards/{id}/versions",
        summary: "Names a state, the present one where no point is given, and keeps it for good.",
        access: { storyboard: "storyboard.edit" },
        body: { kind: "json", schema: createVersionBodySchema, limit: smallBody },
        answer: { status: 201, schema: versionSchema },
        cost: 4,
        problems: ["moment-not-found", "version-not-found", "version-limit", "unavailable"],
      },
      async ({ actor, storyboardId, body }) => versions.create(actor, storyboardId, body),
    ),
    createRoute(
      {
        method: "PATCH",
        path: "/storyboards/{id}/versions/{versionId}",
        summary: "Gives a version another name or note.",
        access: { storyboard: "storyboard.edit" },
        body: { kind: "json", schema: updateVersionBodySchema, limit: smallBody },
        answer: { status: 200, schema: versionSchema },
        problems: ["version-not-found"],
      },
      async ({ storyboardId, parameters, body }) => {
        const versionId = versionIdSchema.safeParse(parameters["versionId"])
        if (!versionId.success) return failure({ kind: "version-not-found" })
        return versions.update(storyboardId, versionId.data, body)
      },
    ),
    createRoute(
      {
        method: "DELETE",
        path: "/storyboards/{id}/versions/{versionId}",
        summary: "Takes a version away; the storyboard stays as it is.",
        access: { storyboard: "storyboard.edit" },
        answer: { status: 204 },
        problems: ["version-not-found"],
      },
      async ({ actor, storyboardId, parameters }) => {
        const versionId = versionIdSchema.safeParse(parameters["versionId"])
        if (!versionId.success) return failure({ kind: "version-not-found" })
        return versions.delete(actor, storyboardId, versionId.data)
      },
    ),
  ]
}
