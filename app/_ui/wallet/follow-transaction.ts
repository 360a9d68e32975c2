import type { Hex, PublicClient, TransactionReceipt } from 'viem'
import { TransactionNotFoundError, TransactionReceiptNotFoundError } from 'viem'
import { DomainError } from '#core/error.ts'

/** The transaction is in a block, and the contract took back what it did. */
export class TransactionReverted extends DomainError {
  readonly code = 'transaction_reverted'
}

/** Another transaction of the wallet took its place: sped up or called off there. What became of it is not known here. */
export class TransactionReplaced extends DomainError {
  readonly code = 'transaction_replaced'
}

type Chain = Pick<PublicClient, 'getTransaction' | 'getTransactionReceipt' | 'getTransactionCount'>

const POLL_MS = 1_000

/**
 * Waits until a transaction is in a block, however long that takes; a node that does not answer is asked again.
 *
 * @throws TransactionReverted, TransactionReplaced; the reason of `signal` once it aborts.
 */
export async function followTransaction(
  chain: Chain,
  hash: Hex,
  signal: AbortSignal,
): Promise<TransactionReceipt> {
  let sender: { readonly address: Hex; readonly nonce: number } | undefined
  while (true) {
    signal.throwIfAborted()
    const receipt = await findReceipt(chain, hash)
    if (receipt?.status === 'reverted') throw new TransactionReverted('the transaction was reverted')
    if (receipt) return receipt

    const pending = await chain.getTransaction({ hash }).catch(unlessKnown)
    if (pending) sender = { address: pending.from, nonce: pending.nonce }
    else if (
      pending === null &&
      sender &&
      (await isUsed(chain, sender)) &&
      !(await findReceipt(chain, hash))
    ) {
      throw new TransactionReplaced('the wallet sent another transaction in its place')
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
}

async function findReceipt(chain: Chain, hash: Hex): Promise<TransactionReceipt | undefined> {
  return (await chain.getTransactionReceipt({ hash }).catch(unlessKnown)) ?? undefined
}

/** Whether a block holds a transaction of this sender with this nonce. */
async function isUsed(chain: Chain, { address, nonce }: { readonly address: Hex; readonly nonce: number }) {
  const count = await chain.getTransactionCount({ address, blockTag: 'latest' }).catch(() => 0)
  return count > nonce
}

/** `null`: the node says that there is none; undefined: it says nothing. */
function unlessKnown(error: unknown): null | undefined {
  const isAnswer =
    error instanceof TransactionNotFoundError || error instanceof TransactionReceiptNotFoundError
  return isAnswer ? null : undefined
}
