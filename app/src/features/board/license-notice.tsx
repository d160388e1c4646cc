import { Link } from "react-router"
import { buttonStyle } from "../../ui/button.tsx"
import { storyboardPath } from "../workspace/paths.ts"

/** Stands where the canvas would be, where its licence asks for a key and none is set. */
export function LicenseNotice({ storyboardId }: { readonly storyboardId: string }) {
  return (
    <div className="flex h-full items-center justify-center overflow-y-auto p-6">
      <div className="max-w-lg">
        <h2 className="text-xl font-semibold">The board needs a licence key on this server</h2>
        <p className="mt-2 text-base text-text-2">
          The canvas is tldraw. On a public address its licence asks for a key, and none is set
          here. Everything else works without it: the script, the shot list, style and cast,
          pictures and the PDF.
        </p>
        <p className="mt-2 text-base text-text-2">
          Who runs this server gets a key from tldraw.dev, puts it into{" "}
          <code className="rounded-sm bg-surface-3 px-1 font-script">TLDRAW_LICENSE_KEY</code> and
          starts Panelwright again. Nothing on the board is lost until then.
        </p>
        <Link
          to={storyboardPath(storyboardId, "shot-list")}
          className={`${buttonStyle("primary", "large")} mt-5`}
        >
          Work in the shot list
        </Link>
      </div>
    </div>
  )
}
