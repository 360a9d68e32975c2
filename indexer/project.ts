import { type Address, type Hex, zeroAddress } from 'viem'
import { tierOf } from '#core/token-id.ts'
import type { ChainLog } from '#runtime/chain.ts'
import {
  type AccountRecord,
  type Changes,
  type EventRecord,
  patch,
  type ReissueRecord,
  type TicketLogRecord,
  type TicketRecord,
  type VoucherRecord,
} from './changes.ts'
import { type ArgsOf, type EventLog, parseEventLog, parseFactoryLog } from './logs.ts'
import { toAddress, toDate, toEvent, toRole, toText, toTier, toTimes } from './settings.ts'
import { type Place, type PlacedLog, readTransactions, type Transactions } from './transactions.ts'

/** A block and all its logs, those of strangers included. */
export type BlockOfLogs = {
  readonly number: bigint
  /** Unix seconds */
  readonly timestamp: bigint
  readonly logs: readonly ChainLog[]
}

/**
 * Adds to `changes` what the logs of a block, in order, mean for the mirror, and answers which events were created in
 * it. Logs of contracts that are neither the factory nor its events count for nothing.
 *
 * An event is known in all of the block in which the factory announces it: wherever in that block its own logs stand,
 * they count.
 *
 * @param factory in lower case
 * @param events the events created before this block, in lower case
 */
export function projectBlock(
  block: BlockOfLogs,
  factory: Address,
  events: ReadonlySet<Address>,
  changes: Changes,
): readonly Address[] {
  const created = findCreated(block, factory)
  const at = new Date(Number(block.timestamp) * 1_000)
  const logs = block.logs
    .filter(({ address }) => events.has(address) || created.includes(address))
    .flatMap((log) => place(block.number, at, log))
  const transactions = readTransactions(logs)
  for (const log of logs) projectLog(log, transactions, changes)
  return created
}

function findCreated(block: BlockOfLogs, factory: Address): readonly Address[] {
  return block.logs.flatMap((log) => {
    const parsed = log.address === factory ? parseFactoryLog(log) : undefined
    return parsed?.eventName === 'EventCreated' ? [toAddress(parsed.args.eventContract)] : []
  })
}

function place(blockNumber: bigint, at: Date, raw: ChainLog): readonly PlacedLog[] {
  const log = parseEventLog(raw)
  if (!log) return []
  const { address: contract, transactionHash, logIndex } = raw
  return [{ log, place: { contract, transactionHash, logIndex, blockNumber, at } }]
}

function projectLog({ log, place }: PlacedLog, transactions: Transactions, changes: Changes): void {
  const project = projections[log.eventName] as Projection<unknown>
  project?.(log.args, { place, transactions, changes })
}

type Context = { readonly place: Place; readonly transactions: Transactions; readonly changes: Changes }
type Projection<Args> = ((args: Args, context: Context) => void) | undefined

