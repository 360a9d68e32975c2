import type { Address } from 'viem'
import type { PassKey } from '#core/api/pass-key.ts'
import { toUnixSeconds } from '#core/time.ts'
import type { Database } from '#prisma/client.ts'
import { toBytes, toHex } from '../bytes.ts'
import { projectPassKey } from './project-pass-key.ts'

/** The keys with which a holder's phones can enter an event now, the newest first: neither retired, over nor revoked. */
export type FindPassKeys = (eventKey: Uint8Array<ArrayBuffer>, holder: Address) => Promise<readonly PassKey[]>

export function createFindPassKeys(db: Database, now: () => Date): FindPassKeys {
  return async (eventId, holderAddress) => {
    const holder = toBytes(holderAddress)
    const [keys, revoked, floor] = await Promise.all([
      db.passKey.findMany({
        where: {
          eventId,
          holder,
          retiredAt: null,
          expiresAt: { gte: BigInt(toUnixSeconds(now())) },
        },
        orderBy: [{ registeredAt: 'desc' }, { publicKey: 'asc' }],
      }),
      db.passKeyRevocation.findMany({ where: { eventId, holder }, select: { publicKey: true } }),
      db.passKeyFloor.findUnique({ where: { eventId_holder: { eventId, holder } } }),
    ])
    const gone = new Set(revoked.map(({ publicKey }) => toHex(publicKey)))
    const validFrom = floor?.validFrom ?? 0n
    return keys
      .filter(({ publicKey, issuedAt }) => issuedAt >= validFrom && !gone.has(toHex(publicKey)))
      .map(projectPassKey)
  }
}
