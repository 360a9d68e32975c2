import type { Logger } from 'pino'
import { formatEther } from 'viem'
import type { Health } from '#core/api/health.ts'
import type { Metrics } from '../metrics.ts'

/** What is known of the relayer's coin. */
export type RelayState = {
  /** hears what the relayer owns, in wei */
  readonly note: (wei: bigint) => void
  /** whether it is time to ask, though nothing is under way */
  readonly isDue: () => boolean
  readonly read: () => Health['relay']
}

type Ports = { readonly metrics: Metrics; readonly log: Logger; readonly now: () => Date }

const askEveryMs = 600_000

/**
 * Remembers whether the relayer's coin runs low: it owns less than one event may cost a day. Said in the log once when it
 * does and once when it has enough again.
 */
export function createRelayState(enough: bigint, { metrics, log, now }: Ports): RelayState {
  let isLow = false
  let askAgainAt = 0
  return {
    note: (wei) => {
      metrics.setRelayerBalance(wei)
      const balance = formatEther(wei)
      if (wei < enough && !isLow) log.warn({ balance }, 'the relayer runs out of coin: fund it')
      if (wei >= enough && isLow) log.info({ balance }, 'the relayer has enough coin again')
      isLow = wei < enough
      askAgainAt = now().getTime() + askEveryMs
    },
    isDue: () => now().getTime() >= askAgainAt,
    read: () => (isLow ? 'low' : 'ok'),
  }
}
