import { type Address, bytesToHex, type Hash, type Hex } from 'viem'
import { DomainError } from '#core/error.ts'
import { sqlStateOf } from '#prisma/errors.ts'
import type { Statement, StatementPool } from '#prisma/statement-pool.ts'
import type { Header } from '#runtime/chain.ts'
import { toChangeRows } from './change-rows.ts'
import type { Changes } from './changes.ts'
import { createRows, type Rows } from './rows.ts'

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

/** @param statements connections of who may write the mirror; one is enough */
export function createMirrorStore(statements: StatementPool, chainId: number): MirrorStore {
  const rows = createRows(chainId)

  /** Runs a call that holds the chain's row at this tip. */
  const write = async (from: Tip, call: Statement, values: readonly unknown[]): Promise<void> => {
    await statements.run(call, [chainId, toBytes(from.hash), ...values]).catch((error: unknown) => {
      const refusal = sqlStateOf(error)
      if (refusal === MOVED) throw new MirrorMovedError(chainId, from, { cause: error })
      if (refusal === TORN) throw new MirrorTornError({ cause: error })
      throw error
    })
  }
  const findHashes = async (from: bigint, to: bigint): Promise<ReadonlyMap<bigint, Hash>> => {
    const found = await statements.run<{ number: string; hash: Buffer }>(FIND_HASHES, [chainId, from, to])
    return new Map(found.map(({ number, hash }) => [BigInt(number), toHex(hash)]))
  }

  return {
    load: async () => {
      const [row] = await statements.run<ChainRow>(LOAD, [chainId])
      return row && toProgress(chainId, row)
    },
    loadEvents: async () => {
      const events = await statements.run<{ contract: Buffer }>(LOAD_EVENTS, [chainId])
      return events.map(({ contract }) => toHex(contract))
    },
    findHash: async (number) => (await findHashes(number, number)).get(number),
    findHashes,
    begin: async ({ factory, startBlock }, origin) => {
      const block = JSON.stringify(rows.block(origin))
      await statements.run(BEGIN, [chainId, toBytes(factory), startBlock, block])
    },
    advance: async ({ steps, mayLeave, headNumber, confirmedAgeMs }) => {
      const first = steps[0]?.headers[0]
      const last = steps.at(-1)?.headers.at(-1)
      if (!first || !last) throw new RangeError('There is no block to advance to')
      const parent = { number: first.number - 1n, hash: first.parentHash }
      const json = JSON.stringify(steps.map((step) => toJson(rows, step)))
      await write(parent, ADVANCE, [json, mayLeave, headNumber, toSeconds(confirmedAgeMs)])
      return { number: last.number, hash: last.hash }
    },
    rollBack: (from, { number }) => write(from, ROLL_BACK, [number]),
    finalize: (from, number) => write(from, FINALIZE, [number]),
    confirm: async (tip, ageMs) => {
      const confirmed = await statements.run(CONFIRM, [chainId, toBytes(tip.hash), toSeconds(ageMs)])
      if (confirmed.length === 0) throw new MirrorMovedError(chainId, tip)
    },
  }
}

const LOAD = {
  name: 'mirror_load',
  text: `SELECT factory, start_block, origin_hash, block_number, block_hash, finalized_number
    FROM mirror.chain WHERE chain_id = $1`,
}
const LOAD_EVENTS = {
  name: 'mirror_load_events',
  text: 'SELECT contract FROM mirror.event WHERE chain_id = $1',
}
const FIND_HASHES = {
  name: 'mirror_find_hashes',
  text: 'SELECT number, hash FROM mirror.block WHERE chain_id = $1 AND number BETWEEN $2 AND $3',
}
const BEGIN = { name: 'mirror_begin', text: 'SELECT mirror.begin($1, $2, $3, $4)' }
const ADVANCE = { name: 'mirror_advance', text: 'SELECT mirror.advance($1, $2, $3, $4, $5, $6)' }
const ROLL_BACK = { name: 'mirror_roll_back', text: 'SELECT mirror.roll_back($1, $2, $3)' }
const FINALIZE = { name: 'mirror_finalize', text: 'SELECT mirror.hold($1, $2), mirror.forget($1, $3)' }
const CONFIRM = {
  name: 'mirror_confirm',
  text: `UPDATE mirror.chain SET head_number = block_number, confirmed_at = now() - make_interval(secs => $3)
    WHERE chain_id = $1 AND block_hash = $2 RETURNING chain_id`,
}

/** What the functions of the mirror refuse with: SQLSTATEs of our own. */
const MOVED = 'MR001'
const TORN = 'MR002'

type ChainRow = {
  readonly factory: Buffer
  readonly start_block: string
  readonly origin_hash: Buffer
  readonly block_number: string
  readonly block_hash: Buffer
  readonly finalized_number: string
}

function toProgress(chainId: number, row: ChainRow): Progress {
  return {
    followed: { chainId, factory: toHex(row.factory), startBlock: BigInt(row.start_block) },
    originHash: toHex(row.origin_hash),
    tip: { number: BigInt(row.block_number), hash: toHex(row.block_hash) },
    finalNumber: BigInt(row.finalized_number),
  }
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

/** A step as `mirror.advance` takes it: of its blocks, the last one is kept. */
function toJson(rows: Rows, { headers, changes }: Step) {
  const last = headers.at(-1)
  return { block: last && rows.block(last), changes: toChangeRows(rows, changes) }
}

function toSeconds(milliseconds: number | undefined): number | undefined {
  return milliseconds === undefined ? undefined : milliseconds / 1_000
}

function toBytes(hex: Hex): Buffer {
  return Buffer.from(hex.slice(2), 'hex')
}

function toHex(bytes: Uint8Array): Hex {
  return bytesToHex(bytes)
}
