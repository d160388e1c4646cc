import { Outlet } from "react-router"
import { Logo } from "../ui/logo.tsx"

/** The frame of every page on which a person is let in. */
export default function Entrance() {
  return (
    <main className="flex min-h-dvh flex-col items-center px-6 pt-[14vh] pb-12">
      <div className="w-full max-w-90">
        <div className="mb-8 flex items-center gap-2 text-base font-semibold">
          <Logo /> Panelwright
        </div>
        <Outlet />
      </div>
    </main>
  )
}
