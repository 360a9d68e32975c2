import { randomUUID } from 'node:crypto'
import type { Redis } from 'ioredis'
import type { Logger } from 'pino'
import type { Statement, StatementPool } from '#prisma/statement-pool.ts'
import { listenToPostgres } from './listen-postgres.ts'
import { listenToRedis } from './listen-redis.ts'

/** Tells every web process that an event was scanned, so that live views look again. Carries no facts itself. */
export type ScanNews = {
  readonly announce: (eventKeyHex: string) => void
  /** @returns how to stop hearing */
  readonly hear: (listener: (eventKeyHex: string | 'all') => void) => () => void
  readonly close: () => Promise<void>
}

/** Hears what other processes say, on a connection of its own. */
export type Ear = { readonly close: () => Promise<void> }

/** What an ear tells: a message, or that it may have missed some. */
export type Hearing = { readonly onMessage: (message: string) => void; readonly onGap: () => void }

type Ports = {
  readonly statements: StatementPool
  readonly databaseUrl: string
  /** undefined: none is configured */
  readonly redis: Redis | undefined
  readonly log: Logger
}

const channel = 'usher_scans'
const notifyStatement: Statement = { name: 'usher_scan_news', text: 'SELECT pg_notify($1, $2)' }
/** NOTIFY takes a lock that all commits share, so scans of a moment are told of together. */
const gatherMs = 100

/**
 * Through Redis while that is there, else by NOTIFY. Who listens hears both, as another process may have lost Redis
 * while this one has not; after a gap listeners are told `all`. The connections are made when somebody first listens.
 */
export function createScanNews({ statements, databaseUrl, redis, log }: Ports): ScanNews {
  const self = randomUUID()
  const listeners = new Set<(eventKeyHex: string | 'all') => void>()
  const untold = new Set<string>()
  let telling: NodeJS.Timeout | undefined
  let ears: readonly Ear[] | undefined
  let isClosed = false

  const tell = (news: string | 'all') => {
    for (const listener of listeners) listener(news)
  }
  const send = async (message: string) => {
    if (redis?.status === 'ready') {
      const wasSent = await redis.publish(channel, message).then(
        () => true,
        () => false,
      )
      if (wasSent) return
    }
    await statements.run(notifyStatement, [channel, message])
  }
  const flush = async () => {
    telling = undefined
    const keys = [...untold]
    untold.clear()
    try {
      for (const key of keys) await send(`${self} ${key}`)
    } catch (error) {
      log.warn({ err: error }, 'other processes were not told of scans')
    }
  }
  const hearing: Hearing = {
    onMessage: (message) => {
      const [from, key] = message.split(' ')
      if (from !== self && key) tell(key)
    },
    onGap: () => tell('all'),
  }

  return {
    announce: (eventKeyHex) => {
      tell(eventKeyHex)
      untold.add(eventKeyHex)
      telling ??= setTimeout(flush, gatherMs)
    },
    hear: (listener) => {
      listeners.add(listener)
      if (!isClosed) {
        ears ??= [
          listenToPostgres(databaseUrl, channel, hearing, log),
          ...(redis ? [listenToRedis(redis, channel, hearing)] : []),
        ]
      }
      return () => listeners.delete(listener)
    },
    close: async () => {
      isClosed = true
      clearTimeout(telling)
      for (const ear of ears ?? []) await ear.close()
    },
  }
}
