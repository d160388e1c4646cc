import { Outlet } from "react-router"
export default function StoryboardRoute() {
  return <Outlet />
}
