import { ArrowLeft } from "lucide-react"
import { Form, Link } from "react-router"
import { describeAccountFailure } from "../features/account/describe-account-failure.ts"
import { requireActor } from "../features/account/require-actor.ts"
import { SubmitButton } from "../features/account/submit-button.tsx"
import { TextField } from "../features/account/text-field.tsx"
import { readText } from "../forms/read-text.ts"
import { servicesContext } from "../services-context.ts"
import { Notice } from "../ui/notice.tsx"
import type { Route } from "./+types/account"

export const meta: Route.MetaFunction = () => [{ title: "Account · Panelwright" }]

export function loader({ request, context }: Route.LoaderArgs) {
  return { name: requireActor(context.get(servicesContext), request).name }
}

export async function action({ request, context }: Route.ActionArgs) {
  const services = context.get(servicesContext)
  requireActor(services, request)
  const form = await request.formData()
  const text = (name: string) => readText(form, name).trim()
  const email = text("email")
  const password = readText(form, "password")
  const failure = await services.updateAccount({
    name: text("name"),
    ...(email !== "" && { email }),
    ...(password !== "" && { password }),
  })
  return { failure }
}

export default function Account({ loaderData, actionData }: Route.ComponentProps) {
  return (
    <main className="mx-auto flex max-w-90 flex-col px-6 pt-16 pb-12">
      <Link to="/" className="mb-6 flex items-center gap-1.5 text-text-2 hover:text-text">
        <ArrowLeft aria-hidden size={14} /> All storyboards
      </Link>
      <Form method="post" className="flex flex-col gap-4">
        <h1 className="text-xl font-semibold">Account</h1>
        {actionData?.failure && (
          <Notice kind="problem">{describeAccountFailure(actionData.failure)}</Notice>
        )}
        {actionData && !actionData.failure && (
          <Notice kind="success">Your changes are saved.</Notice>
        )}
        <TextField
          label="Name"
          name="name"
          defaultValue={loaderData.name}
          autoComplete="name"
          maxLength={120}
          required
        />
        <TextField
          label="E-mail"
          name="email"
          type="email"
          autoComplete="username"
          hint="Leave it empty to keep the present one."
        />
        <TextField
          label="New password"
          name="password"
          type="password"
          autoComplete="new-password"
          hint="Leave it empty to keep the present one. With e-mail and password you can sign in anywhere."
        />
        <SubmitButton>Save</SubmitButton>
      </Form>
    </main>
  )
}
