import { describeImageProvider, describeRemoteProvider } from "../../image-provider.contract.ts"
import { createAutomatic1111Provider } from "./automatic1111-provider.ts"
import { findEmptyAddress } from "../testing/web-server.ts"
import { startAutomatic1111Server } from "./testing/automatic1111-server.ts"

const pollMs = 5

describeImageProvider("automatic1111", async () => {
  const server = await startAutomatic1111Server()
  return {
    provider: createAutomatic1111Provider({ url: server.url, pollMs }),
    slowDown: () => server.hold(),
    close: () => server.close(),
  }
})

describeRemoteProvider("automatic1111", async () => {
  const server = await startAutomatic1111Server()
  const nowhere = await findEmptyAddress()
  return {
    server,
    create({ timeoutMs = 5000, key, at } = {}) {
      const url = key === "wrong" ? server.wrongUrl : server.url
      return createAutomatic1111Provider({
        url: at === "nowhere" ? nowhere : url,
        timeoutMs,
        pollMs,
      })
    },
  }
})
