import { useNavigation } from "react-router"
import { Button } from "../../ui/button.tsx"

export function SubmitButton({ children }: { readonly children: string }) {
  const { state } = useNavigation()
  return (
    <Button
      type="submit"
      tone="primary"
      size="large"
      className="mt-2 w-full"
      aria-busy={state !== "idle"}
    >
      {children}
    </Button>
  )
}
