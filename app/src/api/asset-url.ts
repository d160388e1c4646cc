/** Where a picture is fetched; null: as it was stored. */
export const assetUrl = (assetId: string, width: number | null): string =>
  `/api/v1/assets/${assetId}${width === null ? "" : `?width=${width}`}`
