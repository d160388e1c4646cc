import { Form, Link } from "react-router"
import { describeAccountFailure } from "../features/account/describe-account-failure.ts"
import { finish } from "../features/account/finish.ts"
import { SubmitButton } from "../features/account/submit-button.tsx"
import { TextField } from "../features/account/text-field.tsx"
import { readText } from "../forms/read-text.ts"
import { servicesContext } from "../services-context.ts"
import { buttonStyle } from "../ui/button.tsx"
import { Notice } from "../ui/notice.tsx"
import type { Route } from "./+types/invitation"

export const meta: Route.MetaFunction = () => [{ title: "Invitation · Panelwright" }]

export async function loader({ params, context }: Route.LoaderArgs) {
  return { invitation: await context.get(servicesContext).findInvitation(params.token) }
}

export async function action({ params, request, context }: Route.ActionArgs) {
  const form = await request.formData()
  const outcome = await context.get(servicesContext).acceptInvitation(params.token, {
    name: readText(form, "name"),
    password: readText(form, "password"),
  })
  return finish(outcome)
}

export default function Invitation({ loaderData, actionData }: Route.ComponentProps) {
  const { invitation } = loaderData
  const failure = actionData && "failure" in actionData ? actionData.failure : null
  if (!invitation)
    return (
      <>
        <h1 className="text-xl font-semibold">This invitation does not work</h1>
        <p className="mt-2 mb-6 text-base text-text-2">
          It was used, taken back or has expired. Ask the person who sent it for a new one.
        </p>
        <Link to="/sign-in" className={buttonStyle("primary", "large")}>
          Sign in
        </Link>
      </>
    )
  return (
    <Form method="post" className="flex flex-col gap-4">
      <div>
        <h1 className="text-xl font-semibold">
          {invitation.storyboardTitle ? `Join “${invitation.storyboardTitle}”` : "Join Panelwright"}
        </h1>
        <p className="mt-1 text-base text-text-2">Choose a name and a password.</p>
      </div>
      {failure && <Notice kind="problem">{describeAccountFailure(failure)}</Notice>}
      <TextField
        label="E-mail"
        type="email"
        value={invitation.email}
        autoComplete="username"
        readOnly
      />
      <TextField label="Name" name="name" autoComplete="name" maxLength={120} required />
      <TextField
        label="Password"
        name="password"
        type="password"
        autoComplete="new-password"
        required
      />
      <SubmitButton>Join</SubmitButton>
    </Form>
  )
}
