import { ScriptView } from "../features/script/script-view.tsx"

export default function Script() {
  return <ScriptView />
}
