import { type Address, bytesToHex, type Hash, type Hex } from 'viem'
import { DomainError } from '#core/error.ts'
import { type Database, sqlStateOf, type Transaction } from '#prisma/client.ts'
import type { Header } from '#runtime/chain.ts'
import { toChangeRows } from './change-rows.ts'
import type { Changes } from './changes.ts'
import { removeRows } from './remove-rows.ts'

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

/** A block, or several that are final and each the child of the one before, and what their logs come to. */
export type Step = { readonly headers: readonly Header[]; readonly changes: Changes }

/** Blocks that follow the tip, in order. */
export type Advance = {
  readonly steps: readonly Step[]
  /** whether the blocks may still leave the chain, so that their before-images are kept; each is a step then */
  readonly mayLeave: boolean
  readonly headNumber: bigint
  /** how long ago a node was asked whose head is the last of these blocks; left out where it is not */
  readonly confirmedAgeMs?: number
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
  /** Runs a call that holds the chain's row at this tip. */
  const write = async (from: Tip, call: () => Promise<unknown>): Promise<void> => {
    await call().catch((error: unknown) => {
      const refusal = sqlStateOf(error)
      if (refusal === MOVED) throw new MirrorMovedError(chainId, from, { cause: error })
      if (refusal === TORN) throw new MirrorTornError({ cause: error })
      throw error
    })
  }

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
        await transaction.$queryRaw`SELECT set_config('usher.block_number', 'final', true)`
        await removeRows(transaction, chainId)
        await insertOrigin(transaction, followed, origin)
      }),
    advance: async ({ steps, mayLeave, headNumber, confirmedAgeMs }) => {
      const first = steps[0]?.headers[0]
      const last = steps.at(-1)?.headers.at(-1)
      if (!first || !last) throw new RangeError('There is no block to advance to')
      const parent = { number: first.number - 1n, hash: first.parentHash }
      const json = JSON.stringify(steps.map((step) => toJson(chainId, step)))
      const confirmedAge = confirmedAgeMs === undefined ? null : confirmedAgeMs / 1_000
      await write(
        parent,
        () => database.$executeRaw`
          SELECT mirror.advance(
            ${chainId}, ${toBytes(parent.hash)}, ${json}::jsonb, ${mayLeave}, ${headNumber}, ${confirmedAge}
          )`,
      )
      return { number: last.number, hash: last.hash }
    },
    rollBack: (from, { number }) =>
      write(
        from,
        () => database.$executeRaw`SELECT mirror.roll_back(${chainId}, ${toBytes(from.hash)}, ${number})`,
      ),
    finalize: (from, number) =>
      write(
        from,
        () => database.$executeRaw`
          SELECT mirror.hold(${chainId}, ${toBytes(from.hash)}), mirror.forget(${chainId}, ${number})`,
      ),
    confirm: async (tip, ageMs) => {
      const confirmed = await database.$executeRaw`
        UPDATE mirror.chain
        SET head_number = block_number, confirmed_at = now() - make_interval(secs => ${ageMs / 1_000})
        WHERE chain_id = ${chainId} AND block_hash = ${toBytes(tip.hash)}`
      if (confirmed === 0) throw new MirrorMovedError(chainId, tip)
    },
  }
}

/** What the functions of the mirror refuse with: SQLSTATEs of our own. */
const MOVED = 'MR001'
const TORN = 'MR002'

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

  constructor(chainId: number, expected: Tip, options?: ErrorOptions) {
    const where = `block ${expected.number} (${expected.hash})`
    super(`The mirror of chain ${chainId} is no longer at ${where}`, options)
  }
}

/** A log changes a row that the mirror does not have: something is missing, and what is there cannot be trusted. */
export class MirrorTornError extends DomainError {
  readonly code = 'mirror_torn'

  constructor(options?: ErrorOptions) {
    super('The mirror lacks rows that logs change', options)
  }
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

/** A step as `mirror.advance` takes it: of its blocks, the last one is kept. */
function toJson(chainId: number, { headers, changes }: Step) {
  const last = headers.at(-1)
  const block = last && {
    chain_id: chainId,
    number: String(last.number),
    hash: `\\x${last.hash.slice(2)}`,
    parent_hash: `\\x${last.parentHash.slice(2)}`,
    timestamp: toDate(last.timestamp),
  }
  return { block, changes: toChangeRows(chainId, changes) }
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
