import type { Logger } from 'pino'
import { formatEther } from 'viem'
import type { Health } from '#core/api/health.ts'
import type { Metrics } from '../metrics.ts'

/** What is known of the relayer's coin. */
export type RelayState = {
  /** hears what the relayer owns, in wei */
  readonly note: (wei: bigint) => void
  readonly read: () => Health['relay']
}

/**
 * Remembers whether the relayer's coin runs low: it owns less than one event may cost a day. Said in the log once when it
 * does and once when it has enough again.
 */
export function createRelayState(enough: bigint, metrics: Metrics, log: Logger): RelayState {
  let isLow = false
  return {
    note: (wei) => {
      metrics.setRelayerBalance(wei)
      if (wei < enough && !isLow)
        log.warn({ balance: formatEther(wei) }, 'the relayer runs out of coin: fund it')
      if (wei >= enough && isLow) log.info({ balance: formatEther(wei) }, 'the relayer has enough coin again')
      isLow = wei < enough
    },
    read: () => (isLow ? 'low' : 'ok'),
  }
}
