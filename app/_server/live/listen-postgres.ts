import pg from 'pg'
import type { Logger } from 'pino'
import type { Ear, Hearing } from './scan-news.ts'

const reconnectMs = 1_000

/** Hears what is told by NOTIFY. */
export function listenToPostgres(
  databaseUrl: string,
  channel: string,
  { onMessage, onGap }: Hearing,
  log: Logger,
): Ear {
  let reconnecting: NodeJS.Timeout | undefined
  let client: pg.Client | undefined
  let isClosed = false

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
    fresh.on('notification', ({ payload = '' }) => onMessage(payload))
    try {
      await fresh.connect()
      await fresh.query(`LISTEN ${channel}`)
      onGap()
    } catch (error) {
      lost(error)
    }
  }
  void connect()
  return {
    close: async () => {
      isClosed = true
      clearTimeout(reconnecting)
      await client?.end()
    },
  }
}