/** What each log means; undefined: the mirror keeps no copy of it. A log that is new to the ABI must get its line. */
const projections: { readonly [Name in EventLog['eventName']]: Projection<ArgsOf<Name>> } = {
  // The event itself. Logs of its creation may stand before its settings; what they say wins.
  EventConfigured: ({ settings }, { place, changes: { events } }) => {
    const row = { ...toEvent(settings, place), ...events.get(place.contract)?.row }
    events.set(place.contract, { kind: 'create', row })
  },
  TierConfigured: ({ tierId, settings }, { place, changes }) => {
    changes.tiers.set(`${place.contract}/${tierId}`, toTier(settings))
  },
  TimesChanged: (times, context) => patchEvent(context, toTimes(times)),
  ContractURIChanged: ({ contractURI }, context) => patchEvent(context, { contractUri: toText(contractURI) }),
  SalesPaused: (_, context) => patchEvent(context, { isSalesPaused: true }),
  SalesResumed: (_, context) => patchEvent(context, { isSalesPaused: false }),
  EventCanceled: (_, context) => patchEvent(context, { status: 'canceled' }),
  OwnershipTransferred: ({ newOwner }, context) => patchEvent(context, { organizer: toAddress(newOwner) }),
  RoleGranted: (args, context) => setRole(args, true, context),
  RoleRevoked: (args, context) => setRole(args, false, context),
  EventSettled: (_, context) => patchEvent(context, { status: 'settled' }),
  RefundsOpened: (_, context) => patchEvent(context, toOpened(context)),
  // Whoever has a proof asks the chain itself; nothing of ours reads the anchors.
  ScanLogAnchored: undefined,

  // Tickets
  Transfer: moveTicket,
  // Read beforehand, for the tickets that begin in the same transaction.
  TicketsSold: undefined,
  AirdropIssued: undefined,
  TicketVoided: ({ tokenId, holder }, context) => {
    patchTicket(context, tokenId, { status: 'void' })
    tell(context, tokenId, { kind: 'voided', account: holder })
  },
  TicketRefunded: ({ tokenId, to, amount }, context) => {
    patchTicket(context, tokenId, { status: 'refunded' })
    tell(context, tokenId, { kind: 'refunded', account: to, amount })
  },
  TicketResold: ({ tokenId, buyer, price }, context) => {
    settleAnew(context, tokenId)
    tell(context, tokenId, { kind: 'resold', account: buyer, amount: price })
  },
  TicketReissued: ({ tokenId, to }, context) => {
    settleAnew(context, tokenId)
    tell(context, tokenId, { kind: 'reissued', account: to })
  },
  ReissueAnnounced: ({ tokenId, to, effectiveAt: seconds }, context) => {
    const effectiveAt = toDate(seconds)
    setReissue(context, tokenId, { to: toAddress(to), effectiveAt })
    tell(context, tokenId, { kind: 'reissue_announced', account: to, effectiveAt })
  },
  ReissueDropped: ({ tokenId, by }, context) => {
    setReissue(context, tokenId, null)
    tell(context, tokenId, { kind: 'reissue_dropped', account: by })
  },
  TicketUsed: ({ tokenId }, context) => {
    patchTicket(context, tokenId, { isUsed: true })
    tell(context, tokenId, { kind: 'used' })
  },
  TicketUseLifted: ({ tokenId }, context) => {
    patchTicket(context, tokenId, { isUsed: false })
    tell(context, tokenId, { kind: 'use_lifted' })
  },
  VoucherClaimed: ({ voucherId, to, firstTokenId, count }, context) =>
    spendVoucher(context, voucherId, { by: toAddress(to), firstTokenId, count: Number(count) }),
  VoucherRevoked: ({ voucherId }, context) => spendVoucher(context, voucherId, null),

  // Market and credits
  ListingCanceled: ({ listing: digest }, { place: { contract }, changes }) => {
    changes.canceledListings.set(`${contract}/${digest}`, { contract, digest })
  },
  ListingsCanceled: ({ seller, epoch }, context) => changeAccount(context, seller, { epoch, credit: 0n }),
  CreditAdded: ({ account, amount }, context) => changeAccount(context, account, { credit: amount }),
  CreditWithdrawn: ({ account, amount }, context) => changeAccount(context, account, { credit: -amount }),

  // Of the standards, beside what the logs above say
  Approval: undefined,
  ApprovalForAll: undefined,
  BatchMetadataUpdate: undefined,
  ContractURIUpdated: undefined,
  EIP712DomainChanged: undefined,
  Initialized: undefined,
  Locked: undefined,
  MetadataUpdate: undefined,
  OwnershipTransferStarted: undefined,
  RoleAdminChanged: undefined,
  Unlocked: undefined,
}

function patchEvent({ place, changes }: Context, fields: Partial<EventRecord>): void {
  patch(changes.events, place.contract, fields)
}

function patchTicket({ place, changes }: Context, tokenId: bigint, fields: Partial<TicketRecord>): void {
  patch(changes.tickets, `${place.contract}/${tokenId}`, fields)
}

/**
 * Two things open refunds: a move of the times, with its own log in the same transaction, and the long silence of the
 * organizer. No block can hold both: the one needs the end ahead, the other 180 days behind.
 */
