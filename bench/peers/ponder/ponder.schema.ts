import { index, onchainTable, primaryKey } from 'ponder'

/** Less than our mirror keeps: tickets and their transfers, no events, tiers, prices and roles. */
export const ticket = onchainTable(
  'ticket',
  (t) => ({
    contract: t.hex().notNull(),
    tokenId: t.bigint().notNull(),
    owner: t.hex().notNull(),
    acquiredAt: t.bigint().notNull(),
    acquiredBlock: t.bigint().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.contract, table.tokenId] }),
    byOwner: index().on(table.owner),
  }),
)

export const transfer = onchainTable(
  'transfer',
  (t) => ({
    contract: t.hex().notNull(),
    blockNumber: t.bigint().notNull(),
    logIndex: t.integer().notNull(),
    tokenId: t.bigint().notNull(),
    from: t.hex().notNull(),
    to: t.hex().notNull(),
    transactionHash: t.hex().notNull(),
    datetime: t.bigint().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.contract, table.blockNumber, table.logIndex] }),
    byTicket: index().on(table.contract, table.tokenId),
  }),
)
