import { LogOut, UserRound } from "lucide-react"
import { useNavigate, useSubmit } from "react-router"
import { Menu, MenuChoices, MenuItem, MenuLabel, MenuSeparator } from "../../ui/menu.tsx"
import { useTheme } from "../theme/use-theme.ts"
import { usePerson } from "./use-person.ts"

const themeOptions = [
  { value: "dark", label: "Dark" },
  { value: "light", label: "Light" },
  { value: "system", label: "As this device" },
] as const

export function AccountMenu() {
  const person = usePerson()
  const { theme, setTheme } = useTheme()
  const navigate = useNavigate()
  const submit = useSubmit()
  const name = person?.name ?? "Guest"
  return (
    <Menu
      align="end"
      trigger={
        <button
          type="button"
          aria-label={`Account of ${name}`}
          className="flex size-7 shrink-0 items-center justify-center rounded-full border-2 bg-surface-3 text-xs font-semibold"
          style={{ borderColor: person?.colour }}
        >
          {name.charAt(0).toUpperCase()}
        </button>
      }
    >
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
