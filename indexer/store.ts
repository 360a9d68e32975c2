import { type Address, bytesToHex, type Hash, type Hex } from 'viem'
import { DomainError } from '#core/error.ts'
import type { Database, Transaction } from '#prisma/client.ts'
import type { Header } from '#runtime/chain.ts'
import { applyChanges } from './apply.ts'
import type { Changes } from './changes.ts'
import { removeRows, restoreRows } from './rollback.ts'

/** The block that the mirror equals. */
export type Tip = { readonly number: bigint; readonly hash: Hash }

/** What a mirror follows: events of a factory on one chain, none of which is before `startBlock`. */
export type Followed = {
  readonly chainId: number
  /** in lower case */
  readonly factory: Address
  readonly startBlock: bigint
}

/** How far a mirror has come. */
export type Progress = {
  readonly followed: Followed
  /** hash of the block before `startBlock`: with another one this is another chain */
  readonly originHash: Hash
  readonly tip: Tip
  /** blocks up to this one are taken not to leave the chain; nothing is kept to undo them */
  readonly finalNumber: bigint
}

/** One or more blocks that follow the tip, and what their logs come to. */
export type Advance = {
  /** each the child of the one before */
  readonly headers: readonly Header[]
  readonly changes: Changes
  /** whether the blocks may still leave the chain, so that their before-images are kept */
  readonly mayLeave: boolean
  readonly headNumber: bigint
}

/**
 * The mirror of one chain in Postgres. Everything that writes names the tip it builds on (for a new block that is its
 * parent), and is refused with MirrorMovedError if the mirror is elsewhere by then: of two indexers that both take
 * themselves for the only one, one loses.
 */
export type MirrorStore = {
  /** Undefined before the first {@link begin}. */
  load(): Promise<Progress | undefined>
  loadEvents(): Promise<readonly Address[]>
  /** The hash that the mirror has seen at a height; undefined where it keeps none (any more). */
  findHash(number: bigint): Promise<Hash | undefined>
  /** Of all heights from `from` to `to`, the hashes that the mirror has seen and keeps. */
  findHashes(from: bigint, to: bigint): Promise<ReadonlyMap<bigint, Hash>>
  /** Empties the mirror of this chain and lets it begin after `origin`. The registry stays. */
  begin(followed: Followed, origin: Header): Promise<void>
  /** Writes blocks whose parent is the tip; answers the new one. */
  advance(advance: Advance): Promise<Tip>
  /** Undoes all blocks above `to`, which must be one that {@link findHash} knows. */
  rollBack(from: Tip, to: Header): Promise<void>
  /** Forgets what would undo blocks up to `number`. */
  finalize(from: Tip, number: bigint): Promise<void>
  /** Notes that a node, asked `ageMs` ago, had the tip as its head. */
  confirm(tip: Tip, ageMs: number): Promise<void>
}

export function createMirrorStore(database: Database, chainId: number): MirrorStore {
  const write = (from: Tip, block: bigint | 'final', run: (transaction: Transaction) => Promise<void>) =>
    database.$transaction(async (transaction) => {
      await expectTip(transaction, chainId, from, block)
      await run(transaction)
    })

  return {
    load: () => loadProgress(database, chainId),
    loadEvents: async () => {
      const rows = await database.event.findMany({ where: { chainId }, select: { contract: true } })
      return rows.map(({ contract }) => toHex(contract))
    },
    findHash: async (number) => {
      const row = await database.block.findUnique({ where: { chainId_number: { chainId, number } } })
      return row ? toHex(row.hash) : undefined
    },
    findHashes: async (from, to) => {
      const rows = await database.block.findMany({ where: { chainId, number: { gte: from, lte: to } } })
      return new Map(rows.map(({ number, hash }) => [number, toHex(hash)]))
    },
    begin: (followed, origin) =>
      database.$transaction(async (transaction) => {
        await nameBlock(transaction, chainId, 'final')
        await removeRows(transaction, chainId)
        await insertOrigin(transaction, followed, origin)
      }),
    advance: async ({ headers, changes, mayLeave, headNumber }) => {
      const [first] = headers
      const last = headers.at(-1)
      if (!first || !last) throw new RangeError('There is no block to advance to')
      const parent = { number: first.number - 1n, hash: first.parentHash }
      await write(parent, mayLeave ? last.number : 'final', async (transaction) => {
        await applyChanges(transaction, chainId, changes)
        await moveTip(transaction, chainId, mayLeave ? headers : [last], headNumber)
        if (!mayLeave) {
          await transaction.chain.update({ where: { chainId }, data: { finalizedNumber: last.number } })
        }
        if (!mayLeave) await forget(transaction, chainId, last.number)
      })
      return { number: last.number, hash: last.hash }
    },
    rollBack: (from, to) =>
      write(from, 'final', async (transaction) => {
        await restoreRows(transaction, chainId, to.number)
        await transaction.block.deleteMany({ where: { chainId, number: { gt: to.number } } })
        await transaction.chain.update({ where: { chainId }, data: { ...toTip(to), confirmedAt: null } })
      }),
    finalize: (from, number) =>
      write(from, 'final', async (transaction) => {
        await transaction.chain.update({ where: { chainId }, data: { finalizedNumber: number } })
        await forget(transaction, chainId, number)
      }),
    confirm: async (tip, ageMs) => {
      const confirmed = await database.$executeRaw`
        UPDATE mirror.chain
        SET head_number = block_number, confirmed_at = now() - make_interval(secs => ${ageMs / 1_000})
        WHERE chain_id = ${chainId} AND block_hash = ${toBytes(tip.hash)}`
      if (confirmed === 0) throw new MirrorMovedError(chainId, tip)
    },
  }
}

