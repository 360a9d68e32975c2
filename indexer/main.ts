/**
 * The process that follows the chain and writes the mirror. Ends cleanly on SIGTERM, on SIGINT, and when the process
 * that started it with an IPC channel is gone; with exit code 1 when its configuration cannot work.
 */
import { flushCompileCache } from 'node:module'
import { createStatementPool } from '#prisma/statement-pool.ts'
import { type AnnouncedHead, openSocket } from '#runtime/chain/socket.ts'
import { type ChainReader, createChainReader, withSecondOpinion } from '#runtime/chain.ts'
import { EnvironmentInvalid, type IndexerEnvironment, readIndexerEnvironment } from '#runtime/environment.ts'
import { createLogger } from '#runtime/logger.ts'
import { serveStatus } from '#runtime/status-server.ts'
import { createBell } from './bell.ts'
import { createFollower, WrongChainError } from './follow.ts'
import { createProgress } from './progress.ts'
import { runIndexer } from './run.ts'
import { createStatus } from './status.ts'
import { createMirrorStore } from './store.ts'
import type { Watch } from './watch.ts'
import { takeWriterLock } from './writer-lock.ts'

/** A statement may rewrite a whole mirror, when a chain was reset. */
const STATEMENT_TIMEOUT_MS = 120_000
const CONNECT_TIMEOUT_MS = 5_000

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
  const reader = createChainReader(rpcUrl, { socket, onRefusal: status.refused })
  return secondRpcUrl
    ? withSecondOpinion(reader, createChainReader(secondRpcUrl, { onRefusal: status.refused }))
    : reader
}

function hearOf(head: AnnouncedHead | undefined): void {
  announced = head
  bell.ring()
}

function takeAnnounced(): AnnouncedHead | undefined {
  const taken = announced
  announced = undefined
  return taken
}

function watchPush(isPushed: boolean): void {
  status.isPushed(isPushed)
  logger.info(isPushed ? 'The node tells of new blocks' : 'The WebSocket is gone; looking for new blocks')
}

const environment = readEnvironment()
const { chainId, databaseUrl, factory, isLocalChain, logLevel, rpcUrl, rpcWsUrl, secondRpcUrl } = environment
const logger = createLogger({ name: 'indexer', level: logLevel })
const stop = new AbortController()
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop.abort())
process.once('disconnect', () => stop.abort())

const status = createStatus()
const progress = createProgress({
  terminal: process.stderr.isTTY ? process.stderr : undefined,
  logger,
  now: () => performance.now(),
})
const bell = createBell()
let announced: AnnouncedHead | undefined
const socket = rpcWsUrl ? openSocket(rpcWsUrl, { onHead: hearOf, onChange: watchPush }) : undefined
const statusServer =
  environment.statusPort === undefined ? undefined : await serveStatus(environment.statusPort, status.pages)

const statements = createStatementPool(databaseUrl, {
  name: 'usher-indexer',
  connections: 2,
  timeoutMs: STATEMENT_TIMEOUT_MS,
  connectMs: CONNECT_TIMEOUT_MS,
})
const watch: Watch = {
  ...status,
  catchingUp: (reached) => {
    status.catchingUp(reached)
    progress.show(reached)
  },
  confirmed: () => {
    status.confirmed()
    progress.end()
  },
}
const parts = {
  followed: { chainId, factory: factory.address, startBlock: factory.startBlock },
  reader: openReader(),
  store: createMirrorStore(statements, chainId),
  logger,
  takeAnnounced,
  lagGraceMs: isLocalChain ? 0 : LAG_GRACE_MS,
  ...(isLocalChain ? { lostGraceMs: 0 } : {}),
  watch,
}

try {
  if (statusServer) logger.info({ url: statusServer.url }, 'Telling how the mirror gets on')
  logger.info({ chainId, factory: factory.address }, 'Following the chain')
  // Where a cache is kept, at the end of a process otherwise: who is killed would leave none to who comes next.
  flushCompileCache()
  await runIndexer(
    {
      createFollower: () => createFollower(parts),
      takeLock: (waiting) => takeWriterLock(databaseUrl, chainId, waiting),
      isWriter: status.isWriter,
      logger,
      bell,
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
  socket?.close()
  await statusServer?.close()
  await statements.close()
}
// An IPC channel that is still open would keep the process alive.
if (process.connected) process.disconnect()
