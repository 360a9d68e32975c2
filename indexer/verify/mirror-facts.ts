import { bytesToHex } from 'viem'
import type { Transaction } from '#prisma/client.ts'
import { type Facts, fact, toFact } from './facts.ts'

/** All that the mirror holds of one chain. */
export async function readMirrorFacts(database: Transaction, chainId: number): Promise<Facts> {
  const facts: Facts = new Map()
  const events = await database.event.findMany({ where: { chainId } })
  for (const event of events) {
    const { eventId, chainId: _, contract: bytes, ...fields } = event
    const contract = bytesToHex(bytes)
    facts.set(`event ${contract}`, fact({ eventId, ...fields }))
    const where = { eventId }
    for (const tier of await database.tier.findMany({ where })) {
      const { eventId: _, tierId, price, ...fields } = tier
      facts.set(`tier ${tierId} of ${contract}`, fact({ ...fields, price: price.toFixed() }))
    }
    for (const ticket of await database.ticket.findMany({ where })) {
      const { eventId: _, tokenId, pricePaid, ...fields } = ticket
      facts.set(`ticket ${tokenId} of ${contract}`, fact({ ...fields, pricePaid: pricePaid?.toFixed() }))
    }
    for (const { address, role } of await database.contractRole.findMany({ where })) {
      facts.set(`${role} ${toFact(address)} of ${contract}`, {})
    }
    for (const { tokenId, to, effectiveAt } of await database.reissue.findMany({ where })) {
      facts.set(`reissue of ${tokenId} of ${contract}`, fact({ to, effectiveAt }))
    }
    for (const { address, epoch, credit } of await database.account.findMany({ where })) {
      facts.set(`account ${toFact(address)} of ${contract}`, fact({ epoch, credit: credit.toFixed() }))
    }
    for (const { digest } of await database.canceledListing.findMany({ where })) {
      facts.set(`canceled listing ${toFact(digest)} of ${contract}`, {})
    }
    for (const transfer of await database.transfer.findMany({ where })) {
      const { eventId: _, blockNumber, logIndex, ...fields } = transfer
      facts.set(`log ${logIndex} of block ${blockNumber} of ${contract}`, fact(fields))
    }
    for (const { eventId: _, blockNumber, logIndex, ...fields } of await database.ticketLog.findMany({
      where,
    })) {
      facts.set(
        `happening ${logIndex} of block ${blockNumber} of ${contract}`,
        fact({ ...fields, amount: fields.amount?.toFixed() }),
      )
    }
    for (const { eventId: _, voucherId, ...fields } of await database.voucher.findMany({ where })) {
      facts.set(`voucher ${toFact(voucherId)} of ${contract}`, fact(fields))
    }
  }
  for (const { number, hash, parentHash, timestamp } of await database.block.findMany({
    where: { chainId },
  })) {
    facts.set(`block ${number}`, fact({ hash, parentHash, timestamp }))
  }
  await addStrays(facts, database)
  return facts
}

/** Rows of events that the mirror does not know: there must be none. */
async function addStrays(facts: Facts, database: Transaction): Promise<void> {
  const strays = await database.$queryRaw<{ relation: string; rows: bigint }[]>`
    SELECT relation, count(*) AS rows
    FROM (
      SELECT 'tier' AS relation, event_id FROM mirror.tier
      UNION ALL SELECT 'ticket', event_id FROM mirror.ticket
      UNION ALL SELECT 'transfer', event_id FROM mirror.transfer
      UNION ALL SELECT 'ticket_log', event_id FROM mirror.ticket_log
      UNION ALL SELECT 'contract_role', event_id FROM mirror.contract_role
      UNION ALL SELECT 'voucher', event_id FROM mirror.voucher
      UNION ALL SELECT 'reissue', event_id FROM mirror.reissue
      UNION ALL SELECT 'account', event_id FROM mirror.account
      UNION ALL SELECT 'canceled_listing', event_id FROM mirror.canceled_listing
    ) AS rows
    WHERE event_id NOT IN (SELECT event_id FROM mirror.event)
    GROUP BY relation`
  for (const { relation, rows } of strays) facts.set(`${rows} rows of unknown events in ${relation}`, {})
}
