import type { Address, Hash } from 'viem'
import { toHex } from 'viem'
import { listingTypedData } from '#core/listing.ts'
import { buildContracts } from '#scripts/artifacts.ts'
import { createEvent, DAY, PRICE, type TestEvent, tier, tiersOf } from '#test/contracts/event.ts'
import { openChain } from '#test/contracts/local-chain.ts'
import { compilePeers } from './gas/peers.ts'
import { deploySeaport } from './gas/seaport.ts'
import { deployPeer, newHolders } from './gas/tokens.ts'
import { compare, type Result } from './result.ts'

const BATCH = 100n
/** Which tickets of a batch of 100 are transferred; the dearest counts. */
const PLACES = [1n, 2n, 51n, 100n]
const [NEW_HOLDER = '0x'] = newHolders

const peerNames = {
  openZeppelin: 'OpenZeppelin ERC721 5.7.0',
  erc721a: 'ERC721A 4.3.0',
  solady: 'solady ERC721 0.1.26',
  solmate: 'solmate ERC721 6.8.0',
  seaport: 'Seaport 1.6 fulfillBasicOrder_efficient on solady',
} as const

/**
 * What the contracts cost, in the gas of whole transactions, beside the best known ones: compiled in the same run with
 * the same settings, in the same state. Ours go through the clone, with role, supply, times and policy checked and the
 * tier recorded; the tokens beside it number their tokens, check nothing and let anyone mint.
 *
 * A new holder has held nothing of that contract before. Every contract has issued a ticket before, so that no counter
 * begins at zero. Who transfers holds a batch of 100 and keeps 99.
 */
export async function measure(): Promise<readonly Result[]> {
  const stage = await openStage()
  return [
    ...(await measureMints(stage)),
    ...(await measureTransfers(stage)),
    ...(await measureResale(stage)),
    ...(await measureCreation(stage)),
  ]
}

type Stage = Awaited<ReturnType<typeof openStage>>

async function openStage() {
  const code = await compilePeers()
  await buildContracts()
  const chain = await openChain()
  const event = await createEvent(chain)
  const { organizer, stranger } = event
  const ours = event.as(organizer).write
  await ours.mint([tier.open, stranger.account.address, 1n])
  const peers = {
    openZeppelin: await deployPeer(chain, code, 'OpenZeppelinToken', organizer),
    erc721a: await deployPeer(chain, code, 'Erc721aToken', organizer),
    solady: await deployPeer(chain, code, 'SoladyToken', organizer),
    solmate: await deployPeer(chain, code, 'SolmateToken', organizer),
  }

  /** The gas of one transaction, after which the chain is as before. */
  const gasOf = async (send: () => Promise<Hash>): Promise<number> => {
    const before = await chain.takeSnapshot()
    const { gasUsed, status } = await chain.client.waitForTransactionReceipt({ hash: await send() })
    if (status !== 'success') throw new Error('A measured transaction was refused: nothing measured')
    await before.restore()
    return Number(gasUsed)
  }

  /** Our gas beside a peer's for the same. */
  const compareWith = async (
    peer: keyof typeof peerNames,
    row: { name: string; goal: string; ours: number; recipient?: string },
    send: () => Promise<Hash>,
  ): Promise<Result> => {
    const { recipient = 'a new holder', ...rest } = row
    const peerName = `${peerNames[peer]}, to ${recipient}`
    return compare({ ...rest, peer: await gasOf(send), peerName, unit: 'gas' })
  }

  return { code, chain, event, ours, peers, gasOf, compareWith }
}

async function measureMints({ ours, peers, gasOf, compareWith }: Stage): Promise<Result[]> {
  const mint = (count: bigint) => gasOf(() => ours.mint([tier.open, NEW_HOLDER, count]))
  const hundred = await mint(BATCH)
  const one = await mint(1n)
  const dropped = await gasOf(() => ours.airdrop([tier.open, newHolders]))
  const recipient = `${newHolders.length} new holders`
  return [
    await compareWith('erc721a', { name: 'mint-100', ours: hundred, goal: 'ratio ≤ 1.06' }, () =>
      peers.erc721a.mint(NEW_HOLDER, BATCH),
    ),
    await compareWith('solady', { name: 'mint-100-vs-solady', ours: hundred, goal: 'ratio ≤ 0.12' }, () =>
      peers.solady.mint(NEW_HOLDER, BATCH),
    ),
    await compareWith('openZeppelin', { name: 'mint-1', ours: one, goal: 'ratio ≤ 1.10' }, () =>
      peers.openZeppelin.mint(NEW_HOLDER, 1n),
    ),
    await compareWith('solmate', { name: 'mint-1-vs-solmate', ours: one, goal: 'known' }, () =>
      peers.solmate.mint(NEW_HOLDER, 1n),
    ),
    await compareWith(
      'solady',
      { name: 'airdrop-100', ours: dropped, goal: 'ratio ≤ 1.00 (stretch 0.60)', recipient },
      () => peers.solady.airdrop(newHolders),
    ),
  ]
}

