import type { StoryboardSession } from "@panelwright/storyboard/connection"

/** Everything that is shown as a JSON file, for who can't send their work and whose device keeps nothing. */
export function downloadCopy(session: StoryboardSession): void {
  const storyboard = session.reader.read()
  const text = JSON.stringify(storyboard, null, 2)
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }))
  const link = document.createElement("a")
  link.href = address
  link.download = `${storyboard.settings.title} (not sent).json`
  link.click()
  URL.revokeObjectURL(address)
}
