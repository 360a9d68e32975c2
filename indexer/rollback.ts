import type { Transaction } from '#prisma/client.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** The tables that the journal keeps before-images of, and the columns of their keys. */
const JOURNALED = {
  event: ['event_id'],
  contract_role: ['event_id', 'role', 'address'],
  tier: ['event_id', 'tier_id'],
  ticket: ['event_id', 'token_id'],
  transfer: ['event_id', 'block_number', 'log_index'],
  voucher: ['event_id', 'voucher_id'],
  reissue: ['event_id', 'token_id'],
  account: ['event_id', 'address'],
  canceled_listing: ['event_id', 'digest'],
} as const

/**
 * Gives every row of the mirror the content it had after block `number`, from the journal of the blocks above it, and
 * forgets that journal. Of several before-images of a row the oldest counts.
 */
export async function restoreRows(transaction: Transaction, chainId: number, number: bigint): Promise<void> {
  for (const [relation, columns] of Object.entries(JOURNALED)) {
    const table = Prisma.raw(`mirror.${relation}`)
    const sameKey = Prisma.raw(columns.map((column) => `now.${column} = key.${column}`).join(' AND '))
    const oldest = Prisma.sql`
      SELECT DISTINCT ON (key) key, before FROM mirror.journal
      WHERE chain_id = ${chainId} AND block_number > ${number} AND relation = ${relation}
      ORDER BY key, journal_id`

    await transaction.$executeRaw`
      DELETE FROM ${table} AS now
      USING (${oldest}) AS oldest, jsonb_populate_record(NULL::${table}, oldest.key) AS key
      WHERE ${sameKey}`
    await transaction.$executeRaw`
      INSERT INTO ${table}
      SELECT before.* FROM (${oldest}) AS oldest, jsonb_populate_record(NULL::${table}, oldest.before) AS before
      WHERE oldest.before IS NOT NULL`
  }
  await transaction.$executeRaw`
    DELETE FROM mirror.journal WHERE chain_id = ${chainId} AND block_number > ${number}`
}

/** Empties the mirror of one chain; the registry stays. */
export async function removeRows(transaction: Transaction, chainId: number): Promise<void> {
  for (const relation of Object.keys(JOURNALED)) {
    if (relation === 'event') continue
    await transaction.$executeRaw`
      DELETE FROM ${Prisma.raw(`mirror.${relation}`)}
      WHERE event_id IN (SELECT event_id FROM mirror.event WHERE chain_id = ${chainId})`
  }
  for (const relation of ['event', 'journal', 'block', 'chain']) {
    await transaction.$executeRaw`
      DELETE FROM ${Prisma.raw(`mirror.${relation}`)} WHERE chain_id = ${chainId}`
  }
}
