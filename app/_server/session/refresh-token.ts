import { createHash, createHmac, randomBytes } from 'node:crypto'

export const refreshTokenSeconds = 7 * 24 * 3600

/** How long the token just replaced still yields its successor: the answer may have been lost on the way. */
export const refreshGraceSeconds = 60

/** The first refresh token of a session: 256 random bits, base64url. */
export function makeRefreshToken(): string {
  return randomBytes(32).toString('base64url')
}

/**
 * The one successor of a refresh token: HMAC-SHA-256 under the server's secret.
 *
 * Derived, so the same token yields the same successor without anything secret being stored, and without the secret
 * nobody can walk the chain.
 */
export function succeedRefreshToken(token: string, secret: Uint8Array): string {
  return createHmac('sha256', secret).update(`usher refresh token\n${token}`).digest('base64url')
}

/** What the database keeps of a token. */
export function hashToken(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(token).digest())
}
