import { useRouteLoaderData } from "react-router"

/** The one who is signed in, as the page was made for; null: nobody. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly colour: string
  readonly kind: "person" | "guest" | "token"
  readonly installationRole: "owner" | "member" | "guest"
}

export function usePerson(): Person | null {
  const root = useRouteLoaderData<{ readonly person: Person | null }>("root")
  return root?.person ?? null
}
