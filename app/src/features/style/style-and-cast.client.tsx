import { CastList } from "../cast/cast-list.tsx"
import { LocationList } from "../cast/location-list.tsx"
import { pageView, useViewport } from "../together/use-viewport.ts"
import { StyleEditor } from "./style-editor.tsx"

export function StyleAndCast() {
  const scroller = useViewport(pageView)
  return (
    <div ref={scroller} className="absolute inset-0 overflow-y-auto">
      <h2 className="sr-only">Style & cast</h2>
      <div className="mx-auto grid max-w-300 gap-x-10 gap-y-10 p-6 xl:grid-cols-2">
        <StyleEditor />
        <div className="flex flex-col gap-10">
          <CastList />
          <LocationList />
        </div>
      </div>
    </div>
  )
}
