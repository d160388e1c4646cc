import { ScriptView } from "../features/script/script-view.client.tsx"

export default function Script() {
  return <ScriptView />
}
