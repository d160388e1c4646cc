import type { Result, StoryboardId } from "@panelwright/core"
import { assetSchema, type Asset } from "@panelwright/core/protocol"
import { apiRequest, type ApiFailure } from "../../api/api-request.ts"

/** Keeps a picture on the server under the hash of its bytes, for those who read the storyboard. */
export const uploadAsset = (
  file: Blob,
  storyboardId: StoryboardId,
): Promise<Result<Asset, ApiFailure>> =>
  apiRequest({
    method: "POST",
    path: `/assets?storyboard=${encodeURIComponent(storyboardId)}`,
    body: file,
    answer: assetSchema,
  })
