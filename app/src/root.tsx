import type { ReactNode } from "react"
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useRouteLoaderData,
  type ShouldRevalidateFunction,
} from "react-router"
import type { Route } from "./+types/root"
import { PageProblem } from "./features/failure/page-problem.tsx"
import { parseTheme } from "./features/theme/theme.ts"
import { servicesContext } from "./services-context.ts"
import stylesUrl from "./styles.css?url"

export function loader({ request, context }: Route.LoaderArgs) {
  const { nonce, actor } = context.get(servicesContext)
  return {
    nonce,
    theme: parseTheme(request.headers.get("cookie")),
    person: actor && {
      id: actor.id,
      name: actor.name,
      colour: actor.colour,
      kind: actor.kind,
      installationRole: actor.installationRole,
    },
  }
}

/** A nonce and a cookie that were right for the document stay right for the page. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ formAction }) =>
  formAction !== undefined

export const links: Route.LinksFunction = () => [{ rel: "stylesheet", href: stylesUrl }]

export const meta: Route.MetaFunction = () => [
  { title: "Panelwright" },
  { name: "description", content: "Storyboards, drawn together." },
]

export function Layout({ children }: { readonly children: ReactNode }) {
  const data = useRouteLoaderData<typeof loader>("root")
  const nonce = data?.nonce
  return (
    <html lang="en" data-theme={data?.theme ?? "dark"} suppressHydrationWarning>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="dark light" />
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <Meta />
        <Links nonce={nonce} />
      </head>
      <body>
        {children}
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  )
}

export default function Root() {
  return <Outlet />
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  return <PageProblem error={error} />
}
