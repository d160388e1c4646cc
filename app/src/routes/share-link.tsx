import { Form } from "react-router"
import { describeAccountFailure } from "../features/account/describe-account-failure.ts"
import { finish } from "../features/account/finish.ts"
import { SubmitButton } from "../features/account/submit-button.tsx"
import { TextField } from "../features/account/text-field.tsx"
import { readText } from "../forms/read-text.ts"
import { servicesContext } from "../services-context.ts"
import { Notice } from "../ui/notice.tsx"
import type { Route } from "./+types/share-link"

export const meta: Route.MetaFunction = () => [{ title: "Open a shared storyboard · Panelwright" }]

export function loader({ context }: Route.LoaderArgs) {
  return { name: context.get(servicesContext).actor?.name ?? "" }
}

export async function action({ params, request, context }: Route.ActionArgs) {
  const form = await request.formData()
  const outcome = await context
    .get(servicesContext)
    .useShareLink(params.token, { name: readText(form, "name") })
  return finish(outcome)
}

export default function ShareLink({ loaderData, actionData }: Route.ComponentProps) {
  const failure = actionData && "failure" in actionData ? actionData.failure : null
  return (
    <Form method="post" className="flex flex-col gap-4">
      <div>
        <h1 className="text-xl font-semibold">A storyboard was shared with you</h1>
        <p className="mt-1 text-base text-text-2">
          Others see this name beside your cursor and your changes. No account is needed.
        </p>
      </div>
      {failure && <Notice kind="problem">{describeAccountFailure(failure)}</Notice>}
      <TextField
        label="Your name"
        name="name"
        defaultValue={loaderData.name}
        autoComplete="name"
        maxLength={120}
        required
      />
      <SubmitButton>Open the storyboard</SubmitButton>
    </Form>
  )
}
