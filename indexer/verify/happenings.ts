import type { Address } from 'viem'
import { lower, toDate, type View } from './chain-facts.ts'
import { type Facts, fact } from './facts.ts'
import type { Logs } from './ticket-facts.ts'

type Happening = {
  readonly kind: string
  readonly account?: Address
  readonly amount?: bigint
  readonly effectiveAt?: bigint
}

/** What happened to an event's tickets beside their transfers: only its logs say so. */
export async function readHappenings(
  facts: Facts,
  { timeOf }: View,
  contract: Address,
  logs: Logs,
): Promise<void> {
  for (const log of logs) {
    const happening = toHappening(log)
    if (!happening || !('tokenId' in log.args)) continue
    const { kind, account, amount, effectiveAt } = happening
    facts.set(
      `happening ${log.logIndex} of block ${log.blockNumber} of ${contract}`,
      fact({
        tokenId: log.args.tokenId,
        kind,
        account: account && lower(account),
        amount,
        effectiveAt: effectiveAt === undefined ? undefined : toDate(effectiveAt),
        transactionHash: log.transactionHash,
        datetime: await timeOf(log.blockNumber),
      }),
    )
  }
}

function toHappening(log: Logs[number]): Happening | undefined {
  switch (log.eventName) {
    case 'TicketResold':
      return { kind: 'resold', account: log.args.buyer, amount: log.args.price }
    case 'ReissueAnnounced':
      return { kind: 'reissue_announced', account: log.args.to, effectiveAt: log.args.effectiveAt }
    case 'ReissueDropped':
      return { kind: 'reissue_dropped', account: log.args.by }
    case 'TicketReissued':
      return { kind: 'reissued', account: log.args.to }
    case 'TicketUsed':
      return { kind: 'used' }
    case 'TicketUseLifted':
      return { kind: 'use_lifted' }
    case 'TicketVoided':
      return { kind: 'voided', account: log.args.holder }
    case 'TicketRefunded':
      return { kind: 'refunded', account: log.args.to, amount: log.args.amount }
    default:
      return undefined
  }
}
