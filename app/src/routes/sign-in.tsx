import { Form, redirect, useSearchParams } from "react-router"
import { describeAccountFailure } from "../features/account/describe-account-failure.ts"
import { finish } from "../features/account/finish.ts"
import { SubmitButton } from "../features/account/submit-button.tsx"
import { TextField } from "../features/account/text-field.tsx"
import { readText } from "../forms/read-text.ts"
import { servicesContext } from "../services-context.ts"
import { Notice } from "../ui/notice.tsx"
import type { Route } from "./+types/sign-in"

export const meta: Route.MetaFunction = () => [{ title: "Sign in · Panelwright" }]

export function loader({ context }: Route.LoaderArgs) {
  if (context.get(servicesContext).actor) return redirect("/")
  return null
}

export async function action({ request, context }: Route.ActionArgs) {
  const form = await request.formData()
  const outcome = await context.get(servicesContext).signIn({
    email: readText(form, "email"),
    password: readText(form, "password"),
  })
  return finish(outcome, readText(form, "next"))
}

export default function SignIn({ actionData }: Route.ComponentProps) {
  const [search] = useSearchParams()
  const failure = actionData && "failure" in actionData ? actionData.failure : null
  return (
    <Form method="post" className="flex flex-col gap-4">
      <h1 className="text-xl font-semibold">Sign in</h1>
      {failure && <Notice kind="problem">{describeAccountFailure(failure)}</Notice>}
      <input type="hidden" name="next" value={search.get("next") ?? ""} />
      <TextField label="E-mail" name="email" type="email" autoComplete="username" required />
      <TextField
        label="Password"
        name="password"
        type="password"
        autoComplete="current-password"
        required
      />
      <SubmitButton>Sign in</SubmitButton>
      <p className="text-text-3">
        The owner signs in the first time with the link that the program prints when it starts.
        Others need an invitation or a link from somebody who has a storyboard.
      </p>
    </Form>
  )
}
