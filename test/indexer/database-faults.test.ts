import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDatabase, type Database } from '#prisma/client.ts'
import { migrate } from '#scripts/stack/migrate.ts'
import { type Postgres, removeCluster, startPostgres } from '#scripts/stack/postgres.ts'
import { provideLogins } from '#scripts/stack/roles.ts'
import { until } from '#test/setup/until.ts'
import { type ChainStage, openChainStage } from './chain-stage.ts'
import { type Indexer, startIndexer } from './indexer-process.ts'

describe('the indexer process on a database that stops', function () {
  this.timeout(300_000)

  let folder: string
  let postgres: Postgres
  let chain: ChainStage
  let database: Database
  let indexer: Indexer

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'usher-indexer-test-'))
    postgres = await startPostgres({ folder })
    await migrate(postgres.url)
    const { indexerUrl } = await provideLogins(postgres.url)
    database = createDatabase(indexerUrl)
    chain = await openChainStage()
    indexer = startIndexer({
      INDEXER_DATABASE_URL: indexerUrl,
      RPC_URL: chain.rpcUrl,
      CHAIN_ID: String(chain.followed.chainId),
      FACTORY_ADDRESS: chain.followed.factory,
      FACTORY_START_BLOCK: String(chain.followed.startBlock),
      LOCAL_CHAIN: '1',
    })
    await indexer.says("The mirror is at the chain's head")
  })
  after(async () => {
    indexer?.child.kill('SIGKILL')
    await indexer?.ended
    await database.$disconnect()
    await chain.stop()
    await postgres.stop()
    removeCluster(folder)
  })

  it('waits, says so, and misses nothing of what the chain did meanwhile', async () => {
    const { port } = postgres
    await postgres.stop()
    await indexer.says('Cannot reach the database')
    await chain.as(chain.ada, await chain.createEvent()).buy(3)
    postgres = await startPostgres({ folder, port })
    await until('the tickets are mirrored', async () => (await database.ticket.count()) === 3, 120)
  })
})
