import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { createBackOff } from '#indexer/back-off.ts'
import { createFollower, type Follower, WrongChainError } from '#indexer/follow.ts'
import { createMirrorStore } from '#indexer/store.ts'
import { UNWATCHED } from '#indexer/watch.ts'
import { createStatementPool } from '#prisma/statement-pool.ts'
import { createChainReader, withSecondOpinion } from '#runtime/chain.ts'
import { migrate } from '../stack/migrate.ts'
import type { MirrorPlace } from './place.ts'
import { swapMirror } from './swap.ts'

export type Rebuilt = {
  readonly block: bigint
  /** Tables in which rows were not as they should be, and how many. */
  readonly changed: readonly string[]
}

/** Where the two mirrors are never at the same block, the chain is too quick for this. */
const MOST_ATTEMPTS = 50

/**
 * Builds the mirror anew from the chain in a database of its own, beside the live one, which goes on; then makes the live
 * one equal to it in one transaction, at a moment at which both are at the same block. Who reads sees the old mirror or
 * the new one, and nothing between.
 *
 * @throws what Postgres says when the owner may not make databases; WrongChainError; Error when the two do not meet
 */
export async function rebuildMirror(
  place: MirrorPlace & { readonly say: (sentence: string) => void },
): Promise<Rebuilt> {
  const { ownerUrl, say } = place
  const name = `usher_rebuild_${randomBytes(6).toString('hex')}`
  const besideUrl = Object.assign(new URL(ownerUrl), { pathname: `/${name}` }).href
  const live = new pg.Client({ connectionString: ownerUrl, application_name: 'usher-rebuild' })
  await live.connect()
  try {
    await live.query(`CREATE DATABASE ${name}`)
    await migrate(besideUrl)
    return await buildAndSwap(place, besideUrl, live, say)
  } finally {
    await live.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    await live.end()
  }
}

async function buildAndSwap(
  { rpcUrl, secondRpcUrl, followed }: MirrorPlace,
  besideUrl: string,
  live: pg.Client,
  say: (sentence: string) => void,
): Promise<Rebuilt> {
  const pool = { name: 'usher-rebuild', connections: 2, timeoutMs: 120_000 }
  const statements = createStatementPool(besideUrl, pool)
  const beside = new pg.Client({ connectionString: besideUrl })
  await beside.connect()
  try {
    const store = createMirrorStore(statements, followed.chainId)
    const reader = createChainReader(rpcUrl)
    const follower = createFollower({
      followed,
      reader: secondRpcUrl ? withSecondOpinion(reader, createChainReader(secondRpcUrl)) : reader,
      store,
      logger: { info: () => {}, warn: (_: unknown, sentence?: string) => say(sentence ?? '') } as never,
      lagGraceMs: 0,
      watch: { ...UNWATCHED, catchingUp: ({ at, to }) => say(`Block ${at} of ${to}`) },
    })
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
      await comeToHead(follower, say)
      const changed = await swapMirror(beside, live, followed.chainId)
      const progress = await store.load()
      if (changed && progress) return { block: progress.tip.number, changed }
      say('The live mirror is at another block; once more')
      await wait(100)
    }
    throw new Error(`In ${MOST_ATTEMPTS} attempts the new mirror never was at the block of the live one`)
  } finally {
    await beside.end()
    await statements.close()
  }
}

/** Polls until the mirror is at the node's head, through whatever may pass. */
async function comeToHead(follower: Follower, say: (sentence: string) => void): Promise<void> {
  const backOff = createBackOff()
  for (;;) {
    try {
      if ((await follower.poll()) === 'at_head') return
      backOff.succeed()
    } catch (error) {
      if (error instanceof WrongChainError || backOff.failures > MOST_ATTEMPTS) throw error
      say((error as Error).message)
      await wait(backOff.fail())
    }
  }
}
