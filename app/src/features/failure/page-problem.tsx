import { Link } from "react-router"
import { buttonStyle } from "../../ui/button.tsx"
import { Button } from "../../ui/button.tsx"
import { Logo } from "../../ui/logo.tsx"
import { describePageError } from "./describe-page-error.ts"

export function PageProblem({ error }: { readonly error: unknown }) {
  const { title, what, kept, action } = describePageError(error)
  return (
    <main className="flex min-h-dvh items-center justify-center p-6">
      <div className="max-w-md">
        <Logo size={28} />
        <h1 className="mt-6 text-xl font-semibold">{title}</h1>
        <p className="mt-2 text-base text-text-2">{what}</p>
        <p className="mt-1 text-base text-text-2">{kept}</p>
        <div className="mt-6 flex gap-2">
          {action === "reload" && (
            <Button tone="primary" size="large" onClick={() => location.reload()}>
              Load the page again
            </Button>
          )}
          {action === "sign-in" && (
            <Link to="/sign-in" className={buttonStyle("primary", "large")}>
              Sign in
            </Link>
          )}
          <Link
            to="/"
            className={buttonStyle(action === "home" ? "primary" : "secondary", "large")}
          >
            All storyboards
          </Link>
        </div>
      </div>
    </main>
  )
}
