import type { Abi, Address, Hex, PublicClient, TransactionReceipt } from 'viem'
import { simulateContract } from 'viem/actions'
import { abiOf } from './abi-of.ts'
import type { ContractCall } from './contract-call.ts'
import { findApproval } from './find-approval.ts'
import { followTransaction } from './follow-transaction.ts'
import { requireCoin } from './require-coin.ts'
import type { Progress } from './sending-steps.ts'

type SendOptions = {
  /**
   * Told as soon as the wallet has sent it, and again when it was sped up there: from here on it may come into a block
   * whatever happens to this page.
   */
  readonly onSent?: (hash: Hex) => void
  /** the wallet's own estimate has to do: reads through our server have less gas than a transaction */
  readonly isTooLargeToAsk?: boolean
}

/** What a call pays, in the smallest unit; `currency` is the event's ERC-20, or null for the chain's coin. */
type Price = { readonly amount: bigint; readonly currency: string | null }

/** Has one wallet sign calls, for as long as somebody wants it to. */
export type Sender = {
  /** Ends when the chain has it. */
  readonly sendCall: (call: ContractCall, options?: SendOptions) => Promise<TransactionReceipt>
  /** The same for a call that pays; in an ERC-20 the contract is first let take exactly that. */
  readonly sendPaying: (call: ContractCall, price: Price) => Promise<TransactionReceipt>
  /** Follows what was sent before: by this page, or by one that was closed since. */
  readonly follow: (hash: Hex, options?: SendOptions) => Promise<TransactionReceipt>
}

/** Who looks on. */
export type Watch = {
  readonly onProgress: (progress: Progress) => void
  /** Once it aborts, the wallet is asked for nothing more; what it has sent by then is still followed. */
  readonly wanted: AbortSignal
  /** Once it aborts, nothing is followed any more either. */
  readonly watched: AbortSignal
}

type Ports = Watch & {
  readonly client: PublicClient
  readonly address: Address
  readonly toRightChain: () => Promise<void>
  readonly writeContract: (call: Omit<ContractCall, 'kind'> & { readonly abi: Abi }) => Promise<Hex>
}

/**
 * Sends one call after another, and follows each: asked of the contract first, so that a refusal costs nothing and has a
 * name; then the wallet, and the block.
 *
 * Its functions throw what contract and wallet say, what {@link followTransaction} throws, and the reasons of `wanted`
 * and `watched`.
 */
export function createSender(ports: Ports): Sender {
  const { client, address, wanted, watched, onProgress } = ports

  const requireWanted = () => {
    watched.throwIfAborted()
    wanted.throwIfAborted()
  }

  const send = async ({ kind, ...rest }: ContractCall, options: SendOptions, isApproval: boolean) => {
    const call = { ...rest, abi: abiOf(kind) }
    requireWanted()
    onProgress({ step: 'check', isApproval })
    await ports.toRightChain()
    await requireCoin(client, address, call.value ?? 0n)
    if (!options.isTooLargeToAsk) await simulateContract(client, { account: address, ...call })
    requireWanted()
    onProgress({ step: 'wallet', isApproval })
    const hash = await ports.writeContract(call)
    options.onSent?.(hash)
    return follow(hash, options, isApproval)
  }

  const follow = async (hash: Hex, { onSent }: SendOptions, isApproval: boolean) => {
    onProgress({ step: 'sent', isApproval })
    const receipt = await followTransaction(client, hash, {
      signal: watched,
      ...(onSent ? { onRepriced: onSent } : {}),
    })
    onProgress({ step: 'in_block', isApproval })
    return receipt
  }

  return {
    sendCall: (call, options = {}) => send(call, options, false),
    async sendPaying(call, { amount, currency }) {
      if (currency === null) return send({ ...call, value: amount }, {}, false)
      const allowance = { token: currency as Address, owner: address, spender: call.address, amount }
      const approval = await findApproval(client, allowance)
      if (approval) await send(approval, {}, true)
      return send(call, {}, false)
    },
    follow: (hash, options = {}) => follow(hash, options, false),
  }
}
