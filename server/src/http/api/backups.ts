import { addAbortSignal, Readable } from "node:stream"
import type { Backups } from "../../backup/create-backup.ts"
import { createRoute, type ApiRoute } from "./route.ts"

export function createBackupRoutes({ backups }: { readonly backups: Backups }): ApiRoute[] {
  return [
    createRoute(
      {
        method: "GET",
        path: "/backup",
        cost: 60,
        summary: "Everything of this installation as one file, for the command `restore`.",
        access: { installation: "installation.manage" },
        answer: { status: 200, mediaTypes: ["application/x-tar"] },
        problems: ["backup-running", "unavailable"],
      },
      async ({ request }) => {
        const made = await backups.create()
        if (!made.ok) return made
        const { name, bytes } = made.value
        addAbortSignal(request.signal, bytes)
        return new Response(Readable.toWeb(bytes) as ReadableStream<Uint8Array>, {
          headers: {
            "content-type": "application/x-tar",
            "content-disposition": `attachment; filename="${name}"`,
            "cache-control": "no-store",
          },
        })
      },
    ),
  ]
}
