export * from "./close-code.ts"
export * from "./events.ts"
export * from "./http.ts"
export * from "./state.ts"
