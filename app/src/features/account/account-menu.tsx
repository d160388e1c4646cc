import { LogOut, UserRound } from "lucide-react"
import { useNavigate, useSubmit } from "react-router"
import { Menu, MenuChoices, MenuItem, MenuLabel, MenuSeparator } from "../../ui/menu.tsx"
import { useTheme } from "../theme/use-theme.ts"
import { AccountButton } from "./account-button.tsx"
import { usePerson } from "./use-person.ts"

const themeOptions = [
  { value: "dark", label: "Dark" },
  { value: "light", label: "Light" },
  { value: "system", label: "As this device" },
] as const

/** Opens as it comes: it is fetched when a person asks for it. */
export function AccountMenu() {
  const person = usePerson()
  const { theme, setTheme } = useTheme()
  const navigate = useNavigate()
  const submit = useSubmit()
  const name = person?.name ?? "Guest"
  return (
    <Menu align="end" initiallyOpen trigger={<AccountButton person={person} />}>
      <MenuLabel>{name}</MenuLabel>
      {person?.kind === "person" && (
        <MenuItem icon={UserRound} onSelect={() => void navigate("/account")}>
          Account
        </MenuItem>
      )}
      <MenuSeparator />
      <MenuChoices label="Theme" value={theme} options={themeOptions} onChange={setTheme} />
      <MenuSeparator />
      <MenuItem
        icon={LogOut}
        onSelect={() => void submit(null, { method: "post", action: "/sign-out" })}
      >
        Sign out
      </MenuItem>
    </Menu>
  )
}
