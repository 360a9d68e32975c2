import {
  type Address,
  encodeFunctionData,
  type GetContractReturnType,
  getContract,
  type Hex,
  keccak256,
  type PublicClient,
  parseEther,
  toHex,
  type WalletClient,
  zeroAddress,
} from 'viem'
import { foundry } from 'viem/chains'
import { usherEventAbi } from '#core/chain/abi/usher-event.ts'
import { CONTRACT_ROLES } from '#core/chain/contract-roles.ts'
import { type Listing, listingTypedData } from '#core/listing.ts'
import { composeTokenId } from '#core/token-id.ts'
import { type Voucher, voucherTypedData } from '#core/voucher.ts'
import type { Random } from '../random.ts'

export const PRICE = parseEther('0.001')
export const HOUR = 3_600n
const DAY = 24n * HOUR

const ROLES = Object.values(CONTRACT_ROLES)

/** Tickets that an act is tried on: few, so that much happens to each of them. */
const REACH = 20
/** Vouchers that there are, of which an event's are claimed or taken back once each. */
const VOUCHERS = 12
/** How often an act looks for a ticket that suits it before it takes any. */
const ATTEMPTS = 30

export type Sending = {
  readonly from: Address
  readonly to: Address
  readonly data: Hex
  readonly value?: bigint
}

/** An event, and all that an act chooses by. */
export type Scene = {
  readonly event: Address
  readonly random: Random
  readonly people: readonly Address[]
  readonly organizer: Address
  /** the last block's time, Unix seconds */
  readonly now: bigint
  readonly client: PublicClient
  readonly wallet: WalletClient
}

/** What somebody does to an event. The chain may refuse it; then it has not happened. */
export type Act = (scene: Scene) => Promise<Sending>

const encode = encodeFunctionData<typeof usherEventAbi>
const abi = usherEventAbi

/** Every kind of act, and how often it is chosen among the others. */
export const ACTS: readonly (readonly [weight: number, act: Act])[] = [
  [6, async (scene) => buy(scene)],
  [6, give],
  [5, resell],
  [2, async (scene) => fromAnybody(scene, encode({ abi, functionName: 'cancelListings' }))],
  [2, takeBackListing],
  [2, claimVoucher],
  [1, async (scene) => fromOffice(scene, encodeVoucherCall(scene))],
  [4, announceReissue],
  [2, dropReissue],
  [4, reissue],
  [5, markUsed],
  [3, liftUsed],
  [1, voidTicket],
  [2, refund],
  [2, withdrawCredit],
  [1, async (scene) => fromOffice(scene, encode({ abi, functionName: 'withdraw', args: [scene.organizer] }))],
  [1, async (scene) => fromAnybody(scene, encode({ abi, functionName: 'openRefunds' }))],
  [2, mint],
  [2, airdrop],
  [1, async (scene) => fromOffice(scene, encodeRoleCall(scene, 'grantRole'))],
  [2, async (scene) => fromOffice(scene, encodeRoleCall(scene, 'revokeRole'))],
  [1, async (scene) => fromOffice(scene, encode({ abi, functionName: 'pauseSales' }))],
  [2, async (scene) => fromOffice(scene, encode({ abi, functionName: 'resumeSales' }))],
  [1, addTier],
  [1, describe],
  [1, postpone],
  [1, async (scene) => fromOffice(scene, encodeHandOver(scene))],
  [1, async (scene) => fromAnybody(scene, encode({ abi, functionName: 'acceptOwnership' }))],
  [1, cancel],
]

export function tierOf(now: bigint, transferPolicy: number) {
  return {
    name: `Tier of ${now}`,
    price: PRICE,
    supply: 10_000,
    saleStartsAt: now - HOUR,
    saleEndsAt: now + 30n * HOUR,
    perPayer: 0,
    transferPolicy,
    resaleCapBps: 11_000,
    royaltyBps: 500,
  }
}

export function buy({ event, random, people }: Pick<Scene, 'event' | 'random' | 'people'>): Sending {
  const count = random.between(1, 3)
  const args = [random.between(1, 2), BigInt(count), random.pick(people), PRICE] as const
  const data = encode({ abi, functionName: 'buy', args })
  return { from: random.pick(people), to: event, data, value: PRICE * BigInt(count) }
}

