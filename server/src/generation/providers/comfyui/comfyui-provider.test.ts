import { describeImageProvider, describeRemoteProvider } from "../../image-provider.contract.ts"
import { createComfyUiProvider } from "./comfyui-provider.ts"
import { startComfyUiServer } from "./testing/comfyui-server.ts"

const pollMs = 10

describeImageProvider("comfyui", async () => {
  const server = await startComfyUiServer()
  return {
    provider: createComfyUiProvider({ url: server.url, workflowFolder: null, pollMs }),
    slowDown: () => server.hold(),
    close: () => server.close(),
  }
})

describeRemoteProvider("comfyui", async () => {
  const server = await startComfyUiServer()
  return {
    server,
    create({ timeoutMs = 5000, key, at } = {}) {
      const url = key === "wrong" ? server.wrongUrl : server.url
      return createComfyUiProvider({
        url: at === "nowhere" ? "http://127.0.0.1:9" : url,
        workflowFolder: null,
        timeoutMs,
        pollMs,
      })
    },
  }
})
