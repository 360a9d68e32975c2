import type { Address, Hex } from 'viem'
import { encodeAbiParameters, hexToBigInt, keccak256 } from 'viem'

/**
 * How many recipients one transaction of an airdrop takes: three whole batches of the contract's. New holders cost the
 * most, 11.4 million gas for so many: two thirds of the gas cap of a transaction, 2^24 (EIP-7825). The rest is in reserve,
 * for chains that price storage higher.
 */
export const AIRDROP_CHUNK_SIZE = 384

/** Tickets of one tier for each address of a list, in its order; whoever stands twice gets two. */
export type Airdrop = {
  /** Tells it apart from the event's other airdrops: the same name is the same airdrop, also when it is sent again. */
  readonly name: string
  readonly tierId: number
  readonly recipients: readonly Address[]
}

/** What one transaction of an airdrop issues: all of it or nothing. */
export type AirdropChunk = {
  /** what `airdropOnce` is sent with; the contract issues once under it */
  readonly airdropId: Hex
  readonly tierId: number
  readonly recipients: readonly Address[]
  /** place of its first recipient in the airdrop's list, from 0 */
  readonly start: number
  /** what the contract's `airdropOf` answers when exactly this was issued */
  readonly digest: Hex
}

/** Where the chunks of an airdrop stand on the chain. */
export type AirdropProgress = {
  readonly done: readonly AirdropChunk[]
  readonly missing: readonly AirdropChunk[]
  /** something else was issued under their ids: the list is not the one that the airdrop began with */
  readonly changed: readonly AirdropChunk[]
}

/**
 * Splits an airdrop into the transactions it takes, in order. The same airdrop gives the same chunks with the same ids,
 * whoever splits it: `keccak256(abi.encode(name, number))`, numbers from 0.
 */
export function splitAirdrop({ name, tierId, recipients }: Airdrop): readonly AirdropChunk[] {
  const chunks: AirdropChunk[] = []
  for (let start = 0; start < recipients.length; start += AIRDROP_CHUNK_SIZE) {
    const some = recipients.slice(start, start + AIRDROP_CHUNK_SIZE)
    chunks.push({
      airdropId: hashAirdropId(name, chunks.length),
      tierId,
      recipients: some,
      start,
      digest: hashChunk(tierId, some),
    })
  }
  return chunks
}

/**
 * What has arrived of an airdrop and what has to be sent, from nothing but the chain's own word. It does not matter who
 * sent what, what became of receipts, what others minted meanwhile, or what a reorg has undone.
 *
 * @param issued for each chunk what the contract's `airdropOf` answers now, all as of one block
 */
export function readAirdropProgress(
  chunks: readonly AirdropChunk[],
  issued: readonly Hex[],
): AirdropProgress {
  const states = chunks.map((chunk, i) => ({ chunk, state: stateOf(chunk, issued[i]) }))
  const inState = (wanted: ChunkState) =>
    states.filter(({ state }) => state === wanted).map(({ chunk }) => chunk)
  return { done: inState('done'), missing: inState('missing'), changed: inState('changed') }
}

type ChunkState = keyof AirdropProgress

function stateOf(chunk: AirdropChunk, issued: Hex | undefined): ChunkState {
  if (issued === undefined) throw new TypeError('The contract was not asked about every chunk')
  if (hexToBigInt(issued) === 0n) return 'missing'
  return issued === chunk.digest ? 'done' : 'changed'
}

function hashAirdropId(name: string, number: number): Hex {
  return keccak256(encodeAbiParameters([{ type: 'string' }, { type: 'uint256' }], [name, BigInt(number)]))
}

function hashChunk(tierId: number, recipients: readonly Address[]): Hex {
  return keccak256(encodeAbiParameters([{ type: 'uint16' }, { type: 'address[]' }], [tierId, recipients]))
}
