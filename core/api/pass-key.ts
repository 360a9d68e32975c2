import { z } from 'zod'
import { address, instant, publicKey, unixSeconds, walletSignature } from './primitives.ts'

/** What a wallet may have signed; whether it is in range is a rule, with a problem code of its own. */
const signedSeconds = z.int().meta({ description: 'Unix seconds, below 2^32' })

/** POST /api/events/{eventId}/pass-keys: what the wallet signed (EIP-712 `PassKey`) and its signature. */
export const passKeyRequest = z
  .object({
    holder: address,
    publicKey,
    issuedAt: signedSeconds,
    expiresAt: signedSeconds,
    signature: walletSignature,
  })
  .meta({ id: 'PassKeyRequest' })
export type PassKeyRequest = z.infer<typeof passKeyRequest>

/** The registry has acknowledged the key: the phone may show the short form. */
export const passKey = z
  .object({
    holder: address,
    publicKey,
    issuedAt: unixSeconds,
    expiresAt: unixSeconds,
    registeredAt: instant,
  })
  .meta({ id: 'PassKey' })
export type PassKey = z.infer<typeof passKey>

/** GET /api/events/{eventId}/pass-keys: the caller's own. */
export const passKeys = z
  .object({ passKeys: z.array(passKey).meta({ description: 'Newest first; those that can enter now' }) })
  .meta({ id: 'PassKeys' })
export type PassKeys = z.infer<typeof passKeys>

/** DELETE /api/events/{eventId}/pass-keys: all of the caller's were revoked. */
export const passKeyFloor = z
  .object({
    validFrom: unixSeconds.meta({ description: 'Authorisations issued before this Unix second are revoked' }),
  })
  .meta({ id: 'PassKeyFloor' })
export type PassKeyFloor = z.infer<typeof passKeyFloor>
