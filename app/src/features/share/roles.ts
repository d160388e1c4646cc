import type { Role } from "@panelwright/core"

export const roleLabels: Record<Role, string> = {
  owner: "Owner",
  editor: "Editor",
  commenter: "Commenter",
  viewer: "Viewer",
}

/** What can be given away; a storyboard has one owner. */
export const linkRoles: readonly { readonly value: Role; readonly label: string }[] = [
  { value: "editor", label: "Editor" },
  { value: "commenter", label: "Commenter" },
  { value: "viewer", label: "Viewer" },
]

export const linkLifetimes = [
  { value: "1", label: "For a day" },
  { value: "7", label: "For a week" },
  { value: "30", label: "For a month" },
  { value: "", label: "Until taken back" },
] as const
