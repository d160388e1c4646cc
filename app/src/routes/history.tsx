import { HistoryView } from "../features/history/history-view.client.tsx"

export default function HistoryPage() {
  return <HistoryView />
}
