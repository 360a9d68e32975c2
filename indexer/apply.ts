import type { Address } from 'viem'
import { DomainError } from '#core/error.ts'
import type { Transaction } from '#prisma/client.ts'
import type { Change, Changes } from './changes.ts'
import { createRows, type Row, type Rows } from './rows.ts'

/**
 * Writes what logs came to: at most one statement per table and kind of change, whatever their number.
 *
 * Postgres refuses a row that begins twice, so no log counts twice; a change of a row that is not there throws
 * MirrorTornError, so none is lost.
 */
export async function applyChanges(
  transaction: Transaction,
  chainId: number,
  changes: Changes,
): Promise<void> {
  const rows = createRows(chainId)
  await applyEvents(transaction, rows, changes)
  await applyTiers(transaction, rows, changes)
  await applyTickets(transaction, rows, changes)
  await applyRoles(transaction, rows, changes)
  await applyVouchers(transaction, rows, changes)
  await applyReissues(transaction, rows, changes)
  await applyMarket(transaction, rows, changes)
}

async function applyEvents(transaction: Transaction, rows: Rows, { events }: Changes): Promise<void> {
  const { created, patched } = splitChanges(events, (contract, fields) => rows.event(contract, fields))
  await each(
    created,
    (json) => transaction.$executeRaw`
      INSERT INTO mirror.event SELECT * FROM jsonb_populate_recordset(NULL::mirror.event, ${json}::jsonb)`,
  )
  await each(
    patched,
    (json) => transaction.$executeRaw`
      UPDATE mirror.event AS event
      SET organizer = coalesce(new.organizer, event.organizer),
          doors_at = coalesce(new.doors_at, event.doors_at),
          ends_at = coalesce(new.ends_at, event.ends_at),
          cut_off_at = coalesce(new.cut_off_at, event.cut_off_at),
          contract_uri = coalesce(new.contract_uri, event.contract_uri),
          status = coalesce(new.status, event.status),
          is_sales_paused = coalesce(new.is_sales_paused, event.is_sales_paused),
          is_moved = coalesce(new.is_moved, event.is_moved)
      FROM jsonb_populate_recordset(NULL::mirror.event, ${json}::jsonb) AS new
      WHERE event.event_id = new.event_id`,
  )
}

async function applyTiers(transaction: Transaction, rows: Rows, { tiers, issued }: Changes): Promise<void> {
  await each(
    Array.from(tiers, ([key, tier]) => rows.tier(...tierKey(key), tier)),
    (json) => transaction.$executeRaw`
      INSERT INTO mirror.tier SELECT * FROM jsonb_populate_recordset(NULL::mirror.tier, ${json}::jsonb)
      ON CONFLICT (event_id, tier_id) DO UPDATE
      SET name = excluded.name,
          price = excluded.price,
          supply = excluded.supply,
          sale_starts_at = excluded.sale_starts_at,
          sale_ends_at = excluded.sale_ends_at,
          per_payer = excluded.per_payer,
          transfer_policy = excluded.transfer_policy,
          resale_cap_bps = excluded.resale_cap_bps,
          royalty_bps = excluded.royalty_bps`,
  )
  await each(
    Array.from(issued, ([key, count]) => rows.issued(...tierKey(key), count)),
    (json) => transaction.$executeRaw`
      UPDATE mirror.tier AS tier
      SET sold = tier.sold + more.sold
      FROM jsonb_populate_recordset(NULL::mirror.tier, ${json}::jsonb) AS more
      WHERE tier.event_id = more.event_id AND tier.tier_id = more.tier_id`,
  )
}

async function applyTickets(transaction: Transaction, rows: Rows, changes: Changes): Promise<void> {
  const { created, patched } = splitChanges(changes.tickets, (key, fields) =>
    rows.ticket(...ticketKey(key), fields),
  )
  await each(
    created,
    (json) => transaction.$executeRaw`
      INSERT INTO mirror.ticket SELECT * FROM jsonb_populate_recordset(NULL::mirror.ticket, ${json}::jsonb)`,
  )
  await each(
    patched,
    (json) => transaction.$executeRaw`
      UPDATE mirror.ticket AS ticket
      SET owner = coalesce(new.owner, ticket.owner),
          status = coalesce(new.status, ticket.status),
          acquired_at = coalesce(new.acquired_at, ticket.acquired_at),
          acquired_block = coalesce(new.acquired_block, ticket.acquired_block),
          settles_from_block = coalesce(new.settles_from_block, ticket.settles_from_block),
          transfer_count = ticket.transfer_count + coalesce(new.transfer_count, 0),
          is_used = coalesce(new.is_used, ticket.is_used)
      FROM jsonb_populate_recordset(NULL::mirror.ticket, ${json}::jsonb) AS new
      WHERE ticket.event_id = new.event_id AND ticket.token_id = new.token_id`,
  )
  await each(
    changes.transfers.map(rows.transfer),
    (json) => transaction.$executeRaw`
      INSERT INTO mirror.transfer
      SELECT * FROM jsonb_populate_recordset(NULL::mirror.transfer, ${json}::jsonb)`,
  )
}

