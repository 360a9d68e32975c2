import { z } from 'zod'
import { address, eventId, instant, randomBits, walletSignature } from './primitives.ts'

/** What staff may do, least to most; `organizer` is whom the event's contract names. */
export const staffRole = z.enum(['steward', 'supervisor', 'manager']).meta({ id: 'StaffRole' })
export type StaffRole = z.infer<typeof staffRole>
export const role = z.enum([...staffRole.options, 'organizer']).meta({ id: 'Role' })
export type Role = z.infer<typeof role>

/** POST /api/auth/nonce */
export const signInNonce = z
  .object({ nonce: z.string(), expiresAt: instant })
  .meta({ id: 'SignInNonce', description: 'Good for one EIP-4361 message' })
export type SignInNonce = z.infer<typeof signInNonce>

/** POST /api/auth/verify */
export const verifyRequest = z
  .object({
    message: z
      .string()
      .min(1)
      .max(4096)
      .meta({ description: 'The EIP-4361 message as the wallet signed it' }),
    signature: walletSignature,
    deviceId: randomBits
      .optional()
      .meta({ description: 'The scanner’s own id; the server makes one when absent' }),
    keepIn: z.enum(['body', 'cookie']).default('body').meta({
      description:
        '`cookie`: the tokens come as HttpOnly cookies and are left out of the answer (pages only)',
    }),
  })
  .meta({ id: 'VerifyRequest' })
export type VerifyRequest = z.input<typeof verifyRequest>

/** A signed-in session whose tokens the caller keeps. */
export const session = z
  .object({
    address,
    accessToken: z.string(),
    accessTokenExpiresAt: instant,
    refreshToken: z.string(),
    refreshTokenExpiresAt: instant,
  })
  .meta({ id: 'Session' })
export type Session = z.infer<typeof session>

/** A signed-in session whose tokens the browser keeps in cookies. */
export const cookieSession = session
  .omit({ accessToken: true, refreshToken: true })
  .meta({ id: 'CookieSession', description: 'The tokens came as cookies' })
export type CookieSession = z.infer<typeof cookieSession>

/** POST /api/auth/refresh and /api/auth/sign-out; pages with cookies send no token. */
export const refreshRequest = z
  .object({ refreshToken: z.string().min(1).max(512).optional() })
  .meta({ id: 'RefreshRequest' })
export type RefreshRequest = z.infer<typeof refreshRequest>

/** A role that an event's contract itself gives: who issues tickets, and who marks them as used. */
export const contractRole = z.enum(['minter', 'gate']).meta({ id: 'ContractRole' })
export type ContractRole = z.infer<typeof contractRole>

/** GET /api/auth/me */
export const me = z
  .object({
    address,
    roles: z.array(z.object({ eventId, role })),
    contractRoles: z.array(z.object({ eventId, role: contractRole })).meta({
      description:
        'Given on chain, as of the mirror’s block; an organizer holds all of them without being named',
    }),
  })
  .meta({ id: 'Me', description: 'Who is calling, and what they may do now' })
export type Me = z.infer<typeof me>
