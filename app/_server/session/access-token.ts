import { createSecretKey, type webcrypto } from 'node:crypto'
import { errors, jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import { address } from '#core/api/primitives.ts'
import { toUnixSeconds } from '#core/time.ts'
import { Recent } from '#runtime/crypto/recent.ts'
import type { Caller } from './caller.ts'

/** Long enough for a page view, short enough that a stolen one soon says nothing. */
export const accessTokenSeconds = 15 * 60

const audience = 'usher'
/** How many tokens a process remembers. */
const remembered = 10_000

const claims = z.object({
  sub: address,
  sid: z.uuid(),
  did: z.string(),
  auth_time: z.int(),
  exp: z.int(),
})

export type AccessTokens = {
  /** A token that says who is calling until `expiresAt`. */
  readonly sign: (caller: Caller, now: Date) => Promise<{ token: string; expiresAt: Date }>
  /** The caller a token names; undefined if it is not ours, not whole or past its end. */
  readonly verify: (token: string) => Promise<Caller | undefined>
}

/**
 * Access tokens: JWT (RFC 7519), HMAC-SHA-256. That a token is ours never changes, so the last ones found so are
 * remembered: a gate sends the same with every scan. Its end is looked at each time.
 *
 * @param secret at least 32 bytes, of this purpose alone
 * @param issuer this deployment's public URL: a token of another deployment is refused
 */
export function createAccessTokens(secret: Uint8Array, issuer: string): AccessTokens {
  const verified = new Recent<{ readonly caller: Caller; readonly expiresAt: number }>(remembered)
  const hmac = { name: 'HMAC', hash: 'SHA-256' }
  const key = createSecretKey(secret).toCryptoKey(hmac, false, ['sign', 'verify'])
  return {
    sign: async (caller, now) => {
      const expiresAt = new Date((toUnixSeconds(now) + accessTokenSeconds) * 1000)
      const token = await new SignJWT({
        sid: caller.sessionId,
        did: caller.deviceId,
        auth_time: toUnixSeconds(caller.signedInAt),
      })
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject(caller.address)
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt(now)
        .setExpirationTime(expiresAt)
        .sign(key)
      return { token, expiresAt }
    },
    verify: async (token) => {
      const known = verified.find(token)
      if (known) return Date.now() < known.expiresAt ? known.caller : undefined
      const payload = await verifiedPayload(token, key, issuer)
      if (!payload) return undefined
      const { sub, sid, did, auth_time, exp } = claims.parse(payload)
      const caller = { address: sub, sessionId: sid, deviceId: did, signedInAt: new Date(auth_time * 1000) }
      verified.remember(token, { caller, expiresAt: exp * 1000 })
      return caller
    },
  }
}

async function verifiedPayload(token: string, key: webcrypto.CryptoKey, issuer: string): Promise<unknown> {
  try {
    const { payload } = await jwtVerify(token, key, { algorithms: ['HS256'], issuer, audience })
    return payload
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined
    throw error
  }
}
