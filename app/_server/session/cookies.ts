/** `__Host-`: set by this host over a secure connection (browsers count localhost), for all paths, for no subdomain. */
export const cookieNames = {
  access: '__Host-usher-access',
  refresh: '__Host-usher-refresh',
  /** random, names the browser that asked for a sign-in nonce */
  browser: '__Host-usher-browser',
} as const

type CookieName = (typeof cookieNames)[keyof typeof cookieNames]

/** The value of a cookie, or undefined when it is absent or empty. */
export function readCookie(request: Request, name: CookieName): string | undefined {
  for (const part of (request.headers.get('cookie') ?? '').split(';')) {
    const [key, ...rest] = part.trim().split('=')
    if (key === name) return rest.join('=') || undefined
  }
  return undefined
}

/** A `Set-Cookie` that no script reads (RFC 6265); a value of undefined takes the cookie back. */
export function writeCookie(name: CookieName, value: string | undefined, expiresAt?: Date): string {
  const end = value === undefined ? new Date(0) : expiresAt
  return [
    `${name}=${value ?? ''}`,
    'Path=/',
    'Secure',
    'HttpOnly',
    'SameSite=Lax',
    ...(end ? [`Expires=${end.toUTCString()}`] : []),
  ].join('; ')
}
