import { describeImageProvider, describeRemoteProvider } from "../../image-provider.contract.ts"
import { createComfyUiProvider } from "./comfyui-provider.ts"
import { findEmptyAddress } from "../testing/web-server.ts"
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
  const nowhere = await findEmptyAddress()
  return {
    server,
    create({ timeoutMs = 5000, key, at } = {}) {
      const url = key === "wrong" ? server.wrongUrl : server.url
      return createComfyUiProvider({
        url: at === "nowhere" ? nowhere : url,
        workflowFolder: null,
        timeoutMs,
        pollMs,
      })
    },
  }
})
