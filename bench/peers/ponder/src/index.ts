import { ponder } from 'ponder:registry'
import { ticket, transfer } from 'ponder:schema'

ponder.on('UsherEvent:Transfer', async ({ event, context }) => {
  const { args, block, log, transaction } = event
  await context.db.insert(transfer).values({
    contract: log.address,
    blockNumber: block.number,
    logIndex: log.logIndex,
    tokenId: args.tokenId,
    from: args.from,
    to: args.to,
    transactionHash: transaction.hash,
    datetime: block.timestamp,
  })
  const now = { owner: args.to, acquiredAt: block.timestamp, acquiredBlock: block.number }
  await context.db
    .insert(ticket)
    .values({ contract: log.address, tokenId: args.tokenId, ...now })
    .onConflictDoUpdate(now)
})
