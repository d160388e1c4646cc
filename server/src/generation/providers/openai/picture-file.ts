import type { Reference } from "@panelwright/core"

/** A guiding picture as a part of the form, named by what it is there for. */
export function toPictureFile({ bytes, role }: Reference, index: number): File {
  const type = detectType(bytes)
  const ending = type.slice("image/".length)
  return new File([new Uint8Array(bytes)], `${index + 1}-${role}.${ending}`, { type })
}

function detectType(bytes: Uint8Array): "image/png" | "image/jpeg" | "image/webp" {
  if (bytes[0] === 0xff) return "image/jpeg"
  return bytes[0] === 0x52 ? "image/webp" : "image/png"
}
