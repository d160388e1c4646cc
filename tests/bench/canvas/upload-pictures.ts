import type { Api } from "../../support/api.ts"
import { drawPicture, type Picture } from "../pictured-storyboard.ts"

/** Enough that no two on a screen are the same; more would only make the benchmark wait for its own drawing. */
const pictureCount = 200

/** Uploads the pictures that all boards of the benchmark share. */
export async function uploadPictures(api: Api): Promise<Picture[]> {
  const pictures: Picture[] = []
  for (let seed = 0; seed < pictureCount; seed += 1) {
    const bytes = await drawPicture(seed).jpeg({ quality: 86 }).toBuffer()
    pictures.push(await api.postBytes<Picture>("/assets", bytes, "image/jpeg"))
  }
  return pictures
}