/** A role may be granted to one who has it and revoked from one who has it no more: no count is expected. */
async function applyRoles(transaction: Transaction, rows: Rows, { roles }: Changes): Promise<void> {
  const changed = [...roles.values()]
  await some(
    changed.filter(({ isHeld }) => isHeld).map(rows.role),
    (json) => transaction.$executeRaw`
      INSERT INTO mirror.contract_role
      SELECT * FROM jsonb_populate_recordset(NULL::mirror.contract_role, ${json}::jsonb)
      ON CONFLICT DO NOTHING`,
  )
  await some(
    changed.filter(({ isHeld }) => !isHeld).map(rows.role),
    (json) => transaction.$executeRaw`
      DELETE FROM mirror.contract_role AS held
      USING jsonb_populate_recordset(NULL::mirror.contract_role, ${json}::jsonb) AS dropped
      WHERE held.event_id = dropped.event_id AND held.role = dropped.role AND held.address = dropped.address`,
  )
}

async function applyVouchers(transaction: Transaction, rows: Rows, { vouchers }: Changes): Promise<void> {
  await each(
    vouchers.map(rows.voucher),
    (json) => transaction.$executeRaw`
      INSERT INTO mirror.voucher
      SELECT * FROM jsonb_populate_recordset(NULL::mirror.voucher, ${json}::jsonb)`,
  )
}

/** A ticket that moves has most often no reissue to end: no count is expected. */
async function applyReissues(transaction: Transaction, rows: Rows, { reissues }: Changes): Promise<void> {
  const changed = Array.from(reissues, ([key, reissue]) => ({ key: ticketKey(key), reissue }))
  await each(
    changed.filter(({ reissue }) => reissue).map(({ key, reissue }) => rows.reissue(...key, reissue)),
    (json) => transaction.$executeRaw`
      INSERT INTO mirror.reissue SELECT * FROM jsonb_populate_recordset(NULL::mirror.reissue, ${json}::jsonb)
      ON CONFLICT (event_id, token_id) DO UPDATE
      SET "to" = excluded."to", effective_at = excluded.effective_at`,
  )
  await some(
    changed.filter(({ reissue }) => !reissue).map(({ key }) => rows.reissue(...key, null)),
    (json) => transaction.$executeRaw`
      DELETE FROM mirror.reissue
      USING jsonb_populate_recordset(NULL::mirror.reissue, ${json}::jsonb) AS ended
      WHERE reissue.event_id = ended.event_id AND reissue.token_id = ended.token_id`,
  )
}

/** What is owed to accounts, their epochs, and what they took back; a listing may be taken back twice. */
async function applyMarket(
  transaction: Transaction,
  rows: Rows,
  { accounts, canceledListings }: Changes,
): Promise<void> {
  await each(
    Array.from(accounts, ([key, account]) => rows.account(...accountKey(key), account)),
    (json) => transaction.$executeRaw`
      MERGE INTO mirror.account USING jsonb_populate_recordset(NULL::mirror.account, ${json}::jsonb) AS new
      ON account.event_id = new.event_id AND account.address = new.address
      WHEN MATCHED THEN UPDATE
        SET epoch = coalesce(new.epoch, account.epoch), credit = account.credit + new.credit
      WHEN NOT MATCHED THEN INSERT (event_id, address, epoch, credit)
        VALUES (new.event_id, new.address, coalesce(new.epoch, 0), new.credit)`,
  )
  await some(
    [...canceledListings.values()].map(rows.canceledListing),
    (json) => transaction.$executeRaw`
      INSERT INTO mirror.canceled_listing
      SELECT * FROM jsonb_populate_recordset(NULL::mirror.canceled_listing, ${json}::jsonb)
      ON CONFLICT DO NOTHING`,
  )
}

/** A log changes a row that the mirror does not have: something is missing, and what is there cannot be trusted. */
export class MirrorTornError extends DomainError {
  readonly code = 'mirror_torn'

  constructor(expected: number, found: number) {
    super(`The mirror lacks rows that logs change: ${expected} should be there, ${found} are`)
  }
}

/** Runs a statement for these rows, if there are any; it must touch every one of them. */
async function each(rows: readonly Row[], execute: (json: string) => Promise<number>): Promise<void> {
  const touched = await some(rows, execute)
  if (touched !== rows.length) throw new MirrorTornError(rows.length, touched)
}

/** Runs a statement for these rows, if there are any. */
async function some(rows: readonly Row[], execute: (json: string) => Promise<number>): Promise<number> {
  return rows.length === 0 ? 0 : execute(JSON.stringify(rows))
}

function splitChanges<Key, Record>(
  changes: ReadonlyMap<Key, Change<Record>>,
  toRow: (key: Key, fields: Partial<Record>) => Row,
): { readonly created: readonly Row[]; readonly patched: readonly Row[] } {
  const created: Row[] = []
  const patched: Row[] = []
  for (const [key, { kind, row }] of changes) (kind === 'create' ? created : patched).push(toRow(key, row))
  return { created, patched }
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
