/** The cookie that carries a session's secret. */
export interface SessionCookie {
  readonly name: string
  /** Null: the request has none. */
  read(header: string | null): string | null
  write(session: { readonly secret: string; readonly maxAgeSeconds: number }): string
  clear(): string
}

/** `instance` keeps apart two servers on one host, because a browser sends cookies to every port of it. */
export function createSessionCookie(options: {
  readonly secure: boolean
  readonly instance: string
}): SessionCookie {
  const { secure, instance } = options
  const name = secure ? "__Host-panelwright" : `panelwright-${instance}`
  const attributes = `Path=/; HttpOnly; SameSite=Lax${secure ? "; Secure" : ""}`
  return {
    name,
    read(header) {
      for (const part of (header ?? "").split(";")) {
        const [key, value] = part.trim().split("=", 2)
        if (key === name && value) return value
      }
      return null
    },
    write: ({ secret, maxAgeSeconds }) =>
      `${name}=${secret}; Max-Age=${Math.max(0, Math.floor(maxAgeSeconds))}; ${attributes}`,
    clear: () => `${name}=; Max-Age=0; ${attributes}`,
  }
}
