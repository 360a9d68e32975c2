import {
  type Hex,
  type PublicClient,
  type Transaction,
  TransactionNotFoundError,
  type TransactionReceipt,
  TransactionReceiptNotFoundError,
} from 'viem'
import { decideReplacement, findReplacement } from './find-replacement.ts'
import { pause } from './pause.ts'
import {
  TransactionCanceled,
  TransactionLost,
  TransactionReplaced,
  TransactionReverted,
} from './transaction-faults.ts'

type Chain = Pick<
  PublicClient,
  'getBlock' | 'getBlockNumber' | 'getTransaction' | 'getTransactionCount' | 'getTransactionReceipt'
>

type Follow = {
  readonly signal: AbortSignal
  /** Told when the same content comes at another fee, and so under another hash. */
  readonly onRepriced?: (hash: Hex) => void
  /** How long the node may not know of it before it counts as lost. */
  readonly lostAfterMs?: number
}

const POLL_MS = 1_000
/** Some wallets keep a transaction to themselves and a builder of blocks for a while. */
const LOST_AFTER_MS = 180_000

/**
 * Waits until a transaction is in a block, however long that takes; a node that does not answer is asked again. Sped up
 * in the wallet, it goes on under its new hash.
 *
 * @throws TransactionReverted, TransactionCanceled, TransactionReplaced, TransactionLost; the reason of `signal` once
 * it aborts.
 */
export async function followTransaction(
  chain: Chain,
  hash: Hex,
  options: Follow,
): Promise<TransactionReceipt> {
  const { signal, onRepriced, lostAfterMs = LOST_AFTER_MS } = options
  let seen: { readonly transaction: Transaction; readonly since: bigint } | undefined
  let knownAt = performance.now()
  for (;;) {
    const receipt = await chain.getTransactionReceipt({ hash }).catch(unlessSaid)
    if (receipt) return unlessReverted(receipt)

    const head = seen ? undefined : await chain.getBlockNumber({ cacheTime: 0 }).catch(() => undefined)
    const pending = await chain.getTransaction({ hash }).catch(unlessSaid)
    if (pending !== null) knownAt = performance.now()
    if (pending && head !== undefined) seen ??= { transaction: pending, since: head }
    const isGone = pending === null && receipt === null
    if (isGone && seen) {
      const { transaction, since } = seen
      const found = await findReplacement(chain, transaction, since).catch(() => undefined)
      if (found && found.hash !== hash) {
        const replacement = decideReplacement(transaction, found)
        if (replacement === 'canceled') throw new TransactionCanceled('the wallet called it off')
        if (replacement === 'replaced') throw new TransactionReplaced('the wallet sent another in its place')
        onRepriced?.(found.hash)
        return followTransaction(chain, found.hash, options)
      }
    }
    if (isGone && performance.now() - knownAt > lostAfterMs) {
      throw new TransactionLost('the chain does not know it')
    }
    await pause(POLL_MS, signal)
  }
}

function unlessReverted(receipt: TransactionReceipt): TransactionReceipt {
  if (receipt.status === 'reverted') throw new TransactionReverted('it was reverted in its block')
  return receipt
}

/** `null`: the node says that there is none; undefined: it says nothing. */
function unlessSaid(error: unknown): null | undefined {
  const isAnswer =
    error instanceof TransactionNotFoundError || error instanceof TransactionReceiptNotFoundError
  return isAnswer ? null : undefined
}