function toOpened({ place, transactions }: Context): Partial<EventRecord> {
  return transactions.hasChangedTimes(place) ? { isMoved: true } : { status: 'refunding' }
}

type Told = Pick<TicketLogRecord, 'kind'> &
  Partial<Pick<TicketLogRecord, 'account' | 'amount' | 'effectiveAt'>>

/** Keeps what happened to a ticket, beside what holds of it now. */
function tell(
  { place, changes }: Context,
  tokenId: bigint,
  { kind, account, amount, effectiveAt }: Told,
): void {
  const { contract, blockNumber, logIndex, transactionHash, at: datetime } = place
  changes.ticketLogs.push({
    contract,
    blockNumber,
    logIndex,
    tokenId,
    kind,
    account: account ? toAddress(account) : null,
    amount: amount ?? null,
    effectiveAt: effectiveAt ?? null,
    transactionHash,
    datetime,
  })
}

function settleAnew(context: Context, tokenId: bigint): void {
  patchTicket(context, tokenId, { settlesFromBlock: context.place.blockNumber })
}

function setReissue({ place, changes }: Context, tokenId: bigint, reissue: ReissueRecord | null): void {
  changes.reissues.set(`${place.contract}/${tokenId}`, reissue)
}

function changeAccount(
  { place, changes }: Context,
  address: Address,
  { epoch, credit }: AccountRecord,
): void {
  const key = `${place.contract}/${toAddress(address)}` as const
  const before = changes.accounts.get(key) ?? { credit: 0n }
  changes.accounts.set(key, {
    ...before,
    ...(epoch !== undefined && { epoch }),
    credit: before.credit + credit,
  })
}

function setRole(args: ArgsOf<'RoleGranted'>, isHeld: boolean, { place, changes }: Context): void {
  const { contract } = place
  const role = toRole(args.role)
  const address = toAddress(args.account)
  if (role) changes.roles.set(`${contract}/${role}/${address}`, { contract, role, address, isHeld })
}

function spendVoucher({ place, changes }: Context, voucherId: Hex, claim: VoucherRecord['claim']): void {
  const { contract, blockNumber, transactionHash, at: datetime } = place
  changes.vouchers.push({ contract, voucherId, claim, blockNumber, transactionHash, datetime })
}

function moveTicket(args: ArgsOf<'Transfer'>, context: Context): void {
  const { place, transactions, changes } = context
  const { contract, blockNumber, logIndex, transactionHash, at } = place
  const { tokenId } = args
  const from = toAddress(args.from)
  const to = toAddress(args.to)
  const key = `${contract}/${tokenId}` as const
  changes.transfers.push({
    contract,
    blockNumber,
    logIndex,
    tokenId,
    from,
    to,
    transactionHash,
    datetime: at,
  })

  if (from === zeroAddress) {
    const row: TicketRecord = {
      owner: to,
      status: 'valid',
      pricePaid: transactions.priceOf(tokenId, place),
      acquiredAt: at,
      acquiredBlock: blockNumber,
      settlesFromBlock: blockNumber,
      moves: 0,
      isUsed: false,
    }
    changes.tickets.set(key, { kind: 'create', row })
    countIssued(contract, tokenId, changes)
    return
  }
  const { status = 'valid', moves = 0 } = changes.tickets.get(key)?.row ?? {}
  patchTicket(context, tokenId, { moves: moves + 1 })
  setReissue(context, tokenId, null)
  if (to !== zeroAddress)
    patchTicket(context, tokenId, { owner: to, acquiredAt: at, acquiredBlock: blockNumber })
  // The log beside it says how the ticket ended. It may stand before this one, and then has the last word too.
  else if (status === 'valid') patchTicket(context, tokenId, { status: 'void' })
}

function countIssued(contract: Address, tokenId: bigint, { issued }: Changes): void {
  const key = `${contract}/${tierOf(tokenId)}` as const
  issued.set(key, (issued.get(key) ?? 0) + 1)
}
