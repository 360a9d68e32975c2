import type { Address } from 'viem'
import type { Change, Changes } from './changes.ts'
import { type Columns, toColumns } from './columns.ts'
import type { Row, Rows } from './rows.ts'

/** What logs came to as rows, by what becomes of them: the names that `mirror.apply_changes` knows. */
export type ChangeRows = { readonly [Kind in keyof typeof KINDS]?: readonly Row[] | Columns }

/** What changes came to; a kind of change that there is none of is left out. */
export function toChangeRows(rows: Rows, changes: Changes): ChangeRows {
  const kinds = Object.entries(KINDS).map(([kind, toRows]) => [kind, toRows(rows, changes)] as const)
  const present = kinds.filter(([, ofKind]) => ofKind.length > 0)
  return Object.fromEntries(present.map(([kind, of]) => [kind, COLUMNAR.has(kind) ? toColumns(of) : of]))
}

/** Kinds that come by the thousand. */
const COLUMNAR: ReadonlySet<string> = new Set(['tickets_created', 'transfers'])

type ToRows = (rows: Rows, changes: Changes) => readonly Row[]

/** Every kind of change, and its rows. */
const KINDS = {
  events_created: (rows, { events }) => ofKind(events, 'create', rows.event),
  events_changed: (rows, { events }) => ofKind(events, 'patch', rows.event),
  tiers: (rows, { tiers }) => Array.from(tiers, ([key, tier]) => rows.tier(...tierKey(key), tier)),
  tiers_issued: (rows, { issued }) =>
    Array.from(issued, ([key, count]) => rows.issued(...tierKey(key), count)),
  tickets_created: (rows, { tickets }) =>
    ofKind(tickets, 'create', (key, fields) => rows.ticket(...ticketKey(key), fields)),
  tickets_changed: (rows, { tickets }) =>
    ofKind(tickets, 'patch', (key, fields) => rows.ticket(...ticketKey(key), fields)),
  transfers: (rows, { transfers }) => transfers.map(rows.transfer),
  ticket_logs: (rows, { ticketLogs }) => ticketLogs.map(rows.ticketLog),
  reissues_announced: (rows, { reissues }) =>
    [...reissues].flatMap(([key, reissue]) => (reissue ? [rows.reissue(...ticketKey(key), reissue)] : [])),
  reissues_ended: (rows, { reissues }) =>
    [...reissues].flatMap(([key, reissue]) => (reissue ? [] : [rows.reissue(...ticketKey(key), null)])),
  roles_granted: (rows, { roles }) => [...roles.values()].filter(({ isHeld }) => isHeld).map(rows.role),
  roles_revoked: (rows, { roles }) => [...roles.values()].filter(({ isHeld }) => !isHeld).map(rows.role),
  vouchers: (rows, { vouchers }) => vouchers.map(rows.voucher),
  accounts: (rows, { accounts }) =>
    Array.from(accounts, ([key, account]) => rows.account(...accountKey(key), account)),
  listings_canceled: (rows, { canceledListings }) => [...canceledListings.values()].map(rows.canceledListing),
} as const satisfies Record<string, ToRows>

function ofKind<Key, Record>(
  changes: ReadonlyMap<Key, Change<Record>>,
  wanted: Change<Record>['kind'],
  toRow: (key: Key, fields: Partial<Record>) => Row,
): readonly Row[] {
  const rows: Row[] = []
  for (const [key, { kind, row }] of changes) if (kind === wanted) rows.push(toRow(key, row))
  return rows
}

function tierKey(key: `${Address}/${number}`): [Address, number] {
  const [contract, tierId] = key.split('/')
  return [contract as Address, Number(tierId)]
}

function accountKey(key: `${Address}/${Address}`): [Address, Address] {
  return key.split('/') as [Address, Address]
}

function ticketKey(key: `${Address}/${bigint}`): [Address, bigint] {
  const [contract, tokenId] = key.split('/')
  return [contract as Address, BigInt(tokenId ?? '')]
}
