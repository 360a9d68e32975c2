import type { Transaction } from '#prisma/client.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** The tables whose rows belong to an event. */
const OF_EVENTS = [
  'contract_role',
  'tier',
  'ticket',
  'transfer',
  'voucher',
  'reissue',
  'account',
  'canceled_listing',
]

/** Empties the mirror of one chain; the registry stays. */
export async function removeRows(transaction: Transaction, chainId: number): Promise<void> {
  for (const relation of OF_EVENTS) {
    await transaction.$executeRaw`
      DELETE FROM ${Prisma.raw(`mirror.${relation}`)}
      WHERE event_id IN (SELECT event_id FROM mirror.event WHERE chain_id = ${chainId})`
  }
  for (const relation of ['event', 'journal', 'block', 'chain']) {
    await transaction.$executeRaw`
      DELETE FROM ${Prisma.raw(`mirror.${relation}`)} WHERE chain_id = ${chainId}`
  }
}
