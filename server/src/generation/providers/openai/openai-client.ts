import { OpenAI } from "openai"
import { Agent } from "undici"

/** Sends each request once, asks nothing of the environment, logs nothing and waits as long as it is told. */
export function createOpenAiClient(options: {
  readonly apiKey: string
  readonly baseUrl: string | null
  readonly timeoutMs: number
}): OpenAI {
  return new OpenAI({
    apiKey: options.apiKey === "" ? "none" : options.apiKey,
    // Named, so that none of them is taken from the environment of the process.
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    baseURL: options.baseUrl ?? "https://api.openai.com/v1",
    maxRetries: 0,
    // Our own deadline ends a call; the SDK's must not come first.
    timeout: options.timeoutMs + 60_000,
    logLevel: "off",
    fetchOptions: {
      dispatcher: new Agent({ headersTimeout: 0, bodyTimeout: 0, connect: { timeout: 15_000 } }),
    },
  })
}
