import { type Address, getContract } from 'viem'
import { usherEventAbi } from '#core/chain/abi/usher-event.ts'
import { lower, type View } from './chain-facts.ts'
import { type Facts, fact } from './facts.ts'
import type { Logs } from './ticket-facts.ts'

/** What became of an event's vouchers: the contract says which are spent, its logs alone say how. */
export async function readVoucherFacts(
  facts: Facts,
  { client, tip, timeOf }: View,
  contract: Address,
  logs: Logs,
): Promise<void> {
  const { read } = getContract({ address: contract, abi: usherEventAbi, client })
  for (const log of logs) {
    if (log.eventName !== 'VoucherClaimed' && log.eventName !== 'VoucherRevoked') continue
    const { voucherId } = log.args
    if (!(await read.isVoucherSpent([voucherId], { blockNumber: tip }))) continue
    const claim = log.eventName === 'VoucherClaimed' ? log.args : undefined
    facts.set(
      `voucher ${voucherId} of ${contract}`,
      fact({
        status: claim ? 'claimed' : 'revoked',
        claimedBy: claim && lower(claim.to),
        firstTokenId: claim?.firstTokenId,
        count: claim?.count,
        blockNumber: log.blockNumber,
        transactionHash: log.transactionHash,
        datetime: await timeOf(log.blockNumber),
      }),
    )
  }
}
