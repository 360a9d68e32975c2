import { type Address, bytesToHex, type Hex, hashTypedData, hexToBytes } from 'viem'
import type { PrivateKeyAccount } from 'viem/accounts'
import { type Listing, listings } from '#core/api/listing.ts'
import { listingTypedData, type Listing as Signed } from '#core/listing.ts'
import { call } from './client.ts'
import { hour, mirrorEvent, type Stage } from './stage.ts'
import type { World } from './world.ts'

/** The cap of tier 1 in the stage: 110 % of its face price. */
export const CAP = 55_000_000_000_000_000n

export type ListingBody = {
  readonly seller: Address
  readonly tokenId: string
  readonly transferCount: number
  readonly epoch: number
  readonly price: string
  readonly expiresAt: number
  readonly signature: Hex
}

export const seconds = () => Math.floor(Date.now() / 1000)

/** Once and for all, so that equal listings are the same one. */
const inAWeek = BigInt(seconds() + 7 * 86_400)

/** An event whose tickets still move: the cut-off is an hour ahead. */
export function openMarket(world: World, organizer: Address): Promise<Stage> {
  const now = Math.floor(Date.now() / 1000) * 1000
  return mirrorEvent(world.owner, organizer, { doorsAt: now + hour, cutOffAt: now + hour })
}

/** What a holder signs and sends, as a good wallet would, with one thing changed before it is signed. */
export async function newListing(
  seller: PrivateKeyAccount,
  { event }: Stage,
  change: Partial<Signed> = {},
): Promise<ListingBody & { readonly listingId: Hex }> {
  const listing: Signed = {
    seller: seller.address,
    tokenId: 1_000_001n,
    transferCount: 0,
    epoch: 0,
    price: CAP,
    expiresAt: inAWeek,
    ...change,
  }
  const typedData = listingTypedData(event, listing)
  return {
    ...listing,
    tokenId: listing.tokenId.toString(),
    price: listing.price.toString(),
    expiresAt: Number(listing.expiresAt),
    signature: await seller.signTypedData(typedData),
    listingId: hashTypedData(typedData),
  }
}

/** The page of open listings that a query asks for. */
export async function findOpen(world: World, stage: Pick<Stage, 'path'>, query = '') {
  const answer = await call(world.url, `${stage.path}/listings${query}`)
  if (answer.status !== 200) throw new Error(`The listings answered ${JSON.stringify(answer.body)}`)
  return listings.strict().parse(answer.body)
}

export const pricesOf = (found: { readonly listings: readonly Listing[] }) =>
  found.listings.map(({ price }) => price)

/** The same signature with its S turned into the other half, and `v` as some wallets write it: 0 or 1. */
export function withOtherForm(signature: Hex): Hex {
  const order = 0xffff_ffff_ffff_ffff_ffff_ffff_ffff_fffe_baae_dce6_af48_a03b_bfd2_5e8c_d036_4141n
  const bytes = hexToBytes(signature)
  const s = BigInt(bytesToHex(bytes.subarray(32, 64)))
  bytes.set(hexToBytes(`0x${(order - s).toString(16).padStart(64, '0')}`), 32)
  bytes[64] = bytes[64] === 27 ? 1 : 0
  return bytesToHex(bytes)
}
