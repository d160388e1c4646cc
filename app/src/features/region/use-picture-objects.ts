import type { VariantId } from "@panelwright/core"
import { pictureObjectsSchema, type PictureObjects } from "@panelwright/core/protocol"
import { useEffect, useState } from "react"
import { apiRequest } from "../../api/api-request.ts"
import { useWorkspace } from "../workspace/workspace-context.tsx"

/** Two of a kind in a picture are told apart by a number. */
function nameApart({ objects }: PictureObjects) {
  const counts = new Map<string, number>()
  for (const { name } of objects) counts.set(name, (counts.get(name) ?? 0) + 1)
  const used = new Map<string, number>()
  return objects.map((object) => {
    const number = (used.get(object.name) ?? 0) + 1
    used.set(object.name, number)
    return (counts.get(object.name) ?? 0) > 1
      ? { ...object, name: `${object.name} ${number}` }
      : object
  })
}

/** The things in a picture that can be clicked; none until they are known, or where nobody knows them. */
export function usePictureObjects(variantId: VariantId | null): PictureObjects["objects"] {
  const { session } = useWorkspace()
  const [known, setKnown] = useState<{ id: VariantId; objects: PictureObjects["objects"] } | null>(
    null,
  )
  useEffect(() => {
    if (variantId === null) return undefined
    const stop = new AbortController()
    const load = async () => {
      const answer = await apiRequest({
        path: `/storyboards/${session.storyboardId}/variants/${variantId}/objects`,
        answer: pictureObjectsSchema,
        signal: stop.signal,
      })
      if (answer.ok) setKnown({ id: variantId, objects: nameApart(answer.value) })
    }
    void load()
    return () => stop.abort()
  }, [session, variantId])
  return known?.id === variantId ? known.objects : nothing
}

const nothing: PictureObjects["objects"] = []
