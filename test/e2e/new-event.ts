import {
  type Address,
  createTestClient,
  type Hex,
  http,
  parseEther,
  parseEventLogs,
  publicActions,
  toHex,
  walletActions,
  zeroAddress,
} from 'viem'
import { hardhat } from 'viem/chains'
import { usherFactoryAbi } from '#core/chain/abi/usher-factory.ts'
import { formatEventId } from '#core/event-id.ts'
import { getDemoSigner } from '#scripts/seed/demo-signers.ts'
import type { Stack } from '#scripts/stack/stack.ts'
import { until } from '../setup/until.ts'

/** The local chain as its owner has it. */
export function openChain(rpcUrl: string) {
  return createTestClient({ mode: 'hardhat', chain: hardhat, transport: http(rpcUrl), pollingInterval: 50 })
    .extend(publicActions)
    .extend(walletActions)
}

export type ChainClient = ReturnType<typeof openChain>

/** Of one tier, *Floor*. */
type NewEvent = {
  readonly name: string
  readonly contractURI?: string
  readonly currency?: Address
  readonly price?: bigint
}

const DAY = 86_400n
const MIRROR_SECONDS = 60

/** Creates an event of the demo's organizer, as somebody else's program would, and waits until the mirror has it. */
export async function createEventElsewhere(
  stack: Stack,
  chain: ChainClient,
  { name, contractURI = '', currency = zeroAddress, price = parseEther('0.01') }: NewEvent,
): Promise<{ readonly eventId: string; readonly contract: Address }> {
  const { account, address: organizer } = getDemoSigner('Olga')
  const factory = { address: stack.factory as Address, abi: usherFactoryAbi } as const
  const [renderer, { timestamp }] = await Promise.all([
    chain.readContract({ ...factory, functionName: 'renderer' }),
    chain.getBlock(),
  ])
  const doorsAt = timestamp + DAY
  const settings = {
    ...{ name, symbol: 'NEW', organizer, currency, renderer, contractURI, doorsAt },
    endsAt: doorsAt + DAY,
    cutOffAt: doorsAt,
    reissueDelay: Number(DAY),
  }
  const floor = {
    ...{ name: 'Floor', price, supply: 50, perPayer: 5, transferPolicy: 0 },
    saleStartsAt: timestamp - DAY,
    saleEndsAt: doorsAt,
    resaleCapBps: 10_000,
    royaltyBps: 0,
  }
  const salt = toHex(crypto.getRandomValues(new Uint8Array(32)))
  const hash = await chain.writeContract({
    ...factory,
    functionName: 'createEvent',
    args: [settings, [floor], salt],
    account,
  })
  const { logs } = await confirm(chain, hash)
  const [created] = parseEventLogs({ abi: usherFactoryAbi, logs, eventName: 'EventCreated' })
  if (!created) throw new Error('the receipt tells of no event')
  const contract = created.args.eventContract
  const eventId = formatEventId({ chainId: stack.chainId, contract })
  await until(
    'the mirror has the event',
    async () => (await fetch(`${stack.origin}/api/events/${eventId}`)).ok,
    MIRROR_SECONDS,
  )
  return { eventId, contract }
}

/** Waits for a transaction's block, in which it has to succeed. */
export async function confirm(chain: ChainClient, hash: Hex) {
  const receipt = await chain.waitForTransactionReceipt({ hash })
  if (receipt.status !== 'success') throw new Error(`the transaction ${hash} failed`)
  return receipt
}
