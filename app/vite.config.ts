import { reactRouter } from "@react-router/dev/vite"
import tailwindcss from "@tailwindcss/vite"
import { defineConfig } from "vite"
import { canvasChunk } from "./canvas-chunk.config.ts"

export default defineConfig({
  plugins: [tailwindcss(), reactRouter(), canvasChunk()],
  resolve: { dedupe: ["react", "react-dom"] },
  optimizeDeps: {
    exclude: ["@tldraw/assets"],
    // All that a browser ever imports, so that none is found late: the page would load again under a person's hands,
    // and two copies of Yjs do not know each other's types.
    include: [
      "react",
      "react-dom",
      "react-dom/client",
      "react/jsx-runtime",
      "react/jsx-dev-runtime",
      "react-router",
      "react-router/dom",
      "radix-ui",
      "lucide-react",
      "zod",
      "zod/v4/core",
      "@panelwright/document > yjs",
      "@panelwright/storyboard > tldraw",
      "@panelwright/storyboard > y-websocket",
      "@panelwright/storyboard > y-protocols/awareness",
      "@panelwright/storyboard > y-protocols/sync",
      "@panelwright/storyboard > lib0/encoding",
      "@panelwright/storyboard > lib0/decoding",
    ],
  },
  build: {
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 3000,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // Together, so that the settings are made before any other chunk makes a schema; nothing else of the
          // library, which the first page does not need.
          groups: [{ name: "schema", test: /\/zod\/v4\/core\/core\.js$|\/schema-settings\.ts$/ }],
        },
      },
      treeshake: {
        // The canvas library's own interface only defines components, but does not say so, and none of it is shown.
        moduleSideEffects: [{ test: /\/tldraw\/dist-esm\/lib\/ui\//, sideEffects: false }],
      },
    },
  },
})
