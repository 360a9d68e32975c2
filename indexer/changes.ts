import type { Address, Hash, Hex } from 'viem'
import type { ContractRole } from '#core/api/auth.ts'
import type { TicketLogKind } from '#core/api/ticket.ts'

/** An event as its logs tell it. Text is made fit for Postgres, which cannot hold U+0000. */
export type EventRecord = {
  readonly name: string
  readonly symbol: string
  readonly organizer: Address
  /** null: the chain's native coin */
  readonly currency: Address | null
  readonly doorsAt: Date
  readonly endsAt: Date
  readonly cutOffAt: Date
  /** seconds */
  readonly reissueDelay: number
  readonly renderer: Address
  readonly contractUri: string
  readonly status: 'active' | 'canceled' | 'settled' | 'refunding'
  readonly isSalesPaused: boolean
  /** the times were moved after a ticket was issued: refunds are open until doors */
  readonly isMoved: boolean
  readonly createdBlock: bigint
  readonly createdAt: Date
}

export type TierRecord = {
  readonly name: string
  readonly price: bigint
  readonly supply: number
  readonly saleStartsAt: Date
  readonly saleEndsAt: Date
  readonly perPayer: number
  readonly transferPolicy: 'open' | 'gift' | 'market' | 'bound'
  readonly resaleCapBps: number
  readonly royaltyBps: number
}

export type TicketRecord = {
  /** the last one when void or refunded */
  readonly owner: Address
  readonly status: 'valid' | 'void' | 'refunded'
  /** null: issued free */
  readonly pricePaid: bigint | null
  readonly acquiredAt: Date
  readonly acquiredBlock: bigint
  /** block of the last mint, sale or reissue */
  readonly settlesFromBlock: bigint
  /** how often it has moved or ended among these changes; the contract's counter is the sum since it began */
  readonly moves: number
  readonly isUsed: boolean
}

export type TransferRecord = {
  readonly contract: Address
  readonly blockNumber: bigint
  readonly logIndex: number
  readonly tokenId: bigint
  readonly from: Address
  readonly to: Address
  readonly transactionHash: Hash
  readonly datetime: Date
}

/** What else happened to a ticket, beside its transfers. */
export type TicketLogRecord = {
  readonly contract: Address
  readonly blockNumber: bigint
  readonly logIndex: number
  readonly tokenId: bigint
  readonly kind: TicketLogKind
  /** who bought, is to get it, has dropped the reissue, got it, held it, got the money; null for marks */
  readonly account: Address | null
  /** the price of a resale, the amount of a refund */
  readonly amount: bigint | null
  /** from when on an announced reissue can be carried out */
  readonly effectiveAt: Date | null
  readonly transactionHash: Hash
  readonly datetime: Date
}

/** A voucher that is spent: claimed, or taken back before it was. */
export type VoucherRecord = {
  readonly contract: Address
  readonly voucherId: Hex
  /** who got which tickets; null: taken back */
  readonly claim: { readonly by: Address; readonly firstTokenId: bigint; readonly count: number } | null
  readonly blockNumber: bigint
  readonly transactionHash: Hash
  readonly datetime: Date
}

export type RoleRecord = {
  readonly contract: Address
  readonly role: ContractRole
  readonly address: Address
}

export type ReissueRecord = { readonly to: Address; readonly effectiveAt: Date }

/** What changes about an account: `epoch` is what it is now, `credit` what is added, less what is withdrawn. */
export type AccountRecord = { readonly epoch?: number; readonly credit: bigint }

export type CanceledListingRecord = { readonly contract: Address; readonly digest: Hex }

/** What becomes of a row: it begins, complete, or some of its fields change. */
export type Change<Row> =
  | { readonly kind: 'create'; readonly row: Row }
  | { readonly kind: 'patch'; readonly row: Partial<Row> }

/**
 * What the logs of one or more blocks, in order, come to: per row what is true after the last of them, so that a block
 * of a thousand transfers is a handful of statements. Addresses are in lower case.
 */
export type Changes = {
  readonly events: Map<Address, Change<EventRecord>>
  readonly tiers: Map<`${Address}/${number}`, TierRecord>
  /** how many tickets each tier has issued more */
  readonly issued: Map<`${Address}/${number}`, number>
  readonly tickets: Map<`${Address}/${bigint}`, Change<TicketRecord>>
  readonly roles: Map<string, RoleRecord & { readonly isHeld: boolean }>
  readonly transfers: TransferRecord[]
  readonly ticketLogs: TicketLogRecord[]
  readonly vouchers: VoucherRecord[]
  /** null: none is announced any more */
  readonly reissues: Map<`${Address}/${bigint}`, ReissueRecord | null>
  readonly accounts: Map<`${Address}/${Address}`, AccountRecord>
  readonly canceledListings: Map<string, CanceledListingRecord>
}

export function noChanges(): Changes {
  return {
    events: new Map(),
    tiers: new Map(),
    issued: new Map(),
    tickets: new Map(),
    roles: new Map(),
    transfers: [],
    ticketLogs: [],
    vouchers: [],
    reissues: new Map(),
    accounts: new Map(),
    canceledListings: new Map(),
  }
}

/** Adds to what becomes of a row; a row that has begun among these changes stays one that begins. */
export function patch<Key, Row>(changes: Map<Key, Change<Row>>, key: Key, fields: Partial<Row>): void {
  const before = changes.get(key)
  changes.set(
    key,
    before?.kind === 'create'
      ? { kind: 'create', row: { ...before.row, ...fields } }
      : { kind: 'patch', row: { ...before?.row, ...fields } },
  )
}
