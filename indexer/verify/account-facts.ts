import { type Address, getContract } from 'viem'
import { usherEventAbi } from '#core/chain/abi/usher-event.ts'
import { lower, type View } from './chain-facts.ts'
import { type Facts, fact } from './facts.ts'
import type { Logs } from './ticket-facts.ts'

/** What an event owes to accounts, their epochs, and the listings they took back: asked of the contract one by one. */
export async function readAccountFacts(
  facts: Facts,
  { client, tip }: View,
  contract: Address,
  logs: Logs,
): Promise<void> {
  const { read } = getContract({ address: contract, abi: usherEventAbi, client })
  const at = { blockNumber: tip }
  for (const log of logs) {
    if (log.eventName === 'ListingCanceled' && (await read.isListingCanceled([log.args.listing], at))) {
      facts.set(`canceled listing ${log.args.listing} of ${contract}`, {})
    }
    const account =
      log.eventName === 'ListingsCanceled'
        ? log.args.seller
        : log.eventName === 'CreditAdded'
          ? log.args.account
          : undefined
    if (!account) continue
    facts.set(
      `account ${lower(account)} of ${contract}`,
      fact({ epoch: await read.epochOf([account], at), credit: await read.creditOf([account], at) }),
    )
  }
}
