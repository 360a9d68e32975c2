import { DomainError } from '#core/error.ts'
import { isDatabaseUnavailable } from '#prisma/client.ts'
import type { Logger } from '#runtime/logger.ts'
import { createBackOff, pause } from './back-off.ts'
import { type Follower, type PollResult, WrongChainError } from './follow.ts'
import type { WriterLock } from './writer-lock.ts'

export type RunParts = {
  /** A new one for each time that this process becomes the writer. */
  readonly createFollower: () => Follower
  /** Undefined while another indexer writes. */
  readonly tryLock: () => Promise<WriterLock | undefined>
  readonly logger: Pick<Logger, 'info' | 'warn' | 'error'>
  /** How long to wait between two looks at a chain that has nothing new. Milliseconds. */
  readonly pollMs: number
}

/**
 * Follows the chain until the signal comes, through every failure of node and database that may pass: it waits, longer
 * each time, says so, and goes on where the mirror is. Another indexer that writes already is waited for likewise.
 *
 * @throws WrongChainError, which does not pass
 */
export async function runIndexer(parts: RunParts, signal: AbortSignal): Promise<void> {
  const { createFollower, tryLock, logger } = parts
  const backOff = createBackOff()
  let isWaiting = false

  while (!signal.aborted) {
    const lock = await tryLock().catch((error: unknown) => {
      logger.warn({ retryInMs: backOff.fail() }, `Cannot reach the database: ${(error as Error).message}`)
      return undefined
    })
    if (!lock) {
      if (backOff.failures === 0 && !isWaiting)
        logger.info('Another indexer writes the mirror; waiting for its end')
      isWaiting = true
      await pause(1_000, signal)
      continue
    }
    isWaiting = false
    backOff.succeed()
    try {
      await keepFollowing(createFollower(), parts, AbortSignal.any([signal, lock.lost]))
    } finally {
      await lock.release().catch(() => {})
    }
  }
}

async function keepFollowing(
  follower: Follower,
  { logger, pollMs }: RunParts,
  signal: AbortSignal,
): Promise<void> {
  const backOff = createBackOff()
  let last: PollResult | undefined

  while (!signal.aborted) {
    try {
      const result = await follower.poll()
      if (backOff.failures > 0) logger.info('Following the chain again')
      backOff.succeed()
      if (result !== last && result === 'at_head') logger.info("The mirror is at the chain's head")
      if (result !== last && result === 'node_lags')
        logger.warn('The node is behind the mirror; waiting for it')
      last = result
      if (result !== 'nearer') await pause(pollMs, signal)
    } catch (error) {
      if (error instanceof WrongChainError) throw error
      const retryInMs = backOff.fail()
      report(error, retryInMs, logger)
      last = undefined
      await pause(retryInMs, signal)
    }
  }
}

/** What may pass is a warning; what nobody foresaw is an error with its stack. */
function report(error: unknown, retryInMs: number, logger: RunParts['logger']): void {
  if (isDatabaseUnavailable(error))
    logger.warn({ retryInMs }, 'The database cannot be used now; trying again')
  else if (error instanceof DomainError) logger.warn({ retryInMs, code: error.code }, error.message)
  else logger.error({ retryInMs, err: error }, 'The mirror does not get on')
}
