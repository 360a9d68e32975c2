import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Hash } from 'viem'
import { createMirrorStore, type Followed, type Tip } from '#indexer/store.ts'
import { verifyMirror } from '#indexer/verify.ts'
import { createDatabase } from '#prisma/client.ts'
import { createStatementPool } from '#prisma/statement-pool.ts'
import { deployFactory } from '#scripts/deploy.ts'
import { type Anvil, startAnvil } from '#scripts/stack/anvil.ts'
import { migrate } from '#scripts/stack/migrate.ts'
import { removeCluster, startPostgres } from '#scripts/stack/postgres.ts'
import type { Part } from '#scripts/stack/process.ts'
import { startIndexer } from '#scripts/stack/processes.ts'
import { provideLogins } from '#scripts/stack/roles.ts'
import type { Random } from '../random.ts'
import { type FaultyNode, startFaultyNode } from './faulty-node.ts'
import { openWorld, type World } from './world.ts'

const PROJECT = fileURLToPath(new URL('../../../', import.meta.url))

/** Blocks before anybody looks, so that the first of them are final and are read in ranges. */
const PRELUDE = 100

/** Everything that takes part: a real node, the node in front of it, the indexer's process, Postgres. */
export type Stage = {
  readonly node: FaultyNode
  /** The factory's block, which stays. */
  readonly startBlock: bigint
  /** Whether blocks may leave the chain that were final. */
  readonly isLocal: boolean
  /** The chain that there is now. */
  readonly world: () => World
  /** The last lines that the indexer said. */
  readonly said: readonly string[]
  /** Ends the indexer with -9, if it runs. */
  kill(): Promise<void>
  /** Starts the indexer, if it does not run, and waits until it has begun. */
  revive(): Promise<void>
  restartPostgres(): Promise<void>
  /** Ends Postgres with -9, with all that it has not written yet, and starts it again. */
  killPostgres(): Promise<void>
  /** Has the indexer forget how far it had come. */
  forget(): Promise<void>
  /** Replaces the chain by another one of the same id. */
  resetChain(genesisAt: number): Promise<void>
  /** Where the mirror is; undefined while there is none, or no database. */
  findTip(): Promise<Tip | undefined>
  /** The highest block that the mirror has taken for final. */
  findFinal(): Promise<bigint>
  getHead(): Promise<{ readonly number: bigint; readonly hash: Hash }>
  /** The oracle: what the chain says the mirror should be, found out by other code than the indexer's. */
  compare(): Promise<readonly string[]>
  close(): Promise<void>
}

const MOST_LINES = 60

export type StageOptions = {
  /** Unix seconds of the first chain's first block. */
  readonly genesisAt: number
  /** Whether the indexer is told of the node's WebSocket. */
  readonly hasSocket: boolean
  /** Whether the indexer takes the chain for a local one, which may lose what was final. */
  readonly isLocal: boolean
}

export async function openStage(random: Random, options: StageOptions): Promise<Stage> {
  const { genesisAt, hasSocket, isLocal } = options
  const folder = await mkdtemp(join(tmpdir(), 'usher-chaos-'))
  let postgres = await startPostgres({ folder })
  await migrate(postgres.url)
  const { indexerUrl } = await provideLogins(postgres.url)
  const database = createDatabase(indexerUrl, { name: 'chaos', connections: 3, timeoutMs: 60_000 })
  let chain = await openChain(random, genesisAt)
  const node = await startFaultyNode(chain.anvil.rpcUrl)
  let indexer: Part | undefined
  let highestFinal = 0n
  const said: string[] = []
  const { followed } = chain
  const statements = createStatementPool(indexerUrl, { name: 'chaos', connections: 1, timeoutMs: 60_000 })
  const store = createMirrorStore(statements, followed.chainId)

  const env = {
    PATH: process.env.PATH,
    INDEXER_DATABASE_URL: indexerUrl,
    RPC_URL: node.rpcUrl,
    RPC_WS_URL: hasSocket ? node.wsUrl : '',
    CHAIN_ID: String(followed.chainId),
    FACTORY_ADDRESS: followed.factory,
    FACTORY_START_BLOCK: String(followed.startBlock),
    LOCAL_CHAIN: isLocal ? '1' : '',
  } as unknown as NodeJS.ProcessEnv
  const hear = (line: string): void => {
    if (said.push(line) > MOST_LINES) said.shift()
  }
  const kill = async (): Promise<void> => {
    const killed = indexer
    indexer = undefined
    if (!killed) return
    process.kill(-killed.pid, 'SIGKILL')
    await killed.ended
  }

  return {
    node,
    startBlock: followed.startBlock,
    isLocal,
    said,
    world: () => chain.world,
    kill,
    revive: async () => {
      if (indexer) return
      const up = Promise.withResolvers<void>()
      const onLine = (line: string): void => {
        hear(line)
        if (line.includes('Following the chain')) up.resolve()
      }
      const started = await startIndexer({ project: PROJECT, mode: 'production', env, onLine })
      indexer = started
      void started.ended.then((how) => {
        hear(`the indexer ended: ${how}`)
        up.resolve()
      })
      await up.promise
    },
    restartPostgres: async () => {
      const { port } = postgres
      await postgres.stop()
      postgres = await startPostgres({ folder, port })
    },
    killPostgres: async () => {
      const { port, pid, ended } = postgres
      process.kill(pid, 'SIGKILL')
      await ended
      postgres = await startPostgres({ folder, port })
    },
    forget: async () => {
      await database.chain.deleteMany()
    },
    resetChain: async (nextGenesisAt) => {
      const old = chain
      highestFinal = 0n
      chain = await openChain(random, nextGenesisAt)
      node.follow(chain.anvil.rpcUrl)
      await old.anvil.stop()
    },
    findTip: async () => (await store.load().catch(() => undefined))?.tip,
    findFinal: async () => {
      const progress = await store.load().catch(() => undefined)
      highestFinal = progress && progress.finalNumber > highestFinal ? progress.finalNumber : highestFinal
      return highestFinal
    },
    getHead: () => chain.world.client.getBlock(),
    compare: () => verifyMirror(database, chain.world.client, followed),
    close: async () => {
      await kill()
      await node.close()
      await database.$disconnect()
      await statements.close()
      await chain.anvil.stop()
      await postgres.stop()
      removeCluster(folder)
    },
  }
}

type Chain = { readonly anvil: Anvil; readonly followed: Followed; readonly world: World }

async function openChain(random: Random, genesisAt: number): Promise<Chain> {
  const anvil = await startAnvil({ genesisAt })
  const followed = await deployFactory({ rpcUrl: anvil.rpcUrl })
  const world = await openWorld(anvil.rpcUrl, followed, random)
  await world.live(PRELUDE)
  return { anvil, followed, world }
}
