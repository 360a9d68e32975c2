import type { Logger } from 'pino'
import type { Address, PublicClient } from 'viem'
import type { Health } from '#core/api/health.ts'
import type { Database } from '#prisma/client.ts'
import type { Metrics } from '../metrics.ts'
import { type ClaimVoucher, createClaimVoucher } from './claim-voucher.ts'
import { createFindVoucherClaim } from './find-voucher-claim.ts'
import { createQuoteClaim } from './quote-claim.ts'
import { VoucherRefused } from './refusal.ts'
import { createRelayState } from './relay-state.ts'
import { createRelayer, type RelaySettings } from './relayer.ts'
import { createSendAttempt } from './send-attempt.ts'
import { createSettleClaims, type SettleClaims } from './settle-claims.ts'
import { createWriteAttempt } from './write-attempt.ts'

/** Brings vouchers to the chain at the deployment's cost. */
export type Relay = {
  /** who pays; null: nobody */
  readonly address: Address | null
  readonly claimVoucher: ClaimVoucher
  readonly settleClaims: SettleClaims
  readonly readState: () => Health['relay']
}

type Ports = {
  readonly db: Database
  readonly client: PublicClient
  readonly chainId: number
  /** we started the chain ourselves: no block is old enough not to be the last */
  readonly isLocalChain: boolean
  /** accounts whose keys everybody knows count */
  readonly mayBePublished: boolean
  readonly metrics: Metrics
  readonly log: Logger
  readonly now: () => Date
}

/** Blocks above it that make a block one which never leaves, on a chain that is not our own. */
const settledDepth = 64n

/** Puts the relay together; without settings it refuses every voucher and says so. */
export function createRelay(settings: RelaySettings | undefined, ports: Ports): Relay {
  if (!settings) return noRelay
  const { db, client, chainId, isLocalChain, mayBePublished, metrics, log, now } = ports
  const relayer = createRelayer(settings.privateKey, chainId)
  const state = createRelayState(settings.weiPerEventAndDay, { metrics, log, now })
  const sendAttempt = createSendAttempt(client, log)
  const claimVoucher = createClaimVoucher({
    db,
    findVoucherClaim: createFindVoucherClaim(db),
    quoteClaim: createQuoteClaim({ client, relayer, settings, onBalance: state.note }),
    writeAttempt: createWriteAttempt({ db, relayer, settings, now }),
    sendAttempt: async (attempt) => {
      metrics.observeClaim('sent')
      await sendAttempt(attempt)
    },
    mayBePublished,
    now,
  })
  return {
    address: relayer.address,
    claimVoucher: async (...request) => {
      try {
        return await claimVoucher(...request)
      } catch (error) {
        if (error instanceof VoucherRefused) metrics.observeClaim('refused', error.refusal)
        throw error
      }
    },
    settleClaims: createSettleClaims({
      db,
      chainId,
      client,
      relayer,
      settings,
      sendAttempt,
      depth: isLocalChain ? 0n : settledDepth,
      state,
      onOutcome: metrics.observeClaim,
      log,
      now,
    }),
    readState: state.read,
  }
}

const noRelay: Relay = {
  address: null,
  claimVoucher: async () => {
    throw new VoucherRefused('relay_off')
  },
  settleClaims: async () => {},
  readState: () => 'off',
}
