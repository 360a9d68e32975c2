import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { ScanAnswer } from '#core/api/scan.ts'
import type { VoucherRefusal } from '#core/api/voucher.ts'

/** What an operator watches (Prometheus). Labels are from closed sets: nothing a caller writes becomes one. */
export type Metrics = {
  readonly observeScan: (answer: Pick<ScanAnswer, 'verdict' | 'reason' | 'repeated'>, seconds: number) => void
  readonly observeClaim: (outcome: ClaimOutcome, refusal?: VoucherRefusal) => void
  /** in wei */
  readonly setRelayerBalance: (wei: bigint) => void
  readonly observeAnswer: (route: string, status: number) => void
  readonly contentType: string
  readonly render: () => Promise<string>
}

type ClaimOutcome = 'sent' | 'refused' | 'raised' | 'pending' | 'mined' | 'reverted' | 'dropped'

export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const scans = new Counter({
    name: 'usher_scans_total',
    help: 'Scans that were answered with a verdict',
    labelNames: ['verdict', 'reason', 'repeated'],
    registers,
  })
  const durations = new Histogram({
    name: 'usher_scan_seconds',
    help: 'From a scan’s arrival to its answer on disk',
    buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2],
    registers,
  })
  const answers = new Counter({
    name: 'usher_answers_total',
    help: 'Answers of the HTTP interface',
    labelNames: ['route', 'status'],
    registers,
  })
  const claims = new Counter({
    name: 'usher_voucher_claims_total',
    help: 'What the relay did with vouchers, and what became of them; pending: its block left the chain',
    labelNames: ['outcome', 'refusal'],
    registers,
  })
  const balance = new Gauge({
    name: 'usher_relayer_balance_wei',
    help: 'What the account that pays for vouchers owned when last asked',
    registers,
  })
  return {
    observeClaim: (outcome, refusal) => claims.inc({ outcome, refusal: refusal ?? '' }),
    setRelayerBalance: (wei) => balance.set(Number(wei)),
    observeScan: ({ verdict, reason = '', repeated }, seconds) => {
      scans.inc({ verdict, reason, repeated: String(repeated) })
      durations.observe(seconds)
    },
    observeAnswer: (route, status) => answers.inc({ route, status }),
    contentType: registry.contentType,
    render: () => registry.metrics(),
  }
}
