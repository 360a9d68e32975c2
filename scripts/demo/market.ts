import type { Address, Hex, LocalAccount } from 'viem'
import { credits as creditsShape } from '#core/api/credit.ts'
import { event as eventShape } from '#core/api/event.ts'
import { listings as listingsShape, type Listing as ShownListing } from '#core/api/listing.ts'
import type { Problem } from '#core/api/problem.ts'
import { ticket as ticketShape } from '#core/api/ticket.ts'
import { type EventId, formatEventId } from '#core/event-id.ts'
import { type Listing, listingTypedData } from '#core/listing.ts'
import { highestPriceOf } from '#core/listing-rules.ts'
import type { Answer } from '../client/api.ts'
import { signIn } from '../client/sign-in.ts'
import { until } from '../client/until.ts'
import { PRICE, refusalOf, TIER } from './chain.ts'
import { createScanner } from './gate.ts'
import { addPhone, createWallet } from './people.ts'
import { timed } from './run.ts'
import { now, present, type Stage } from './stage.ts'

const HOUR = 3600

type Market = {
  readonly stage: Stage
  readonly event: EventId
  /** `/api/events/{eventId}` */
  readonly path: string
}

type Signed = { readonly listing: Listing; readonly signature: Hex }

/**
 * Resells tickets of an event of its own on the house market, as its rules allow and as they do not; at last the
 * organizer cancels it.
 */
export async function trade(stage: Stage): Promise<void> {
  const { chain, people } = stage
  const doorsAt = now() + 2 * HOUR
  const event = await chain.createEvent(people.organizer, {
    name: 'The Second Night',
    doorsAt,
    endsAt: doorsAt + 6 * HOUR,
  })
  const market: Market = { stage, event, path: `/api/events/${formatEventId(event)}` }
  await until('the mirror to know the event of the market', async () => {
    return (await stage.api.call('GET', market.path)).status === 200 || undefined
  })
  const [first, second] = await chain.buy(people.ada, event, 2)
  if (first === undefined || second === undefined)
    throw new Error('The contract issued fewer tickets than were bought')
  await untilHeldBy(market, second, people.ada)

  await resellAboveCap(market, first)
  await resellWithinCap(market, first)
  await listAndGiveAway(market, second)
  await cancelAndRefund(market, first)
}

async function resellAboveCap(market: Market, tokenId: bigint): Promise<void> {
  const { run, chain, people } = market.stage
  await run.step('resale-above-cap', async () => {
    const signed = await sign(market, people.ada, tokenId, highestPriceOf(TIER) + 1n)
    const { value: answer, ms } = await timed(() => offer(market, signed))
    const refusal = await refusalOf(chain.buyListing(people.ben, market.event, signed))
    const { reason } = answer.body as Problem
    return { actual: `${answer.status} ${reason}, contract ${refusal ?? 'filled it'}`, ms }
  })
}

async function resellWithinCap(market: Market, tokenId: bigint): Promise<void> {
  const { api, run, chain, people } = market.stage
  await run.step('resale-within-cap', async () => {
    const signed = await sign(market, people.ada, tokenId, highestPriceOf(TIER))
    const { status, body } = await offer(market, signed)
    if (status !== 201) throw new Error(`Offering a listing answered ${status}: ${JSON.stringify(body)}`)
    const [shown] = await findOpen(market, tokenId)
    if (!shown) throw new Error('The API does not show the listing that it took')

    const before = await chain.client.getBalance({ address: people.ada.address })
    const { ms } = await timed(() => chain.buyListing(people.ben, market.event, toSigned(shown)))
    const after = await chain.client.getBalance({ address: people.ada.address })
    await untilHeldBy(market, tokenId, people.ben)
    const path = `/api/holders/${people.organizer.address}/credits`
    const { credits } = await api.get(creditsShape, 'GET', path)
    const royalty = credits.find(({ eventId }) => eventId === formatEventId(market.event))?.amount ?? '0'
    return { actual: `Ben holds it, ${after - before} wei to Ada, ${royalty} wei credited`, ms }
  })
}