async function give(scene: Scene): Promise<Sending> {
  const { tokenId, owner } = await findTicket(scene)
  const args = [owner, scene.random.pick(scene.people), tokenId] as const
  return { from: owner, to: scene.event, data: encode({ abi, functionName: 'transferFrom', args }) }
}

/** A listing is signed, and filled in the same moment. */
async function resell(scene: Scene): Promise<Sending> {
  const { random, people, event } = scene
  const { listing, signature } = await list(scene)
  const args = [listing, signature, random.pick(people)] as const
  const data = encode({ abi, functionName: 'buyListing', args })
  return { from: random.pick(people), to: event, data, value: listing.price }
}

async function takeBackListing(scene: Scene): Promise<Sending> {
  const { listing } = await list(scene)
  const data = encode({ abi, functionName: 'cancelListing', args: [listing] })
  return { from: listing.seller, to: scene.event, data }
}

async function list(scene: Scene) {
  const { event, random, now, wallet } = scene
  const { tokenId, owner: seller } = await findTicket(scene)
  const { read } = contractOf(scene)
  const listing: Listing = {
    seller,
    tokenId,
    transferCount: await read.transferCountOf([tokenId]),
    epoch: await read.epochOf([seller]),
    price: (PRICE * BigInt(random.between(5, 11))) / 10n,
    expiresAt: now + DAY,
  }
  const typedData = listingTypedData({ chainId: foundry.id, contract: event }, listing)
  return { listing, signature: await wallet.signTypedData({ account: seller, ...typedData }) }
}

async function claimVoucher(scene: Scene): Promise<Sending> {
  const { event, random, people, organizer, now, wallet } = scene
  const recipient = random.pick(people)
  const voucher: Voucher = {
    voucherId: anyVoucher(random),
    signer: organizer,
    tierId: random.between(1, 2),
    count: random.between(1, 3),
    recipient,
    key: zeroAddress,
    expiresAt: now + DAY,
  }
  const typedData = voucherTypedData({ chainId: foundry.id, contract: event }, voucher)
  const signature = await wallet.signTypedData({ account: organizer, ...typedData })
  const args = [voucher, signature, recipient, '0x'] as const
  return fromAnybody(scene, encode({ abi, functionName: 'claim', args }))
}

function encodeVoucherCall({ random }: Scene): Hex {
  return encode({ abi, functionName: 'revokeVoucher', args: [anyVoucher(random)] })
}

async function announceReissue(scene: Scene): Promise<Sending> {
  const { tokenId } = await findTicket(scene)
  const args = [tokenId, scene.random.pick(scene.people)] as const
  return fromOffice(scene, encode({ abi, functionName: 'announceReissue', args }))
}

async function dropReissue(scene: Scene): Promise<Sending> {
  const { tokenId, owner } = await findTicket(scene, isAnnounced(scene))
  const data = encode({ abi, functionName: 'dropReissue', args: [tokenId] })
  return { from: owner, to: scene.event, data }
}

async function reissue(scene: Scene): Promise<Sending> {
  const { tokenId } = await findTicket(scene, isAnnounced(scene))
  return fromAnybody(scene, encode({ abi, functionName: 'reissue', args: [tokenId] }))
}

function isAnnounced(scene: Scene): Suits {
  return async (tokenId) => (await contractOf(scene).read.reissueOf([tokenId]))[1] > 0n
}

async function markUsed(scene: Scene): Promise<Sending> {
  const { tokenId } = await findTicket(scene)
  return fromOffice(scene, encode({ abi, functionName: 'markUsed', args: [[tokenId]] }))
}

async function voidTicket(scene: Scene): Promise<Sending> {
  const { tokenId } = await findTicket(scene)
  return fromOffice(scene, encode({ abi, functionName: 'voidTickets', args: [[tokenId]] }))
}

async function liftUsed(scene: Scene): Promise<Sending> {
  const { tokenId } = await findTicket(scene, (tokenId) => contractOf(scene).read.isUsed([tokenId]))
  return fromOffice(scene, encode({ abi, functionName: 'liftUsed', args: [[tokenId]] }))
}

