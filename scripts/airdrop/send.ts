import type { Account, Address, Chain, Client, Hash, Transport } from 'viem'
import { toFunctionSelector } from 'viem'
import {
  getBlockNumber,
  readContract,
  simulateContract,
  waitForTransactionReceipt,
  writeContract,
} from 'viem/actions'
import { usherEventAbi } from '#core/chain/abi/usher-event.ts'
import {
  type Airdrop,
  type AirdropChunk,
  type AirdropProgress,
  readAirdropProgress,
  splitAirdrop,
} from '#core/chain/airdrop.ts'
import { DomainError } from '#core/error.ts'

/** How the contract's refusal begins that an airdrop was issued under this id. */
const AIRDROP_DONE = toFunctionSelector('UsherEvent_AirdropDone(bytes32)')

type ChainClient = Client<Transport, Chain | undefined, Account | undefined>

export type SendAirdropOptions = {
  /** signs, as the organizer or a minter of the event */
  readonly client: Client<Transport, Chain | undefined, Account>
  readonly event: Address
  readonly airdrop: Airdrop
  /** how many blocks, its own counted, a chunk waits for before the next is sent; 1 by default */
  readonly confirmations?: number
  /** told after each chunk that has arrived */
  readonly onArrived?: (chunk: AirdropChunk, hash: Hash) => void
}

/**
 * Sends what is missing of an airdrop, one chunk after the other, until the chain has all of it. Whatever happened before
 * or goes wrong in the middle, it may simply be called again: every chunk is issued once.
 *
 * @returns how many transactions it took
 * @throws {@link AirdropChangedError} when something else was issued under the airdrop's name, and
 * {@link TierTooSmallError} when the tier has not enough places left, both before anything is sent
 * @throws {@link AirdropOnItsWayError} when a chunk that was sent before waits for its block
 * @throws what the node or the contract refuse
 */
export async function sendAirdrop(options: SendAirdropOptions): Promise<number> {
  const { client, event, airdrop } = options
  for (let sent = 0; ; ) {
    const { missing } = await findAirdropProgress(client, event, airdrop)
    if (missing.length === 0) return sent
    await checkPlaces(client, event, missing)
    for (const chunk of missing) {
      const hash = await sendChunk(options, chunk)
      if (hash) sent += 1
      if (hash) options.onArrived?.(chunk, hash)
    }
    // a receipt tells of one block; what stands at the end is asked of the chain once more
  }
}

/**
 * What the chain has of an airdrop, all as of one block.
 *
 * @throws {@link AirdropChangedError} when something else was issued under the airdrop's name
 */
export async function findAirdropProgress(
  client: ChainClient,
  event: Address,
  airdrop: Airdrop,
): Promise<AirdropProgress> {
  const chunks = splitAirdrop(airdrop)
  const blockNumber = await getBlockNumber(client, { cacheTime: 0 })
  const issued = await Promise.all(
    chunks.map(({ airdropId }) =>
      readContract(client, {
        address: event,
        abi: usherEventAbi,
        functionName: 'airdropOf',
        args: [airdropId],
        blockNumber,
      }),
    ),
  )
  const progress = readAirdropProgress(chunks, issued)
  if (progress.changed.length > 0) throw new AirdropChangedError(airdrop, progress.changed)
  return progress
}

/** Sends a chunk and waits until it stands; answers nothing if somebody else's has arrived first. */
async function sendChunk(options: SendAirdropOptions, chunk: AirdropChunk): Promise<Hash | undefined> {
  const { client, event, confirmations = 1 } = options
  try {
    const { request } = await simulateContract(client, {
      account: client.account,
      address: event,
      abi: usherEventAbi,
      functionName: 'airdropOnce',
      args: [chunk.airdropId, chunk.tierId, chunk.recipients],
    })
    const hash = await writeContract(client, request)
    const { status } = await waitForTransactionReceipt(client, { hash, confirmations })
    return status === 'success' ? hash : undefined
  } catch (refusal) {
    if (!isAlreadyDone(refusal)) throw refusal
    // somebody else has sent it: it stands, or will with one of the next blocks
    const { missing } = await findAirdropProgress(client, event, options.airdrop)
    if (missing.some(({ airdropId }) => airdropId === chunk.airdropId)) throw new AirdropOnItsWayError(chunk)
    return undefined
  }
}

async function checkPlaces(client: ChainClient, event: Address, missing: readonly AirdropChunk[]) {
  const [{ tierId }] = missing as readonly [AirdropChunk]
  const needed = missing.reduce((sum, { recipients }) => sum + recipients.length, 0)
  const [{ supply }, issued] = await readContract(client, {
    address: event,
    abi: usherEventAbi,
    functionName: 'tier',
    args: [tierId],
  })
  if (!(needed <= supply - issued)) throw new TierTooSmallError(tierId, supply - issued, needed)
}

/** Whether the contract has refused because of the id. Nodes give what it returned as `data`, or as `data` of `data`. */
function isAlreadyDone(refusal: unknown): boolean {
  for (let cause = refusal; cause instanceof Error; cause = cause.cause) {
    const data: unknown = Reflect.get(cause, 'data')
    const inner: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, 'data') : data
    if (typeof inner === 'string' && inner.startsWith(AIRDROP_DONE)) return true
  }
  return false
}

/** The list is not the one that was begun under this name. */
export class AirdropChangedError extends DomainError {
  readonly code = 'airdrop_changed'
  readonly changed: readonly AirdropChunk[]

  constructor({ name }: Airdrop, changed: readonly AirdropChunk[]) {
    const places = changed.map(({ start, recipients }) => `${start + 1} to ${start + recipients.length}`)
    super(
      `Recipients ${places.join(', ')} of "${name}" are not, or not in this order or tier, whom tickets were issued to under` +
        ' this name. Send the list as it was then, or another airdrop under another name.',
    )
    this.changed = changed
  }
}

/** A chunk was sent before and is not in a block yet. */
export class AirdropOnItsWayError extends DomainError {
  readonly code = 'airdrop_on_its_way'

  constructor({ start, recipients }: AirdropChunk) {
    super(
      `Recipients ${start + 1} to ${start + recipients.length} were sent before and are not in a block yet; call again` +
        ' when they are',
    )
  }
}

/** The tier has fewer places than the airdrop still needs. */
export class TierTooSmallError extends DomainError {
  readonly code = 'tier_too_small'

  constructor(tierId: number, left: number, needed: number) {
    super(`Tier ${tierId} has ${left} places left, and ${needed} are needed; raise its supply first`)
  }
}
