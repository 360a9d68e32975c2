import { randomUUID } from 'node:crypto'
import pg from 'pg'
import type { Logger } from 'pino'
import type { Database } from '#prisma/client.ts'

/** Tells every web process that an event was scanned, so that live views look again. Carries no facts itself. */
export type ScanNews = {
  readonly announce: (eventKeyHex: string) => void
  /** @returns how to stop hearing */
  readonly hear: (listener: (eventKeyHex: string | 'all') => void) => () => void
  readonly close: () => Promise<void>
}

const channel = 'usher_scans'
/** NOTIFY takes a lock that all commits share, so scans of a moment are told of together. */
const gatherMs = 100
const reconnectMs = 1_000

/**
 * Over LISTEN/NOTIFY on a connection of its own, made when somebody first listens. After that was broken listeners are
 * told `all`, as they may have missed something.
 */
export function createScanNews(db: Database, databaseUrl: string, log: Logger): ScanNews {
  const self = randomUUID()
  const listeners = new Set<(eventKeyHex: string | 'all') => void>()
  const untold = new Set<string>()
  let telling: NodeJS.Timeout | undefined
  let reconnecting: NodeJS.Timeout | undefined
  let client: pg.Client | undefined
  let isClosed = false

  const tell = (news: string | 'all') => {
    for (const listener of listeners) listener(news)
  }
  const flush = async () => {
    telling = undefined
    const keys = [...untold]
    untold.clear()
    try {
      for (const key of keys) await db.$executeRaw`SELECT pg_notify(${channel}, ${`${self} ${key}`})`
    } catch (error) {
      log.warn({ err: error }, 'other processes were not told of scans')
    }
  }
  const connect = async () => {
    reconnecting = undefined
    const fresh = new pg.Client({ connectionString: databaseUrl, keepAlive: true })
    client = fresh
    const lost = (error?: unknown) => {
      if (client !== fresh) return
      client = undefined
      fresh.end().catch(() => {})
      if (isClosed) return
      log.warn({ err: error }, 'lost the connection that hears of scans')
      reconnecting ??= setTimeout(connect, reconnectMs)
    }
    fresh.on('error', lost)
    fresh.on('end', lost)
    fresh.on('notification', ({ payload = '' }) => {
      const [from, key] = payload.split(' ')
      if (from !== self && key) tell(key)
    })
    try {
      await fresh.connect()
      await fresh.query(`LISTEN ${channel}`)
      tell('all')
    } catch (error) {
      lost(error)
    }
  }

  return {
    announce: (eventKeyHex) => {
      tell(eventKeyHex)
      untold.add(eventKeyHex)
      telling ??= setTimeout(flush, gatherMs)
    },
    hear: (listener) => {
      listeners.add(listener)
      if (!client && !reconnecting && !isClosed) void connect()
      return () => listeners.delete(listener)
    },
    close: async () => {
      isClosed = true
      clearTimeout(telling)
      clearTimeout(reconnecting)
      await client?.end()
    },
  }
}
