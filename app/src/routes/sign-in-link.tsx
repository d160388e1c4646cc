import { Link } from "react-router"
import { describeAccountFailure } from "../features/account/describe-account-failure.ts"
import { finish } from "../features/account/finish.ts"
import { servicesContext } from "../services-context.ts"
import { buttonStyle } from "../ui/button.tsx"
import type { Route } from "./+types/sign-in-link"

export const meta: Route.MetaFunction = () => [{ title: "Sign in · Panelwright" }]

export async function loader({ params, context }: Route.LoaderArgs) {
  return finish(await context.get(servicesContext).useSignInLink(params.token))
}

export default function SignInLink({ loaderData }: Route.ComponentProps) {
  return (
    <>
      <h1 className="text-xl font-semibold">This link does not sign you in</h1>
      <p className="mt-2 mb-6 text-base text-text-2">
        {describeAccountFailure(loaderData.failure)} The program prints a new one each time it
        starts.
      </p>
      <Link to="/sign-in" className={buttonStyle("primary", "large")}>
        Sign in with e-mail
      </Link>
    </>
  )
}