async function measureTransfers(stage: Stage): Promise<Result[]> {
  const { chain, event, ours, peers, gasOf, compareWith } = stage
  const { guest } = event
  const holder: Address = guest.account.address
  const before = await chain.takeSnapshot()
  await ours.mint([tier.open, holder, BATCH])
  for (const peer of Object.values(peers)) await peer.mint(holder, BATCH)

  // number 1 went to somebody else, so the batch begins with number 2
  const first = BigInt(tier.open) * 1_000_000n + 1n
  const costs: number[] = []
  for (const place of PLACES) {
    costs.push(await gasOf(() => event.as(guest).write.transferFrom([holder, NEW_HOLDER, first + place])))
  }
  const dearest = Math.max(...costs)
  const results = [
    await compareWith('erc721a', { name: 'transfer-in-batch', ours: dearest, goal: 'ratio ≤ 0.40' }, () =>
      peers.erc721a.transfer(guest, NEW_HOLDER, 1n + 51n),
    ),
    await compareWith('openZeppelin', { name: 'transfer-vs-oz', ours: dearest, goal: 'ratio ≤ 1.6' }, () =>
      peers.openZeppelin.transfer(guest, NEW_HOLDER, 1n + 51n),
    ),
    await compareWith('solmate', { name: 'transfer-vs-solmate', ours: dearest, goal: 'known' }, () =>
      peers.solmate.transfer(guest, NEW_HOLDER, 1n + 51n),
    ),
  ]
  await before.restore()
  return results
}

/**
 * A resale: cap, royalty, expiry, epoch and counter checked on our side; on Seaport's an order with the royalty as its
 * second payment and a time window. The buyer is a new holder, the organizer has earned a royalty before. The peer's
 * token has a storage slot of its own, and so has a ticket that was issued alone; one out of a batch gets its own now.
 */
async function measureResale(stage: Stage): Promise<Result[]> {
  const { code, chain, event, ours, peers, gasOf, compareWith } = stage
  const { guest, friend, organizer } = event
  const before = await chain.takeSnapshot()
  const firstOfBatch = BigInt(tier.open) * 1_000_000n + 1n
  const [sold, alone] = [firstOfBatch + BATCH + 1n, firstOfBatch + BATCH + 2n]
  await ours.mint([tier.open, guest.account.address, BATCH])
  for (let single = 0; single < 2; single++) await ours.mint([tier.open, guest.account.address, 1n])
  await peers.solady.mint(guest.account.address, BATCH)
  const seaport = await deploySeaport(chain, code, organizer)
  await peers.solady.approveAll(guest, seaport.address)

  // the first royalty; the buyer gives the ticket away, so that he holds none again
  await (await prepareResale(event, sold))()
  await event.as(friend).write.transferFrom([friend.account.address, organizer.account.address, sold])
  const costs: number[] = []
  for (const place of PLACES) costs.push(await gasOf(await prepareResale(event, firstOfBatch + place)))
  const single = await gasOf(await prepareResale(event, alone))

  const royalty = (PRICE * BigInt(event.standing.royaltyBps)) / 10_000n
  const fulfill = () =>
    seaport.fulfill(friend, {
      token: peers.solady.address,
      tokenId: 1n + 51n,
      seller: guest,
      toSeller: PRICE - royalty,
      royaltyTo: organizer.account.address,
      royalty,
      startTime: event.start,
      endTime: event.start + 7n * DAY,
    })
  const results = [
    await compareWith('seaport', { name: 'resale-buy', ours: single, goal: 'ratio ≤ 0.80' }, fulfill),
    await compareWith(
      'seaport',
      { name: 'resale-buy-of-batch', ours: Math.max(...costs), goal: 'known' },
      fulfill,
    ),
  ]
  await before.restore()
  return results
}

/** A signed listing of the guest's at the face price, ready for the friend to buy. */
async function prepareResale(event: TestEvent, tokenId: bigint): Promise<() => Promise<Hash>> {
  const { guest, friend, address } = event
  const expiresAt = event.start + 7n * DAY
  const terms = {
    seller: guest.account.address,
    tokenId,
    transferCount: 0,
    epoch: 0,
    price: PRICE,
    expiresAt,
  }
  const typedData = listingTypedData({ chainId: 31_337, contract: address }, terms)
  const signature = await guest.signTypedData({ ...typedData, account: guest.account })
  return () => event.as(friend).write.buyListing([terms, signature, friend.account.address], { value: PRICE })
}

async function measureCreation({ event, gasOf }: Stage): Promise<Result[]> {
  const { organizer, settings, standing } = event
  const tiers = tiersOf(standing).slice(0, 3)
  const create = () => event.factoryAs(organizer).write.createEvent([settings, tiers, toHex(1, { size: 32 })])
  const shared = { peer: null, peerName: null, unit: 'gas', goal: '≤ 500,000' }
  return [compare({ name: 'create-event', ours: await gasOf(create), ...shared })]
}
