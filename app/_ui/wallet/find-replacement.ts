import type { Address, Hex, PublicClient, Transaction } from 'viem'

/** Where a transaction stands in its sender's order: of those with one place only one comes into a block. */
export type Place = { readonly from: Address; readonly nonce: number }

type Chain = Pick<PublicClient, 'getBlock' | 'getBlockNumber' | 'getTransactionCount'>

/**
 * Finds the transaction that a block holds at this place of the sender's order, whatever its hash; undefined as long as
 * there is none, or where the node no longer knows the states between `since` and its head.
 *
 * @param since a block in which the place was still free
 */
export async function findReplacement(
  chain: Chain,
  { from, nonce }: Place,
  since: bigint,
): Promise<Transaction | undefined> {
  const isTaken = async (blockNumber: bigint) =>
    (await chain.getTransactionCount({ address: from, blockNumber })) > nonce
  let free = since
  let taken = await chain.getBlockNumber({ cacheTime: 0 })
  if (!(await isTaken(taken))) return undefined
  while (taken - free > 1n) {
    const middle = (free + taken) / 2n
    if (await isTaken(middle)) taken = middle
    else free = middle
  }
  const { transactions } = await chain.getBlock({ blockNumber: taken, includeTransactions: true })
  return transactions.find((each) => each.nonce === nonce && isSame(each.from, from))
}

/** What a wallet's owner did by replacing a transaction. */
export type Replacement = 'repriced' | 'canceled' | 'replaced'

type Content = {
  readonly from: Address
  readonly to: Address | null
  readonly value: bigint
  readonly input: Hex
}

/** Decides it: the same at another fee, nothing sent to himself as wallets cancel, or something else. */
export function decideReplacement(meant: Content, done: Content): Replacement {
  if (isSame(meant.to, done.to) && meant.value === done.value && meant.input === done.input) return 'repriced'
  return isSame(done.to, done.from) && done.value === 0n && done.input === '0x' ? 'canceled' : 'replaced'
}

function isSame(one: Address | null, other: Address | null): boolean {
  return one?.toLowerCase() === other?.toLowerCase()
}
