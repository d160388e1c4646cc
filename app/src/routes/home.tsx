import type { StoryboardSummary } from "@panelwright/core/protocol"
import { storyboardIdSchema } from "@panelwright/core"
import { Search } from "lucide-react"
import { lazy, Suspense, useCallback, useState } from "react"
import { useFetchers } from "react-router"
import { AccountControl } from "../features/account/account-control.tsx"
import { requireActor } from "../features/account/require-actor.ts"
import type { ScriptSource } from "../features/home/script-source.ts"
import { sortOrders, sortStoryboards, type SortOrder } from "../features/home/sort-storyboards.ts"
import { StartStrip } from "../features/home/start-strip.tsx"
import { StoryboardCard } from "../features/home/storyboard-card.tsx"
import { useFileDrop } from "../features/home/use-file-drop.ts"
import { storyboardPath } from "../features/workspace/paths.ts"
import { servicesContext } from "../services-context.ts"
import { TextInput } from "../ui/field.tsx"
import { Logo } from "../ui/logo.tsx"
import { Select } from "../ui/select.tsx"
import type { Route } from "./+types/home"

const DeleteDialog = lazy(async () => ({
  default: (await import("../features/home/delete-dialog.tsx")).DeleteDialog,
}))
const NewStoryboardDialog = lazy(async () => ({
  default: (await import("../features/home/new-storyboard-dialog.tsx")).NewStoryboardDialog,
}))

const sampleTitle = "The Lighthouse"

export const meta: Route.MetaFunction = () => [{ title: "Storyboards · Panelwright" }]

export async function loader({ request, context }: Route.LoaderArgs) {
  const services = context.get(servicesContext)
  const actor = requireActor(services, request)
  return {
    storyboards: await services.listStoryboards(),
    canCreate: actor.installationRole !== "guest",
    now: Date.now(),
  }
}

export async function action({ request, context }: Route.ActionArgs) {
  const services = context.get(servicesContext)
  requireActor(services, request)
  const form = await request.formData()
  const id = storyboardIdSchema.safeParse(form.get("id"))
  if (id.success) await services.deleteStoryboard(id.data)
  return null
}

export default function Home({ loaderData }: Route.ComponentProps) {
  const { canCreate, now } = loaderData
  const [search, setSearch] = useState("")
  const [order, setOrder] = useState<SortOrder>("edited")
  const [starting, setStarting] = useState<{ readonly source: ScriptSource | null } | null>(null)
  const [deleting, setDeleting] = useState<StoryboardSummary | null>(null)
  const handleDrop = useCallback(
    (file: File) => setStarting({ source: { kind: "file", file } }),
    [],
  )
  const over = useFileDrop(canCreate && starting === null ? handleDrop : null)
  const leaving = new Set(useFetchers().map(({ formData }) => formData?.get("id")))
  const all = loaderData.storyboards.filter(({ id }) => !leaving.has(id))
  const shown = sortStoryboards(all, order, search)
  const sample = all.find(({ title }) => title === sampleTitle)

  return (
    <div className="min-h-dvh">
      <header className="flex h-12 items-center gap-2 border-b bg-surface px-4 text-base font-semibold md:px-6">
        <Logo /> Panelwright
        <span className="flex-1" />
        <AccountControl />
      </header>
      <main className="mx-auto max-w-300 px-4 py-8 md:px-6">
        {canCreate && (
          <StartStrip
            samplePath={sample ? storyboardPath(sample.id) : null}
            onStart={(source) => setStarting({ source })}
          />
        )}
        <div className="mt-8 mb-4 flex flex-wrap items-center gap-2">
          <h1 className="mr-auto text-lg font-semibold">Storyboards</h1>
          <span className="relative">
            <Search
              aria-hidden
              size={14}
              className="pointer-events-none absolute top-1/2 left-2 -translate-y-1/2 text-text-3"
            />
            <TextInput
              type="search"
              aria-label="Search storyboards"
              placeholder="Search"
              size="small"
              className="max-w-52 pl-7!"
              value={search}
              onChange={(event) => setSearch(event.target.value)}
            />
          </span>
          <Select
            label="Sort by"
            className="w-32"
            value={order}
            options={sortOrders}
            onChange={setOrder}
          />
        </div>
        {shown.length === 0 ? (
          <p className="rounded-lg border border-dashed px-4 py-12 text-center text-text-2">
            {search === ""
              ? "No storyboards yet. Paste a script above to make the first."
              : `No storyboard has “${search}” in its title.`}
          </p>
        ) : (
          <ul className="grid grid-cols-[repeat(auto-fill,minmax(240px,1fr))] gap-x-5 gap-y-6">
            {shown.map((storyboard) => (
              <StoryboardCard
                key={storyboard.id}
                storyboard={storyboard}
                now={now}
                onDelete={() => setDeleting(storyboard)}
              />
            ))}
          </ul>
        )}
      </main>
      {over && (
        <div className="pointer-events-none fixed inset-3 z-50 flex items-center justify-center rounded-lg border-2 border-dashed border-accent bg-bg/85 text-xl font-medium">
          Drop the script to storyboard it
        </div>
      )}
      {starting && (
        <Suspense>
          <NewStoryboardDialog initial={starting.source} onClose={() => setStarting(null)} />
        </Suspense>
      )}
      {deleting && (
        <Suspense>
          <DeleteDialog storyboard={deleting} onClose={() => setDeleting(null)} />
        </Suspense>
      )}
    </div>
  )
}
