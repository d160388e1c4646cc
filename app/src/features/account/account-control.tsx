import { lazy, Suspense, useState } from "react"
import { AccountButton } from "./account-button.tsx"
import { usePerson } from "./use-person.ts"

const loadMenu = () => import("./account-menu.tsx")
const AccountMenu = lazy(async () => ({ default: (await loadMenu()).AccountMenu }))

/** Who is signed in, with a menu that is fetched when somebody reaches for it. */
export function AccountControl() {
  const person = usePerson()
  const [wanted, setWanted] = useState(false)
  if (wanted)
    return (
      <Suspense fallback={<AccountButton person={person} />}>
        <AccountMenu />
      </Suspense>
    )
  return (
    <AccountButton
      person={person}
      onPointerEnter={() => void loadMenu()}
      onFocus={() => void loadMenu()}
      onClick={() => setWanted(true)}
    />
  )
}
