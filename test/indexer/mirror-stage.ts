import { expect } from 'chai'
import pg from 'pg'
import type { PublicClient } from 'viem'
import { createFollower, type Follower, type FollowerParts, type PollResult } from '#indexer/follow.ts'
import { createMirrorStore, type MirrorStore } from '#indexer/store.ts'
import { verifyMirror } from '#indexer/verify.ts'
import { createDatabase, type Database } from '#prisma/client.ts'
import { createStatementPool } from '#prisma/statement-pool.ts'
import { createChainReader } from '#runtime/chain.ts'
import * as setup from '#test/setup/database.ts'
import type { ChainStage } from './chain-stage.ts'

/** A mirror of a chain in a database of its own. */
export type MirrorStage = {
  readonly database: Database
  readonly indexerUrl: string
  readonly ownerUrl: string
  readonly store: MirrorStore
  /** What the follower has said, in its words. */
  readonly said: string[]
  /** A follower that knows nothing but what is in the database, as after a restart. */
  restart(next?: Partial<FollowerParts>): Follower
  /** One look at the chain. */
  poll(): Promise<PollResult>
  /** Lets the follower come to the chain's head. */
  catchUp(): Promise<void>
  /** Expects the mirror to be at the head of its chain, or of another, and to equal it. */
  expectEqual(other?: ChainStage): Promise<void>
  /** Runs a statement with the rights of the database's owner. */
  asOwner(sql: string): Promise<unknown[]>
  close(): Promise<void>
}

/** Polls after which a follower that is still not at the head never will be. */
const MOST_POLLS = 200

/** @param shared another's database, to write the mirror into */
export async function openMirrorStage(
  chain: ChainStage,
  changes: Partial<FollowerParts> = {},
  shared?: setup.TestDatabase,
): Promise<MirrorStage> {
  const { ownerUrl, indexerUrl, drop } = shared ?? (await setup.createDatabase())
  const database = createDatabase(indexerUrl, { name: 'indexer-test', timeoutMs: 30_000 })
  const statements = createStatementPool(indexerUrl, {
    name: 'indexer-test',
    connections: 2,
    timeoutMs: 30_000,
  })
  const store = createMirrorStore(statements, chain.followed.chainId)
  const said: string[] = []
  const say = (_: unknown, sentence?: string) => {
    if (sentence) said.push(sentence)
  }
  const parts: FollowerParts = {
    followed: chain.followed,
    reader: createChainReader(chain.rpcUrl),
    store,
    logger: { info: say, warn: say } as FollowerParts['logger'],
    lagGraceMs: 0,
    ...changes,
  }
  let follower = createFollower(parts)

  return {
    database,
    indexerUrl,
    ownerUrl,
    store,
    said,
    restart: (next = {}) => {
      follower = createFollower({ ...parts, ...next })
      return follower
    },
    poll: () => follower.poll(),
    catchUp: () => pollUntil(follower, 'at_head'),
    expectEqual: async ({ client, followed } = chain) => {
      const head = await client.getBlock()
      const progress = await store.load()
      expect(progress?.tip).to.deep.equal({ number: head.number, hash: head.hash })
      const differences = await verifyMirror(database, client as PublicClient, followed)
      expect(differences).to.deep.equal([])
    },
    asOwner: async (sql) => {
      const owner = new pg.Client({ connectionString: ownerUrl })
      await owner.connect()
      try {
        return (await owner.query(sql)).rows
      } finally {
        await owner.end()
      }
    },
    close: async () => {
      await database.$disconnect()
      await statements.close()
      if (!shared) await drop()
    },
  }

  async function pollUntil(follower: Follower, wanted: PollResult): Promise<void> {
    const results: PollResult[] = []
    while (results.length < MOST_POLLS) {
      results.push(await follower.poll())
      if (results.at(-1) === wanted) return
    }
    throw new Error(`Not ${wanted} after ${MOST_POLLS} polls, the last ones: ${results.slice(-5)}`)
  }
}
