import sharp from "sharp"
import { isAllowedSize } from "../picture-size.ts"

/** A call that kept every rule. */
export interface ImagesCall {
  readonly events: "image_generation" | "image_edit"
  readonly model: string
  readonly prompt: string
  readonly size: { readonly width: number; readonly height: number }
  readonly quality: string
  readonly stream: boolean
  readonly partialImages: number
  readonly pictures: readonly Uint8Array[]
  readonly pictureTypes: readonly string[]
  readonly mask: Uint8Array | null
  readonly markup: Uint8Array | null
  readonly responseFormat: unknown
}

export class ProtocolError extends Error {
  readonly status: number
  readonly body: object

  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.body = { message, type: "invalid_request_error", code, param: null }
  }
}

const refuse = (message: string): never => {
  throw new ProtocolError(400, "invalid_value", message)
}

export const models: ReadonlySet<string> = new Set([
  "gpt-image-2.6-flare",
  "gpt-image-2.6-sunburst",
  "gpt-image-2.5-flare",
  "gpt-image-2.5-sunburst",
  "gpt-image-2",
])
const shared = [
  "background",
  "complexity",
  "model",
  "moderation",
  "n",
  "output_compression",
  "output_format",
  "partial_images",
  "prompt",
  "quality",
  "safety_identifier",
  "size",
  "stream",
  "user",
]
const oneOf = (name: string, value: unknown, known: readonly string[]): string => {
  const text = typeof value === "string" ? value : "auto"
  return known.includes(text) ? text : refuse(`Invalid value for '${name}': ${text}.`)
}

type Fields = Readonly<Record<string, unknown>>

function checkShared(fields: Fields, events: ImagesCall["events"]) {
  const { model, prompt, size } = fields
  if (typeof model !== "string") return refuse("Missing required parameter: 'model'.")
  if (!models.has(model))
    throw new ProtocolError(404, "model_not_found", `The model '${model}' does not exist.`)
  if (typeof prompt !== "string" || prompt === "" || prompt.length > 32_000)
    return refuse("Invalid 'prompt'.")
  const match = /^(\d+)x(\d+)$/.exec(typeof size === "string" ? size : "1024x1024")
  const wanted = { width: Number(match?.[1]), height: Number(match?.[2]) }
  if (!match || !isAllowedSize(wanted)) return refuse(`Invalid size '${String(size)}'.`)
  const n = fields["n"] ?? 1
  if (typeof n !== "number" || n < 1 || n > 10) return refuse("Invalid 'n'.")
  const partialImages = fields["partial_images"] ?? 0
  if (typeof partialImages !== "number" || partialImages < 0 || partialImages > 3)
    return refuse("Invalid 'partial_images'.")
  const stream = fields["stream"] ?? false
  if (typeof stream !== "boolean") return refuse("Invalid 'stream'.")
  oneOf("background", fields["background"], ["transparent", "opaque", "auto"])
  oneOf("output_format", fields["output_format"] ?? "png", ["png", "webp", "jpeg"])
  const quality = oneOf("quality", fields["quality"], [
    "low",
    "medium",
    "high",
    "xhigh",
    "max",
    "auto",
  ])
  return { events, model, prompt, size: wanted, quality, stream, partialImages }
}

function refuseUnknown(
  names: Iterable<string>,
  known: readonly string[],
  lacking: readonly string[],
): void {
  for (const name of names)
    if (!known.includes(name) || lacking.includes(name)) refuse(`Unknown parameter: '${name}'.`)
}

export async function checkGenerate(
  request: Request,
  lacking: readonly string[],
): Promise<ImagesCall> {
  if (request.headers.get("content-type") !== "application/json") refuse("Expected JSON.")
  const fields = (await request.json()) as Fields
  refuseUnknown(Object.keys(fields), [...shared, "style", "response_format"], lacking)
  return {
    ...checkShared(fields, "image_generation"),
    pictures: [],
    pictureTypes: [],
    mask: null,
    markup: null,
    responseFormat: fields["response_format"],
  }
}

const numbers = new Set(["n", "partial_images", "output_compression"])

/** A form has only text: these are the names that mean something else. */
function fromForm(name: string, value: File | string): unknown {
  if (numbers.has(name)) return Number(value)
  return name === "stream" ? value === "true" : value
}

export async function checkEdit(request: Request, lacking: readonly string[]): Promise<ImagesCall> {
  const type = request.headers.get("content-type") ?? ""
  if (!type.startsWith("multipart/form-data; boundary=")) refuse("Expected multipart/form-data.")
  const form = await request.formData()
  refuseUnknown(form.keys(), [...shared, "image", "image[]", "mask", "markup"], lacking)
  const fields = Object.fromEntries(
    [...form.entries()].map(([name, value]) => [name, fromForm(name, value)]),
  )
  const checked = checkShared(fields, "image_edit")
  const files = [...form.getAll("image[]"), ...form.getAll("image")]
  if (files.length === 0 || files.length > 16) refuse("Expected 1 to 16 images.")
  const pictures: Uint8Array[] = []
  const pictureTypes: string[] = []
  let first: { width: number; height: number } | null = null
  for (const file of files) {
    if (!(file instanceof File)) return refuse("'image' has to be a file.")
    const bytes = new Uint8Array(await file.arrayBuffer())
    const { format, width, height } = await sharp(bytes).metadata()
    if (!["png", "jpeg", "webp"].includes(format)) refuse(`Unsupported image: ${format}.`)
    if (file.type !== `image/${format}`) refuse(`The file says ${file.type} and is ${format}.`)
    first ??= { width, height }
    pictures.push(bytes)
    pictureTypes.push(file.type)
  }
  const mask = form.get("mask")
  const markup = form.get("markup")
  if (mask !== null && markup !== null) refuse("'mask' and 'markup' exclude each other.")
  if (markup !== null && /^gpt-image-2(-\d|$)/.test(checked.model))
    refuse("Unknown parameter: 'markup'.")
  return {
    ...checked,
    pictures,
    pictureTypes,
    mask: mask === null || first === null ? null : await checkOverlay("mask", mask, first),
    responseFormat: null,
    markup: markup === null || first === null ? null : await checkOverlay("markup", markup, first),
  }
}

/** Both are PNGs of the first picture's size in which something can be seen through. */
async function checkOverlay(
  name: "mask" | "markup",
  file: File | string,
  first: { readonly width: number; readonly height: number },
): Promise<Uint8Array> {
  if (!(file instanceof File) || file.size > 4 * 1024 * 1024) return refuse(`Invalid ${name} file.`)
  const bytes = new Uint8Array(await file.arrayBuffer())
  const { format, width, height, hasAlpha } = await sharp(bytes).metadata()
  if (format !== "png" || !hasAlpha)
    refuse(`Invalid ${name} image format - ${name} has no alpha channel.`)
  if (width !== first.width || height !== first.height)
    refuse(`Invalid ${name} image - size does not match the image.`)
  if (name === "markup" && (await sharp(bytes).stats()).isOpaque)
    refuse("Invalid markup image - nothing in it is transparent.")
  return bytes
}
