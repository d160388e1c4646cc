import { resolve } from "node:path"
import { failure, success, type Result } from "@panelwright/core"
import { z } from "zod"

export const processRoles = ["web", "sync", "worker"] as const
export type ProcessRole = (typeof processRoles)[number]
export const logLevels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const

const urlOf = (...protocols: string[]) =>
  z
    .string()
    .refine(
      (text) => URL.canParse(text) && protocols.includes(new URL(text).protocol),
      `expected a URL that starts with ${protocols.map((protocol) => `${protocol}//`).join(" or ")}`,
    )

const webUrl = urlOf("http:", "https:")

const roleList = z
  .string()
  .transform((text) => text.split(",").map((role) => role.trim()))
  .pipe(z.array(z.enum(processRoles, `expected a list of ${processRoles.join(", ")}`)).min(1))

const s3Variables = {
  S3_ENDPOINT: webUrl
    .refine((text) => new URL(text).username === "", "expected no user and password in the address")
    .optional(),
  S3_REGION: z.string().default("us-east-1"),
  S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "expected the name of a bucket, as S3 allows it")
    .optional(),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  S3_PREFIX: z
    .string()
    .regex(/^\w[\w.-]*(\/\w[\w.-]*)*\/?$/, "expected a path of letters, digits, dots, - and _")
    .optional(),
  S3_FORCE_PATH_STYLE: z.stringbool("expected true or false").optional(),
}

/** Every variable that is read, by name. */
/** `name=value,name=value`, with values as in a URL, as OpenTelemetry writes it. */
const headerList = z.string().transform((text, context) => {
  const pairs = text.split(",").map((pair) => /^\s*([\w-]+)=(.*?)\s*$/.exec(pair))
  if (pairs.every((pair) => pair !== null && URL.canParse(`http://a/${pair[2]}`))) {
    try {
      return Object.fromEntries(
        pairs.map((pair) => [pair?.[1] ?? "", decodeURIComponent(pair?.[2] ?? "")]),
      )
    } catch {
      // Said below.
    }
  }
  context.addIssue("expected name=value, with commas between them")
  return z.NEVER
})

const environmentSchema = z.object({
  PORT: z.coerce
    .number("expected a port number")
    .int("expected a port number")
    .min(0, "expected a port from 0 to 65535")
    .max(65_535, "expected a port from 0 to 65535")
    .default(3000),
  HOST: z.string().default("127.0.0.1"),
  PUBLIC_URL: webUrl.optional(),
  DATA_DIR: z.string().default("data"),
  DATABASE_URL: urlOf("postgres:", "postgresql:").optional(),
  REDIS_URL: urlOf("redis:", "rediss:").optional(),
  ...s3Variables,
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: webUrl.optional(),
  OPENAI_IMAGE_MODEL_DRAFT: z.string().optional(),
  OPENAI_IMAGE_MODEL_FINAL: z.string().optional(),
  OPENAI_TEXT_MODEL: z.string().optional(),
  COMFYUI_URL: webUrl.optional(),
  A1111_URL: webUrl.optional(),
  TLDRAW_LICENSE_KEY: z.string().optional(),
  PANELWRIGHT_TOKEN: z.string().min(16, "expected at least 16 characters").optional(),
  ROLES: roleList.optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: webUrl.optional(),
  OTEL_EXPORTER_OTLP_HEADERS: headerList.optional(),
  OTEL_SERVICE_NAME: z.string().default("panelwright"),
  LOG_LEVEL: z.enum(logLevels, `expected one of ${logLevels.join(", ")}`).default("info"),
})

type EnvironmentVariable = keyof typeof environmentSchema.shape

/** For the checks that compare what installations are described with. */
export const environmentVariables: readonly string[] = Object.keys(environmentSchema.shape)

/** Taken and checked already, so that a set-up can be written down; they do nothing in this release. */
const withoutEffect: readonly EnvironmentVariable[] = ["OPENAI_TEXT_MODEL"]

export interface OpenAiConfig {
  /** Empty for servers that want none. */
  readonly apiKey: string
  readonly baseUrl: string | null
  /** Null: the adapter's own default. */
  readonly imageModelDraft: string | null
  readonly imageModelFinal: string | null
}

export interface S3Config {
  /** Without the bucket. */
  readonly endpoint: string
  readonly region: string
  readonly bucket: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  /** Before every name: empty, or a path that ends with a slash. */
  readonly prefix: string
  /** True: the bucket is named in the path. False: in the host. */
  readonly pathStyle: boolean
}

export interface TracesConfig {
  /** Where spans are posted to. */
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly serviceName: string
}

