import type { PassKey } from '#core/api/pass-key.ts'
import type { PassKeyModel } from '#prisma/generated/models.ts'
import { toHex } from '../bytes.ts'

/** A row of the registry as the API answers it. */
export function projectPassKey(row: PassKeyModel): PassKey {
  return {
    holder: toHex(row.holder),
    publicKey: toHex(row.publicKey) as PassKey['publicKey'],
    issuedAt: Number(row.issuedAt),
    expiresAt: Number(row.expiresAt),
    registeredAt: row.registeredAt.toISOString(),
  }
}
