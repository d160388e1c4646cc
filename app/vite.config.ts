import { reactRouter } from "@react-router/dev/vite"
import tailwindcss from "@tailwindcss/vite"
import { defineConfig } from "vite"

export default defineConfig({
  plugins: [tailwindcss(), reactRouter()],
  resolve: { dedupe: ["react", "react-dom"] },
  optimizeDeps: {
    exclude: ["@tldraw/assets"],
    // Seen only after the board has opened otherwise, and then the page would load again under a person's hands.
    include: [
      "@panelwright/storyboard > tldraw",
      "@panelwright/storyboard > y-websocket",
      "@panelwright/document > yjs",
    ],
  },
  build: { assetsInlineLimit: 0, chunkSizeWarningLimit: 3000 },
})
