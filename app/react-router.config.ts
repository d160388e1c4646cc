import type { Config } from "@react-router/dev/config"

export default {
  appDirectory: "src",
  buildDirectory: "build",
  ssr: true,
  // All routes are known at once: asking for them later costs a request and another render while a page opens.
  routeDiscovery: { mode: "initial" },
} satisfies Config
