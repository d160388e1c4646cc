import { redirect } from "react-router"
import { servicesContext } from "../services-context.ts"
import type { Route } from "./+types/sign-out"

export async function action({ context }: Route.ActionArgs) {
  const { setCookie } = await context.get(servicesContext).signOut()
  return redirect("/sign-in", { headers: { "Set-Cookie": setCookie } })
}

export const loader = () => redirect("/")
