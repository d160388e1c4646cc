/** The widths that the server keeps renditions in. */
export const renditionWidths = [160, 320, 640, 1280, 1920] as const

/** Where a picture is fetched; null: as it was stored. */
export const assetUrl = (assetId: string, width: number | null): string =>
  `/api/v1/assets/${assetId}${width === null ? "" : `?width=${width}`}`