export interface Config {
  /** 0: any free one. */
  readonly port: number
  readonly host: string
  /** What people type, without a slash at the end; null: the address that the server listens on. */
  readonly publicUrl: string | null
  /** Absolute. */
  readonly dataDir: string
  /** Null: the embedded database in `dataDir`. */
  readonly databaseUrl: string | null
  /** Null: this node is alone, or hears of others through the database only. */
  readonly redisUrl: string | null
  /** What this node does; all of it when nothing is said. */
  readonly roles: ReadonlySet<ProcessRole>
  /** Null: pictures are kept in `dataDir`. */
  readonly s3: S3Config | null
  /** Null: no OpenAI. A base URL alone is enough for servers that want no key. */
  readonly openAi: OpenAiConfig | null
  /** Null: no ComfyUI. A user and a password may stand in it. */
  readonly comfyUiUrl: string | null
  /** Null: no AUTOMATIC1111 or Forge. A user and a password may stand in it. */
  readonly automatic1111Url: string | null
  readonly tldrawLicenseKey: string | null
  readonly ownerToken: string | null
  /** Null: no traces. */
  readonly traces: TracesConfig | null
  readonly logLevel: (typeof logLevels)[number]
  /** Variables that are set and do nothing in this release. */
  readonly withoutEffect: readonly string[]
}

export interface ConfigFailure {
  readonly kind: "variable-invalid"
  readonly variable: string
  readonly reason: string
}

/** Reads the environment once, and names everything that is wrong with it at once. Empty means not set. */
export function loadConfig(
  environment: Readonly<Record<string, string | undefined>>,
): Result<Config, ConfigFailure[]> {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ""),
  )
  const parsed = environmentSchema.safeParse(given)
  if (!parsed.success)
    return failure(
      parsed.error.issues.map((issue) => ({
        kind: "variable-invalid",
        variable: String(issue.path[0]),
        reason: issue.message,
      })),
    )
  const { data } = parsed
  const s3 = toS3Config(data)
  if (!s3.ok) return s3
  return success({
    port: data.PORT,
    host: data.HOST,
    publicUrl: data.PUBLIC_URL?.replace(/\/+$/, "") ?? null,
    dataDir: resolve(data.DATA_DIR),
    databaseUrl: data.DATABASE_URL ?? null,
    redisUrl: data.REDIS_URL ?? null,
    roles: new Set(data.ROLES ?? processRoles),
    s3: s3.value,
    openAi: toOpenAiConfig(data),
    comfyUiUrl: data.COMFYUI_URL ?? null,
    automatic1111Url: data.A1111_URL ?? null,
    tldrawLicenseKey: data.TLDRAW_LICENSE_KEY ?? null,
    ownerToken: data.PANELWRIGHT_TOKEN ?? null,
    traces:
      data.OTEL_EXPORTER_OTLP_ENDPOINT === undefined
        ? null
        : {
            url: `${data.OTEL_EXPORTER_OTLP_ENDPOINT.replace(/\/+$/, "")}/v1/traces`,
            headers: data.OTEL_EXPORTER_OTLP_HEADERS ?? {},
            serviceName: data.OTEL_SERVICE_NAME,
          },
    logLevel: data.LOG_LEVEL,
    withoutEffect: withoutEffect.filter((variable) => data[variable] !== undefined),
  })
}

/** One of the three alone is a mistake, which would otherwise show as pictures in an unexpected place. */
function toS3Config(
  data: z.infer<typeof environmentSchema>,
): Result<S3Config | null, ConfigFailure[]> {
  const { S3_BUCKET, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY, S3_ENDPOINT, S3_REGION } = data
  const needed = { S3_BUCKET, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY }
  if (Object.values({ ...needed, S3_ENDPOINT }).every((value) => value === undefined))
    return success(null)
  if (
    S3_BUCKET === undefined ||
    S3_ACCESS_KEY_ID === undefined ||
    S3_SECRET_ACCESS_KEY === undefined
  )
    return failure(
      Object.entries(needed)
        .filter(([, value]) => value === undefined)
        .map(([variable]) => ({
          kind: "variable-invalid",
          variable,
          reason: "expected a value, because others of S3_… are set",
        })),
    )
  const prefix = data.S3_PREFIX?.replace(/\/$/, "")
  return success({
    endpoint: S3_ENDPOINT ?? `https://s3.${S3_REGION}.amazonaws.com`,
    region: S3_REGION,
    bucket: S3_BUCKET,
    accessKeyId: S3_ACCESS_KEY_ID,
    secretAccessKey: S3_SECRET_ACCESS_KEY,
    prefix: prefix === undefined ? "" : `${prefix}/`,
    pathStyle: data.S3_FORCE_PATH_STYLE ?? S3_ENDPOINT !== undefined,
  })
}

function toOpenAiConfig(data: z.infer<typeof environmentSchema>): OpenAiConfig | null {
  if (data.OPENAI_API_KEY === undefined && data.OPENAI_BASE_URL === undefined) return null
  return {
    apiKey: data.OPENAI_API_KEY ?? "",
    baseUrl: data.OPENAI_BASE_URL ?? null,
    imageModelDraft: data.OPENAI_IMAGE_MODEL_DRAFT ?? null,
    imageModelFinal: data.OPENAI_IMAGE_MODEL_FINAL ?? null,
  }
}