async function refund(scene: Scene): Promise<Sending> {
  const { tokenId, owner } = await findTicket(scene)
  const data = encode({ abi, functionName: 'refund', args: [[tokenId], owner] })
  return { from: owner, to: scene.event, data }
}

/** Most often the organizer's, to whom royalties are owed. */
async function withdrawCredit(scene: Scene): Promise<Sending> {
  const { random, people, organizer, event } = scene
  const from = random.chance(0.6) ? organizer : random.pick(people)
  return { from, to: event, data: encode({ abi, functionName: 'withdrawCredit', args: [from] }) }
}

async function mint(scene: Scene): Promise<Sending> {
  const { random, people } = scene
  const args = [1, random.pick(people), BigInt(random.between(1, 3))] as const
  return fromOffice(scene, encode({ abi, functionName: 'mint', args }))
}

async function airdrop(scene: Scene): Promise<Sending> {
  const { random, people } = scene
  const recipients = Array.from({ length: random.between(1, 12) }, () => random.pick(people))
  return fromOffice(scene, encode({ abi, functionName: 'airdrop', args: [1, recipients] }))
}

async function addTier(scene: Scene): Promise<Sending> {
  const args = [tierOf(scene.now, scene.random.between(0, 3))] as const
  return fromOffice(scene, encode({ abi, functionName: 'addTier', args }))
}

async function describe(scene: Scene): Promise<Sending> {
  const args = [`https://usher.example/${scene.random.between(0, 999)}.json`] as const
  return fromOffice(scene, encode({ abi, functionName: 'changeContractURI', args }))
}

/** All three times an hour later: the only change that is possible once tickets were issued. */
async function postpone(scene: Scene): Promise<Sending> {
  const { read } = contractOf(scene)
  const times = await Promise.all([read.doorsAt(), read.endsAt(), read.cutOffAt()])
  const [doorsAt, endsAt, cutOffAt] = times.map((time) => time + HOUR) as [bigint, bigint, bigint]
  return fromOffice(scene, encode({ abi, functionName: 'changeTimes', args: [doorsAt, endsAt, cutOffAt] }))
}

/** Seldom, as nothing moves any more. */
async function cancel(scene: Scene): Promise<Sending> {
  const functionName = scene.random.chance(0.3) ? 'cancelEvent' : 'resumeSales'
  return fromOffice(scene, encode({ abi, functionName }))
}

function encodeHandOver({ random, people }: Scene): Hex {
  return encode({ abi, functionName: 'transferOwnership', args: [random.pick(people)] })
}

function encodeRoleCall({ random, people }: Scene, functionName: 'grantRole' | 'revokeRole'): Hex {
  return encode({ abi, functionName, args: [random.pick(ROLES), random.pick(people)] })
}

function fromOffice({ organizer, event }: Scene, data: Hex): Sending {
  return { from: organizer, to: event, data }
}

function fromAnybody({ random, people, event }: Scene, data: Hex): Sending {
  return { from: random.pick(people), to: event, data }
}

type Suits = (tokenId: bigint) => Promise<boolean>

/** A ticket that somebody has and that suits, if a few attempts find one; else any. */
async function findTicket(
  scene: Scene,
  suits: Suits = async () => true,
): Promise<{ readonly tokenId: bigint; readonly owner: Address }> {
  const { read } = contractOf(scene)
  let tokenId = 0n
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    tokenId = anyTicket(scene.random)
    const owner = await read.ownerOf([tokenId]).catch(() => undefined)
    if (owner && (await suits(tokenId))) return { tokenId, owner }
  }
  return { tokenId, owner: scene.random.pick(scene.people) }
}

type Contract = GetContractReturnType<typeof usherEventAbi, PublicClient>

function contractOf({ event, client }: Scene): Contract {
  return getContract({ address: event, abi, client })
}

function anyTicket(random: Random): bigint {
  return composeTokenId(random.between(1, 2), random.between(1, REACH))
}

function anyVoucher(random: Random): Hex {
  return keccak256(toHex(`voucher ${random.between(1, VOUCHERS)}`))
}
