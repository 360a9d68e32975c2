import { randomBytes } from 'node:crypto'
import type { Address, LocalAccount } from 'viem'
import { generatePrivateKey, privateKeyToAddress } from 'viem/accounts'
import { problem } from '#core/api/problem.ts'
import { tickets as ticketsShape } from '#core/api/ticket.ts'
import { type VoucherClaimRequest, voucherClaim } from '#core/api/voucher.ts'
import { type EventId, formatEventId } from '#core/event-id.ts'
import { toUnixSeconds } from '#core/time.ts'
import { type Voucher, voucherTypedData } from '#core/voucher.ts'
import { makeVoucherClaim } from '#core/voucher-claim.ts'
import { formatVoucherLink, parseVoucherLink, type VoucherGift } from '#core/voucher-link.ts'
import type { Answer, Api } from '../client/api.ts'
import { until } from '../client/until.ts'
import type { DemoChain } from './chain.ts'
import { createWallet } from './people.ts'
import { type Outcome, type Run, timed } from './run.ts'

type Stage = {
  readonly api: Api
  readonly chain: DemoChain
  readonly run: Run
  readonly organizer: LocalAccount
  readonly event: EventId
}

/** Gives tickets away by links, to a guest who owns nothing at all, and has others try to take them. */
export async function giveByLink(stage: Stage): Promise<void> {
  const { run } = stage
  const used = await makeLink(stage)
  await run.step('voucher-claim-no-gas', () => claimWithoutCoin(stage, used))
  await run.step('voucher-stolen', () => steal(stage, used))
}

/** What the organizer does: one signature, no transaction; the link is what she sends to the guest. */
async function makeLink({ api, organizer, event }: Stage): Promise<string> {
  const privateKey = generatePrivateKey()
  const voucher: Voucher = {
    voucherId: `0x${randomBytes(32).toString('hex')}`,
    signer: organizer.address,
    tierId: 1,
    count: 1,
    recipient: `0x${'00'.repeat(20)}`,
    key: privateKeyToAddress(privateKey),
    expiresAt: BigInt(toUnixSeconds(Date.now()) + 3600),
  }
  const signature = await organizer.signTypedData(voucherTypedData(event, voucher))
  return formatVoucherLink(api.origin, event, { voucher, signature, privateKey })
}

async function claimWithoutCoin(stage: Stage, link: string): Promise<Outcome> {
  const { api, chain, event } = stage
  const guest = createWallet().address
  const gift = openLink(link)
  const { value: sent, ms } = await timed(async () => post(stage, await makeVoucherClaim(event, gift, guest)))
  if (sent.status >= 300) throw new Error(`The relay answered ${describe(sent)}`)

  const path = `/api/events/${formatEventId(event)}/voucher-claims/${gift.voucher.voucherId}`
  const claim = await until('the claim to be mined and mirrored', async () => {
    const claim = await api.get(voucherClaim, 'GET', path)
    return claim.status !== 'pending' && (claim.tickets || claim.failure) ? claim : undefined
  })
  const held = await countTickets(stage, guest)
  const balance = await chain.client.getBalance({ address: guest })
  return { actual: `${claim.status}: ${held} ticket, ${balance} coin`, ms }
}

/** One has seen the voucher and not the key, one swaps the recipient of a claim on its way, one comes late with the link. */
async function steal(stage: Stage, used: string): Promise<Outcome> {
  const { event } = stage
  const thief = createWallet().address
  const gift = openLink(await makeLink(stage))
  const ownKey = { ...gift, privateKey: generatePrivateKey() }
  const onItsWay = await makeVoucherClaim(event, gift, createWallet().address)

  const { value: answers, ms } = await timed(async () => [
    await post(stage, await makeVoucherClaim(event, ownKey, thief)),
    await post(stage, { ...onItsWay, claim: { to: thief } }),
    await post(stage, await makeVoucherClaim(event, openLink(used), thief)),
  ])
  const held = await countTickets(stage, thief)
  return { actual: `${answers.map(describe).join(', ')}: ${held} tickets`, ms }
}

function openLink(link: string): VoucherGift {
  const parsed = parseVoucherLink(link)
  if ('fault' in parsed) throw new Error(`The link is ${parsed.fault}`)
  return parsed.gift
}

function post({ api, event }: Stage, body: VoucherClaimRequest): Promise<Answer> {
  return api.call('POST', `/api/events/${formatEventId(event)}/voucher-claims`, { body })
}

async function countTickets({ api }: Stage, holder: Address): Promise<number> {
  return (await api.get(ticketsShape, 'GET', `/api/holders/${holder}/tickets`)).tickets.length
}

/** Status and reason of a refusal. */
function describe({ status, body }: Answer): string {
  const refusal = problem.safeParse(body)
  return `${status} ${refusal.success ? (refusal.data.reason ?? refusal.data.code) : 'accepted'}`
}
