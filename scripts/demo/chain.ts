import { randomBytes } from 'node:crypto'
import {
  type Account,
  type Address,
  BaseError,
  ContractFunctionRevertedError,
  createPublicClient,
  createWalletClient,
  defineChain,
  type Hex,
  http,
  type PublicClient,
  parseEther,
  parseEventLogs,
  type TransactionReceipt,
  zeroAddress,
} from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import type { Chain } from '#core/api/chain.ts'
import { usherEventAbi } from '#core/chain/abi/usher-event.ts'
import { usherFactoryAbi } from '#core/chain/abi/usher-factory.ts'
import type { EventId } from '#core/event-id.ts'
import type { Listing } from '#core/listing.ts'
import type { Api } from '../client/api.ts'

/** Face price of the demo's tickets. */
export const PRICE = parseEther('0.0001')

/** What the demo's one tier says of resales. */
export const TIER = { price: PRICE, resaleCapBps: 11_000, royaltyBps: 500 } as const

/** The chain as everybody reaches it: through the deployment's own RPC proxy. */
export type DemoChain = {
  readonly facts: Chain
  readonly client: PublicClient
  fund(to: readonly Address[]): Promise<void>
  createEvent(organizer: Account, event: { name: string; doorsAt: number; endsAt: number }): Promise<EventId>
  /** Buys `count` tickets of tier 1 and answers their token ids. */
  buy(buyer: Account, event: EventId, count: number): Promise<readonly bigint[]>
  /** An ERC-721 transfer; throws viem's typed error when the contract refuses. */
  transfer(holder: Account, event: EventId, tokenId: bigint, to: Address): Promise<void>
  /** Buys a listed ticket; throws as `transfer` does. */
  buyListing(
    buyer: Account,
    event: EventId,
    signed: { readonly listing: Listing; readonly signature: Hex },
  ): Promise<void>
  cancelEvent(organizer: Account, event: EventId): Promise<void>
  /** Has the holder take back what was paid for a ticket; throws as `transfer` does. */
  refund(holder: Account, event: EventId, tokenId: bigint, to: Address): Promise<void>
}

/** @param funderKey who pays for gas and tickets; on another than the local chain it must own some coin */
export function openChain({ baseUrl }: Api, facts: Chain, funderKey: Hex): DemoChain {
  const chain = defineChain({
    id: facts.chainId,
    name: `chain ${facts.chainId}`,
    nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
    rpcUrls: { default: { http: [`${baseUrl}/api/rpc`] } },
  })
  const transport = http(undefined, { retryCount: 0, timeout: 20_000 })
  const client = createPublicClient({ chain, transport, pollingInterval: 100 })
  const walletOf = (account: Account) => createWalletClient({ account, chain, transport })
  const confirmed = async (hash: Hex): Promise<TransactionReceipt> => {
    const receipt = await client.waitForTransactionReceipt({ hash, timeout: 90_000 })
    if (receipt.status !== 'success') throw new Error(`Transaction ${hash} was reverted`)
    return receipt
  }

  return {
    facts,
    client,

    async fund(to) {
      const funder = walletOf(privateKeyToAccount(funderKey))
      for (const address of to) {
        // what moving coin costs; the proxy estimates calls to the factory and its events only
        const gas = 21_000n
        await confirmed(await funder.sendTransaction({ to: address, value: parseEther('0.05'), gas }))
      }
    },

    async createEvent(organizer, { name, doorsAt, endsAt }) {
      const renderer = await client.readContract({
        address: facts.factory,
        abi: usherFactoryAbi,
        functionName: 'renderer',
      })
      const settings = {
        name,
        symbol: 'DEMO',
        organizer: organizer.address,
        currency: zeroAddress,
        doorsAt: BigInt(doorsAt),
        endsAt: BigInt(endsAt),
        cutOffAt: BigInt(doorsAt),
        reissueDelay: 0,
        renderer,
        contractURI: '',
      }
      const tier = {
        name: 'Standing',
        ...TIER,
        supply: 500,
        saleStartsAt: 0n,
        saleEndsAt: BigInt(endsAt),
        perPayer: 0,
        transferPolicy: 0,
      }
      const salt = `0x${randomBytes(32).toString('hex')}` as const
      const { request } = await client.simulateContract({
        account: organizer,
        address: facts.factory,
        abi: usherFactoryAbi,
        functionName: 'createEvent',
        args: [settings, [tier], salt],
      })
      const receipt = await confirmed(await walletOf(organizer).writeContract(request))
      const [created] = parseEventLogs({
        abi: usherFactoryAbi,
        eventName: 'EventCreated',
        logs: receipt.logs,
      })
      if (!created) throw new Error('The factory logged no event')
      const contract = created.args.eventContract.toLowerCase() as Address
      return { chainId: facts.chainId, contract }
    },

    async buy(buyer, event, count) {
      const { request } = await client.simulateContract({
        account: buyer,
        address: event.contract,
        abi: usherEventAbi,
        functionName: 'buy',
        args: [1, BigInt(count), buyer.address, PRICE],
        value: PRICE * BigInt(count),
      })
      const receipt = await confirmed(await walletOf(buyer).writeContract(request))
      const logs = parseEventLogs({ abi: usherEventAbi, eventName: 'Transfer', logs: receipt.logs })
      return logs.map(({ args }) => args.tokenId)
    },

    async transfer(holder, event, tokenId, to) {
      // Not simulated first: a node simulates on its last block, whose time may lie before the cut-off.
      const hash = await walletOf(holder).writeContract({
        address: event.contract,
        abi: usherEventAbi,
        functionName: 'transferFrom',
        args: [holder.address, to, tokenId],
      })
      await confirmed(hash)
    },

    async buyListing(buyer, event, { listing, signature }) {
      const hash = await walletOf(buyer).writeContract({
        address: event.contract,
        abi: usherEventAbi,
        functionName: 'buyListing',
        args: [listing, signature, buyer.address],
        value: listing.price,
      })
      await confirmed(hash)
    },

    async cancelEvent(organizer, event) {
      const { contract: address } = event
      await confirmed(
        await walletOf(organizer).writeContract({ address, abi: usherEventAbi, functionName: 'cancelEvent' }),
      )
    },

    async refund(holder, event, tokenId, to) {
      const hash = await walletOf(holder).writeContract({
        address: event.contract,
        abi: usherEventAbi,
        functionName: 'refund',
        args: [[tokenId], to],
      })
      await confirmed(hash)
    },
  }
}

/** The name of the contract's error that stopped `call`, or undefined if it went through. */
export async function refusalOf(call: Promise<void>): Promise<string | undefined> {
  try {
    await call
    return undefined
  } catch (error) {
    const revert = error instanceof BaseError && error.walk((e) => e instanceof ContractFunctionRevertedError)
    if (revert instanceof ContractFunctionRevertedError) return revert.data?.errorName ?? revert.shortMessage
    throw error
  }
}
