import { ShotList } from "../features/shot-list/shot-list.tsx"

export default function ShotListView() {
  return <ShotList />
}
