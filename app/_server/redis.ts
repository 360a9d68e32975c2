import { Redis } from 'ioredis'
import type { Logger } from 'pino'

/**
 * Connects to what web processes share for convenience: rate limits and news of scans. Commands fail at once while there
 * is no connection: whoever uses it falls back and nobody waits. It is said once when Redis goes and once when it is
 * back, however often connecting fails in between.
 */
export function connectRedis(url: string, log: Logger): Redis {
  const redis = new Redis(url, { enableOfflineQueue: false, maxRetriesPerRequest: 0, commandTimeout: 250 })
  let isThere: boolean | undefined
  redis.on('ready', () => {
    isThere = true
    log.info('sharing rate limits and news of scans through Redis')
  })
  redis.on('error', (error) => {
    if (isThere !== false)
      log.warn(
        { err: error },
        'Redis is away: this process counts rates for itself, news of scans go through Postgres',
      )
    isThere = false
  })
  redis.on('reconnecting', () => {
    if (isThere)
      log.warn(
        'lost Redis: until it is back this process counts rates for itself, news of scans go through Postgres',
      )
    isThere = false
  })
  return redis
}