async function listAndGiveAway(market: Market, tokenId: bigint): Promise<void> {
  const { run, chain, people } = market.stage
  await run.step('listing-dead-after-transfer', async () => {
    const signed = await sign(market, people.ada, tokenId, PRICE)
    const { status } = await offer(market, signed)
    const before = await findOpen(market, tokenId)
    if (status !== 201 || before.length !== 1) throw new Error(`The listing is not shown: ${status}`)
    await chain.transfer(people.ada, market.event, tokenId, people.stranger.address)
    await untilHeldBy(market, tokenId, people.stranger)
    const { value: open, ms } = await timed(() => findOpen(market, tokenId))
    const refusal = await refusalOf(chain.buyListing(people.ben, market.event, signed))
    return { actual: `${open.length} shown, contract ${refusal ?? 'filled it'}`, ms }
  })
}

async function cancelAndRefund(market: Market, tokenId: bigint): Promise<void> {
  const { api, run, chain, people } = market.stage
  const phone = await addPhone(api, people.ben, market.event, now())
  const scanner = createScanner(api, market.event, await appointSteward(market))
  await run.step('cancel-and-refund', async () => {
    await chain.cancelEvent(people.organizer, market.event)
    await until('the mirror to know that the event is canceled', async () => {
      return (await api.get(eventShape, 'GET', market.path)).status === 'canceled' || undefined
    })
    // to a new account, so that what Ben pays for gas does not blur what he gets
    const purse = createWallet().address
    const { ms } = await timed(() => chain.refund(people.ben, market.event, tokenId, purse))
    const paid = await chain.client.getBalance({ address: purse })
    const again = await refusalOf(chain.refund(people.ben, market.event, tokenId, purse))
    const { actual: verdict } = await present(scanner, await phone.show(tokenId, now()))
    return { actual: `${paid} wei, again ${again ?? 'paid'}; at the gate ${verdict}`, ms }
  })
}

async function appointSteward({ stage: { api, people }, path }: Market): Promise<string> {
  const { status, body } = await api.call('POST', `${path}/staff`, {
    token: await signIn(api, people.organizer),
    body: { address: people.steward.address, role: 'steward' },
  })
  if (status !== 201) throw new Error(`Granting a role answered ${status}: ${JSON.stringify(body)}`)
  return signIn(api, people.steward)
}

/** Signs a listing as a wallet would that reads the ticket from the API. */
async function sign(
  { stage: { api }, event, path }: Market,
  seller: LocalAccount,
  tokenId: bigint,
  price: bigint,
): Promise<Signed> {
  const { transferCount, epoch } = await api.get(ticketShape, 'GET', `${path}/tickets/${tokenId}`)
  const listing: Listing = {
    seller: seller.address,
    tokenId,
    transferCount,
    epoch,
    price,
    expiresAt: BigInt(now() + HOUR),
  }
  return { listing, signature: await seller.signTypedData(listingTypedData(event, listing)) }
}

function offer({ stage: { api }, path }: Market, { listing, signature }: Signed): Promise<Answer> {
  const { tokenId, price, expiresAt, ...rest } = listing
  return api.call('POST', `${path}/listings`, {
    body: { ...rest, tokenId: `${tokenId}`, price: `${price}`, expiresAt: Number(expiresAt), signature },
  })
}

async function findOpen({ stage: { api }, path }: Market, tokenId: bigint): Promise<readonly ShownListing[]> {
  return (await api.get(listingsShape, 'GET', `${path}/listings?tokenId=${tokenId}`)).listings
}

/** What the contract is called with, out of nothing but what the API shows. */
function toSigned({ seller, transferCount, epoch, signature, ...shown }: ShownListing): Signed {
  const [tokenId, price, expiresAt] = [BigInt(shown.tokenId), BigInt(shown.price), BigInt(shown.expiresAt)]
  return { listing: { seller, tokenId, transferCount, epoch, price, expiresAt }, signature }
}

async function untilHeldBy(
  { stage: { api }, path }: Market,
  tokenId: bigint,
  { address }: { readonly address: Address },
): Promise<void> {
  await until(`the mirror to show ${address} as holder of ${tokenId}`, async () => {
    const { status, body } = await api.call('GET', `${path}/tickets/${tokenId}`)
    return (status === 200 && ticketShape.parse(body).holder === address.toLowerCase()) || undefined
  })
}
