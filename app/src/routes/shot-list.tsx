import { ShotList } from "../features/shot-list/shot-list.client.tsx"

export default function ShotListView() {
  return <ShotList />
}