/** How far the mirror of a chain has come; undefined when there is none. */
export async function loadProgress(
  { chain }: Pick<Database, 'chain'>,
  chainId: number,
): Promise<Progress | undefined> {
  const row = await chain.findUnique({ where: { chainId } })
  return row
    ? {
        followed: { chainId, factory: toHex(row.factory), startBlock: row.startBlock },
        originHash: toHex(row.originHash),
        tip: { number: row.blockNumber, hash: toHex(row.blockHash) },
        finalNumber: row.finalizedNumber,
      }
    : undefined
}

/** Somebody else has written the mirror since: what was about to be written does not follow from what is there. */
export class MirrorMovedError extends DomainError {
  readonly code = 'mirror_moved'

  constructor(chainId: number, expected: Tip) {
    super(`The mirror of chain ${chainId} is no longer at block ${expected.number} (${expected.hash})`)
  }
}

/**
 * Holds the chain's row until the end of the transaction, and makes sure that it still is where the writer thinks; names
 * the block as {@link nameBlock} does.
 */
async function expectTip(
  transaction: Transaction,
  chainId: number,
  tip: Tip,
  block: bigint | 'final',
): Promise<void> {
  const found = await transaction.$queryRaw<unknown[]>`
    SELECT set_config('usher.chain_id', ${String(chainId)}, true),
           set_config('usher.block_number', ${String(block)}, true)
    FROM mirror.chain WHERE chain_id = ${chainId} AND block_hash = ${toBytes(tip.hash)} FOR UPDATE`
  if (found.length === 0) throw new MirrorMovedError(chainId, tip)
}

/** Keeps these blocks and makes the last of them the tip, in one statement: at the head each one counts. */
async function moveTip(
  transaction: Transaction,
  chainId: number,
  headers: readonly Header[],
  headNumber: bigint,
): Promise<void> {
  const rows = headers.map(({ number, hash, parentHash, timestamp }) => ({
    chain_id: chainId,
    number: String(number),
    hash: `\\x${hash.slice(2)}`,
    parent_hash: `\\x${parentHash.slice(2)}`,
    timestamp: toDate(timestamp),
  }))
  await transaction.$executeRaw`
    WITH kept AS (
      INSERT INTO mirror.block
      SELECT * FROM jsonb_populate_recordset(NULL::mirror.block, ${JSON.stringify(rows)}::jsonb)
      RETURNING number, hash, timestamp
    ), tip AS (
      SELECT number, hash, timestamp FROM kept ORDER BY number DESC LIMIT 1
    )
    UPDATE mirror.chain
    SET block_number = tip.number, block_hash = tip.hash, block_timestamp = tip.timestamp,
        head_number = ${headNumber}
    FROM tip WHERE chain_id = ${chainId}`
}

/** Tells the journal's triggers which block the statements that follow belong to. */
async function nameBlock(transaction: Transaction, chainId: number, block: bigint | 'final'): Promise<void> {
  await transaction.$queryRaw`
    SELECT set_config('usher.chain_id', ${String(chainId)}, true),
           set_config('usher.block_number', ${String(block)}, true)`
}

async function insertOrigin(transaction: Transaction, followed: Followed, origin: Header): Promise<void> {
  const { chainId, factory, startBlock } = followed
  await transaction.chain.create({
    data: {
      chainId,
      factory: toBytes(factory),
      startBlock,
      originHash: toBytes(origin.hash),
      ...toTip(origin),
      headNumber: origin.number,
      finalizedNumber: origin.number,
    },
  })
  await transaction.block.create({ data: toBlock(chainId, origin) })
}

/** The newest final block stays: the first one that may leave must have a parent to show. */
async function forget(transaction: Transaction, chainId: number, number: bigint): Promise<void> {
  await transaction.journal.deleteMany({ where: { chainId, blockNumber: { lte: number } } })
  await transaction.block.deleteMany({ where: { chainId, number: { lt: number } } })
}

function toBlock(chainId: number, { number, hash, parentHash, timestamp }: Header) {
  return {
    chainId,
    number,
    hash: toBytes(hash),
    parentHash: toBytes(parentHash),
    timestamp: toDate(timestamp),
  }
}

function toTip({ number, hash, timestamp }: Header) {
  return { blockNumber: number, blockHash: toBytes(hash), blockTimestamp: toDate(timestamp) }
}

function toDate(unixSeconds: bigint): Date {
  return new Date(Number(unixSeconds) * 1_000)
}

function toBytes(hex: Hex): Buffer<ArrayBuffer> {
  return Buffer.from(hex.slice(2), 'hex')
}

function toHex(bytes: Uint8Array): Hex {
  return bytesToHex(bytes)
}
