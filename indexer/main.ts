/**
 * The process that follows the chain and writes the mirror. Ends cleanly on SIGTERM, on SIGINT, and when the process
 * that started it with an IPC channel is gone; with exit code 1 when its configuration cannot work.
 */
import { createDatabase } from '#prisma/client.ts'
import { type ChainReader, createChainReader, withSecondOpinion } from '#runtime/chain.ts'
import { EnvironmentInvalid, type IndexerEnvironment, readIndexerEnvironment } from '#runtime/environment.ts'
import { createLogger } from '#runtime/logger.ts'
import { createFollower, WrongChainError } from './follow.ts'
import { runIndexer } from './run.ts'
import { createMirrorStore } from './store.ts'
import { tryWriterLock } from './writer-lock.ts'

/** A statement may rewrite a whole mirror, when a chain was reset. */
const STATEMENT_TIMEOUT_MS = 120_000

const LOCAL_POLL_MS = 200
const POLL_MS = 1_000

/** Behind one address there may be many nodes, some a moment late. */
const LAG_GRACE_MS = 5_000

function readEnvironment(): IndexerEnvironment {
  try {
    return readIndexerEnvironment(process.env)
  } catch (error) {
    if (!(error instanceof EnvironmentInvalid)) throw error
    console.error(error.message)
    process.exit(1)
  }
}

function openReader(): ChainReader {
  const reader = createChainReader(rpcUrl)
  return secondRpcUrl ? withSecondOpinion(reader, createChainReader(secondRpcUrl)) : reader
}

const { chainId, databaseUrl, factory, isLocalChain, logLevel, rpcUrl, secondRpcUrl } = readEnvironment()
const logger = createLogger({ name: 'indexer', level: logLevel })
const stop = new AbortController()
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop.abort())
process.once('disconnect', () => stop.abort())

const database = createDatabase(databaseUrl, {
  name: 'usher-indexer',
  connections: 2,
  timeoutMs: STATEMENT_TIMEOUT_MS,
})
const parts = {
  followed: { chainId, factory: factory.address, startBlock: factory.startBlock },
  reader: openReader(),
  store: createMirrorStore(database, chainId),
  logger,
  lagGraceMs: isLocalChain ? 0 : LAG_GRACE_MS,
}

try {
  logger.info({ chainId, factory: factory.address }, 'Following the chain')
  await runIndexer(
    {
      createFollower: () => createFollower(parts),
      tryLock: () => tryWriterLock(databaseUrl, chainId),
      logger,
      pollMs: isLocalChain ? LOCAL_POLL_MS : POLL_MS,
    },
    stop.signal,
  )
  logger.info('Stopped')
} catch (error) {
  if (!(error instanceof WrongChainError)) throw error
  logger.fatal(error.message)
  process.exitCode = 1
} finally {
  await database.$disconnect()
}
// An IPC channel that is still open would keep the process alive.
if (process.connected) process.disconnect()
