import type { Address, Hex } from 'viem'
import { toUnixSeconds } from '#core/time.ts'
import type { Database } from '#prisma/client.ts'
import { toBytes } from '../bytes.ts'

/**
 * Takes one pass key back, whether or not it was ever registered: a phone that was never online may carry its full form.
 * Once this has returned no scan accepts it, and registering it again does not lift it.
 */
export type RevokePassKey = (
  eventKey: Uint8Array<ArrayBuffer>,
  holder: Address,
  publicKey: Hex,
) => Promise<void>

export function createRevokePassKey(db: Database): RevokePassKey {
  return async (eventId, holder, publicKey) => {
    await db.passKeyRevocation.createMany({
      data: [{ eventId, holder: toBytes(holder), publicKey: toBytes(publicKey) }],
      skipDuplicates: true,
    })
  }
}

/**
 * Takes back whatever a holder has authorised for an event until now, what the registry has never seen included.
 * @returns Unix seconds: authorisations issued before are revoked. It is later than every registered one of the holder,
 * and never falls.
 */
export type RevokeAllPassKeys = (eventKey: Uint8Array<ArrayBuffer>, holder: Address) => Promise<number>

export function createRevokeAllPassKeys(db: Database, now: () => Date): RevokeAllPassKeys {
  return async (eventId, holderAddress) => {
    const holder = toBytes(holderAddress)
    const next = BigInt(toUnixSeconds(now()) + 1)
    const [row] = await db.$queryRaw<{ validFrom: bigint }[]>`
      INSERT INTO registry.pass_key_floor (event_id, holder, valid_from)
      SELECT ${eventId}, ${holder}, greatest(${next}, max(issued_at) + 1) FROM registry.pass_key
      WHERE event_id = ${eventId} AND holder = ${holder}
      ON CONFLICT (event_id, holder) DO UPDATE
        SET valid_from = greatest(pass_key_floor.valid_from, excluded.valid_from)
      RETURNING valid_from AS "validFrom"`
    if (!row) throw new TypeError('An upsert returned no row')
    return Number(row.validFrom)
  }
}
