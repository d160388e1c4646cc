import type { Version } from "@panelwright/core"
import { Ellipsis, Pencil, Trash2 } from "lucide-react"
import { classNames } from "../../ui/class-names.ts"
import { IconButton } from "../../ui/icon-button.tsx"
import { Menu, MenuItem } from "../../ui/menu.tsx"
import { formatMoment } from "./format-moment.ts"

export interface VersionListProps {
  readonly versions: readonly Version[]
  readonly now: number
  readonly shown: string | null
  readonly mayEdit: boolean
  readonly onShow: (version: Version) => void
  readonly onRename: (version: Version) => void
  readonly onDelete: (version: Version) => void
}

export function VersionList(props: VersionListProps) {
  const { versions, now, shown, mayEdit, onShow, onRename, onDelete } = props
  if (versions.length === 0)
    return (
      <p className="p-4 text-sm text-text-2">
        No version has a name yet. Show a moment and press “Name this version”: it is then kept for
        good.
      </p>
    )
  return (
    <ul aria-label="Versions" className="flex flex-col gap-1 p-2">
      {versions.map((version) => (
        <li key={version.id} className="flex items-start gap-1">
          <button
            type="button"
            aria-pressed={shown === version.id}
            onClick={() => onShow(version)}
            className={classNames(
              "flex min-w-0 flex-1 flex-col rounded-md border px-2 py-1.5 text-left text-xs",
              shown === version.id
                ? "border-accent bg-accent-soft"
                : "border-transparent hover:bg-surface-2",
            )}
          >
            <span className="text-sm font-medium break-words">{version.name}</span>
            <span className="text-text-2">
              {formatMoment(version.at, now)} · {version.createdBy.name}
            </span>
            {version.note !== "" && (
              <span className="mt-1 break-words whitespace-pre-wrap text-text-2">
                {version.note}
              </span>
            )}
          </button>
          {mayEdit && (
            <Menu
              align="end"
              trigger={<IconButton label={`More for ${version.name}`} icon={Ellipsis} />}
            >
              <MenuItem icon={Pencil} onSelect={() => onRename(version)}>
                Rename
              </MenuItem>
              <MenuItem icon={Trash2} danger onSelect={() => onDelete(version)}>
                Delete
              </MenuItem>
            </Menu>
          )}
        </li>
      ))}
    </ul>
  )
}
