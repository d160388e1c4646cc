import { describeImageProvider } from "./image-provider.contract.ts"
import { createSketchProvider, fitSize } from "./providers/sketch/sketch-provider.ts"
import { createMemoryProvider } from "./testing/memory-provider.ts"

describeImageProvider("memory", async () => {
  const provider = createMemoryProvider()
  const { behave } = provider
  return {
    provider: {
      ...provider,
      fitSize,
      capabilities: { ...provider.capabilities, partials: false },
    },
    slowDown: () => {
      provider.behave = async function* slow(request, signal) {
        provider.behave = behave
        await new Promise((_, reject) => {
          signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true })
        })
        yield* behave(request, signal)
      }
    },
  }
})

describeImageProvider("sketch", async () => {
  const provider = createSketchProvider()
  return { provider, close: () => provider.stop() }
})
