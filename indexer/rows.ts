import { type Address, bytesToHex, type Hex } from 'viem'
import { eventKeyOf } from '#core/event-id.ts'
import { tierOf } from '#core/token-id.ts'
import type { Header } from '#runtime/chain.ts'
import type {
  AccountRecord,
  CanceledListingRecord,
  EventRecord,
  ReissueRecord,
  RoleRecord,
  TicketLogRecord,
  TicketRecord,
  TierRecord,
  TransferRecord,
  VoucherRecord,
} from './changes.ts'

/**
 * Rows as JSON in the tables' own column names, for `jsonb_populate_recordset`: bytes as Postgres writes them (`\x…`),
 * amounts and token ids as decimal strings, times as RFC 3339. A field that is left out becomes NULL.
 */
export type Row = Readonly<Record<string, string | number | boolean | null | undefined>>

export type Rows = ReturnType<typeof createRows>

/** Turns records of one chain into rows. */
export function createRows(chainId: number) {
  const eventIds = new Map<Address, string | undefined>()
  const eventId = (contract: Address): string | undefined => {
    const known = eventIds.get(contract) ?? toBytea(bytesToHex(eventKeyOf({ chainId, contract })))
    eventIds.set(contract, known)
    return known
  }

  return {
    block: ({ number, hash, parentHash, timestamp }: Header): Row => ({
      chain_id: chainId,
      number: toNumeric(number),
      hash: toBytea(hash),
      parent_hash: toBytea(parentHash),
      timestamp: toTime(new Date(Number(timestamp) * 1_000)),
    }),
    event: (contract: Address, fields: Partial<EventRecord>): Row => ({
      event_id: eventId(contract),
      chain_id: chainId,
      contract: toBytea(contract),
      name: fields.name,
      symbol: fields.symbol,
      organizer: toBytea(fields.organizer),
      currency: toBytea(fields.currency),
      doors_at: toTime(fields.doorsAt),
      ends_at: toTime(fields.endsAt),
      cut_off_at: toTime(fields.cutOffAt),
      reissue_delay: fields.reissueDelay,
      renderer: toBytea(fields.renderer),
      contract_uri: fields.contractUri,
      status: fields.status,
      is_sales_paused: fields.isSalesPaused,
      created_block: toNumeric(fields.createdBlock),
      created_at: toTime(fields.createdAt),
      is_moved: fields.isMoved,
    }),
    role: ({ contract, role, address }: RoleRecord): Row => ({
      event_id: eventId(contract),
      role,
      address: toBytea(address),
    }),
    tier: (contract: Address, tierId: number, tier: TierRecord): Row => ({
      event_id: eventId(contract),
      tier_id: tierId,
      name: tier.name,
      price: toNumeric(tier.price),
      supply: tier.supply,
      sale_starts_at: toTime(tier.saleStartsAt),
      sale_ends_at: toTime(tier.saleEndsAt),
      per_payer: tier.perPayer,
      transfer_policy: tier.transferPolicy,
      resale_cap_bps: tier.resaleCapBps,
      royalty_bps: tier.royaltyBps,
      sold: 0,
    }),
    issued: (contract: Address, tierId: number, count: number): Row => ({
      event_id: eventId(contract),
      tier_id: tierId,
      sold: count,
    }),
    ticket: (contract: Address, tokenId: bigint, fields: Partial<TicketRecord>): Row => ({
      event_id: eventId(contract),
      token_id: toNumeric(tokenId),
      tier_id: tierOf(tokenId),
      owner: toBytea(fields.owner),
      status: fields.status,
      price_paid: toNumeric(fields.pricePaid),
      acquired_at: toTime(fields.acquiredAt),
      acquired_block: toNumeric(fields.acquiredBlock),
      settles_from_block: toNumeric(fields.settlesFromBlock),
      transfer_count: fields.moves,
      is_used: fields.isUsed,
    }),
    transfer: (transfer: TransferRecord): Row => ({
      event_id: eventId(transfer.contract),
      block_number: toNumeric(transfer.blockNumber),
      log_index: transfer.logIndex,
      token_id: toNumeric(transfer.tokenId),
      from: toBytea(transfer.from),
      to: toBytea(transfer.to),
      transaction_hash: toBytea(transfer.transactionHash),
      datetime: toTime(transfer.datetime),
    }),
    ticketLog: (log: TicketLogRecord): Row => ({
      event_id: eventId(log.contract),
      block_number: toNumeric(log.blockNumber),
      log_index: log.logIndex,
      token_id: toNumeric(log.tokenId),
      kind: log.kind,
      account: toBytea(log.account),
      amount: toNumeric(log.amount),
      effective_at: log.effectiveAt ? toTime(log.effectiveAt) : undefined,
      transaction_hash: toBytea(log.transactionHash),
      datetime: toTime(log.datetime),
    }),
    voucher: ({ claim, ...voucher }: VoucherRecord): Row => ({
      event_id: eventId(voucher.contract),
      voucher_id: toBytea(voucher.voucherId),
      status: claim ? 'claimed' : 'revoked',
      claimed_by: toBytea(claim?.by),
      first_token_id: toNumeric(claim?.firstTokenId),
      count: claim?.count,
      block_number: toNumeric(voucher.blockNumber),
      transaction_hash: toBytea(voucher.transactionHash),
      datetime: toTime(voucher.datetime),
    }),
    reissue: (contract: Address, tokenId: bigint, reissue: ReissueRecord | null): Row => ({
      event_id: eventId(contract),
      token_id: toNumeric(tokenId),
      to: toBytea(reissue?.to),
      effective_at: toTime(reissue?.effectiveAt),
    }),
    account: (contract: Address, address: Address, { epoch, credit }: AccountRecord): Row => ({
      event_id: eventId(contract),
      address: toBytea(address),
      epoch,
      credit: toNumeric(credit),
    }),
    canceledListing: ({ contract, digest }: CanceledListingRecord): Row => ({
      event_id: eventId(contract),
      digest: toBytea(digest),
    }),
  }
}

function toBytea(hex: Hex | null | undefined): string | undefined {
  return hex ? `\\x${hex.slice(2)}` : undefined
}

function toNumeric(value: bigint | null | undefined): string | undefined {
  return value?.toString()
}

function toTime(date: Date | undefined): string | undefined {
  if (!date) return undefined
  const text = texts.get(date) ?? date.toISOString()
  texts.set(date, text)
  return text
}

/** All logs of a block have one time, and writing it costs more than the rest of a row. */
const texts = new WeakMap<Date, string>()
