import { DomainError } from '#core/error.ts'
import { isDatabaseUnavailable } from '#prisma/errors.ts'
import type { Logger } from '#runtime/logger.ts'
import { createBackOff } from './back-off.ts'
import type { Bell } from './bell.ts'
import { type Follower, type PollResult, WrongChainError } from './follow.ts'
import type { Waiting, WriterLock } from './writer-lock.ts'

export type RunParts = {
  /** A new one for each time that this process becomes the writer. */
  readonly createFollower: () => Follower
  /** Waits while another indexer writes; undefined when the signal came first. */
  readonly takeLock: (waiting: Waiting) => Promise<WriterLock | undefined>
  /** Hears when this process begins and when it ends to be the writer. */
  readonly isWriter?: (now: boolean) => void
  readonly logger: Pick<Logger, 'info' | 'warn' | 'error'>
  /** Ends every wait early, as when the node tells of a new head. */
  readonly bell: Bell
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
  while (!signal.aborted) {
    const lock = await waitForLock(parts, signal)
    if (!lock) return
    parts.isWriter?.(true)
    try {
      await keepFollowing(parts.createFollower(), parts, AbortSignal.any([signal, lock.lost]))
    } finally {
      parts.isWriter?.(false)
      // A connection that is gone has released it already.
      await lock.release().catch(() => {})
    }
  }
}

/** Undefined when the signal came first. */
async function waitForLock(
  { takeLock, logger, bell }: RunParts,
  signal: AbortSignal,
): Promise<WriterLock | undefined> {
  const backOff = createBackOff()
  const onOther = (): void => logger.info('Another indexer writes the mirror; waiting for its end')
  while (!signal.aborted) {
    try {
      return await takeLock({ onOther, signal })
    } catch (error) {
      const retryInMs = backOff.fail()
      logger.warn({ retryInMs }, `Cannot reach the database: ${(error as Error).message}`)
      await bell.wait(retryInMs, signal)
    }
  }
  return undefined
}

async function keepFollowing(
  follower: Follower,
  { logger, bell, pollMs }: RunParts,
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
      if (result !== 'nearer') await bell.wait(pollMs, signal)
    } catch (error) {
      if (error instanceof WrongChainError) throw error
      const retryInMs = backOff.fail()
      report(error, retryInMs, logger)
      last = undefined
      await bell.wait(retryInMs, signal)
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
