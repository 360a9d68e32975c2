import { bytesToHex, type Hex } from 'viem'
import { me } from '#core/api/auth.ts'
import { event as eventShape } from '#core/api/event.ts'
import { tickets as ticketsShape } from '#core/api/ticket.ts'
import { type EventId, formatEventId } from '#core/event-id.ts'
import type { Api } from '../client/api.ts'
import { signIn } from '../client/sign-in.ts'
import { until } from '../client/until.ts'
import { openChain, refusalOf } from './chain.ts'
import { createScanner, describeVerdict, newScan, parseVerdict, type Scanner } from './gate.ts'
import { trade } from './market.ts'
import {
  addPhone,
  createPhone,
  createWallet,
  type Phone,
  registerPhone,
  withForgedSignature,
} from './people.ts'
import { type Run, timed } from './run.ts'
import { rush } from './rush.ts'
import { now, present, type Stage } from './stage.ts'
import { giveByLink } from './vouchers.ts'

/** How far ahead the doors, and with them the cut-off, of the second event are: time for all that comes before. */
const DOORS_AHEAD_SECONDS = 30

/**
 * Two events, because a list that admits a transferable tier opens no earlier than the cut-off: at `open` the doors are
 * open, at `later` tickets still move for a while.
 */
type Events = { readonly open: EventId; readonly later: EventId; readonly laterDoorsAt: number }

type Holding = { readonly tokenIds: readonly [bigint, bigint, bigint]; readonly laterTokenId: bigint }

/**
 * Walks from an event's creation to the gate and through every way of cheating, by the public HTTP interface and the
 * chain alone.
 *
 * @param funderKey a wallet with coin for gas and tickets
 * @throws what made a step impossible; the run has it on record
 */
export async function walk(api: Api, run: Run, funderKey: Hex): Promise<void> {
  const chain = openChain(api, await api.chain(), funderKey)
  const people = {
    organizer: createWallet(),
    steward: createWallet(),
    ada: createWallet(),
    ben: createWallet(),
    stranger: createWallet(),
  }
  await chain.fund([people.organizer.address, people.ada.address, people.ben.address])
  const stage: Stage = { api, run, chain, people }

  const events = await createEvents(stage)
  const holding = await buyTickets(stage, events)
  const phone = await registerPhones(stage, events.open)
  const token = await appointSteward(stage, events)
  const scanner = createScanner(api, events.open, token)

  await enterOnce(stage, scanner, phone, holding.tokenIds[0])
  await cheat(stage, scanner, phone, events, holding)
  await giveAway(stage, events, holding.laterTokenId, token)
  await scanAsStranger(stage, events.open, await phone.show(holding.tokenIds[1], now()))
  await giveByLink({ ...stage, organizer: people.organizer, event: events.open })
  await run.step('scans-64-at-once', async () =>
    rush(api, people.steward, events.open, await phone.show(holding.tokenIds[2], now())),
  )
  await trade(stage)
}

async function createEvents({ run, chain, people }: Stage): Promise<Events> {
  const { events } = await run.step('create-event', async () => {
    const endsAt = now() + 6 * 3600
    const { value: open, ms } = await timed(() =>
      chain.createEvent(people.organizer, { name: 'Night at the Harbour', doorsAt: now() - 60, endsAt }),
    )
    const laterDoorsAt = now() + DOORS_AHEAD_SECONDS
    const later = await chain.createEvent(people.organizer, {
      name: 'The Morning After',
      doorsAt: laterDoorsAt,
      endsAt,
    })
    return { actual: 'created', ms, events: { open, later, laterDoorsAt } }
  })
  return events
}

async function buyTickets({ api, run, chain, people }: Stage, events: Events): Promise<Holding> {
  await run.step('mirror-event', () =>
    timed(async () => {
      for (const event of [events.open, events.later]) {
        const path = `/api/events/${formatEventId(event)}`
        await until(`${path} to answer`, async () => {
          const { status, body } = await api.call('GET', path)
          return status === 200 ? eventShape.parse(body) : undefined
        })
      }
    }).then(({ ms }) => ({ actual: 'mirrored', ms })),
  )

  const { holding } = await run.step('buy', async () => {
    const { value: tokenIds, ms } = await timed(() => chain.buy(people.ada, events.open, 3))
    const [laterTokenId] = await chain.buy(people.ada, events.later, 1)
    const [first, second, third] = tokenIds
    if (first === undefined || second === undefined || third === undefined || laterTokenId === undefined) {
      throw new Error('The contract issued fewer tickets than were bought')
    }
    const held = await until('the mirror to show what Ada bought', async () => {
      const { tickets } = await api.get(ticketsShape, 'GET', `/api/holders/${people.ada.address}/tickets`)
      return tickets.length >= 4 ? tickets.length : undefined
    })
    return {
      actual: `${held} tickets`,
      ms,
      holding: { tokenIds: [first, second, third], laterTokenId } as const,
    }
  })
  return holding
}

async function registerPhones({ api, run, people }: Stage, event: EventId): Promise<Phone> {
  const { phone } = await run.step('register-pass-key', async () => {
    const made = await createPhone(people.ada, event, now())
    const { value: first, ms } = await timed(() => registerPhone(api, made))
    const again = await registerPhone(api, made)
    return { actual: `${first.status}, again ${again.status}`, ms, phone: made }
  })
  return phone
}

/** Makes the steward one of both events; answers the access token. */
async function appointSteward({ api, run, people }: Stage, events: Events): Promise<string> {
  const { token } = await run.step('staff-sign-in', async () => {
    const organizerToken = await signIn(api, people.organizer)
    for (const event of [events.open, events.later]) {
      const { status, body } = await api.call('POST', `/api/events/${formatEventId(event)}/staff`, {
        token: organizerToken,
        body: { address: people.steward.address, role: 'steward' },
      })
      if (status !== 201) throw new Error(`Granting a role answered ${status}: ${JSON.stringify(body)}`)
    }
    const { value: token, ms } = await timed(() => signIn(api, people.steward))
    const { roles } = await api.get(me, 'GET', '/api/auth/me', { token })
    const role = roles.find(({ eventId }) => eventId === formatEventId(events.open))?.role ?? 'no role'
    return { actual: role, ms, token }
  })
  return token
}

async function enterOnce({ run }: Stage, scanner: Scanner, phone: Phone, tokenId: bigint): Promise<void> {
  const first = newScan(await phone.show(tokenId, now()))
  await run.step('admit', async () => {
    const { value, ms } = await timed(() => scanner.send(first))
    return { actual: describeVerdict(parseVerdict(value)), ms }
  })
  await run.step('same-code-again', () => present(scanner, first.code))
  await run.step('same-nonce-again', async () => {
    const { value, ms } = await timed(() => scanner.send(first))
    const answer = parseVerdict(value)
    return { actual: `${describeVerdict(answer)}${answer.repeated ? ', repeated' : ''}`, ms }
  })
}

async function cheat(
  { api, run, people }: Stage,
  scanner: Scanner,
  phone: Phone,
  events: Events,
  holding: Holding,
): Promise<void> {
  const tokenId = holding.tokenIds[1]
  await run.step('code-two-minutes-old', async () => present(scanner, await phone.show(tokenId, now() - 120)))
  await run.step('signature-byte-changed', async () =>
    present(scanner, withForgedSignature(await phone.show(tokenId, now()))),
  )
  await run.step('pass-of-other-event', async () => {
    const otherPhone = await addPhone(api, people.ada, events.later, now())
    return present(scanner, await otherPhone.show(holding.laterTokenId, now()))
  })
  await run.step('revoked-key', async () => {
    const lost = await addPhone(api, people.ada, events.open, now())
    const publicKey = bytesToHex(lost.authorisation.publicKey)
    const { status, body } = await api.call(
      'DELETE',
      `/api/events/${formatEventId(events.open)}/pass-keys/${publicKey}`,
      { token: await signIn(api, people.ada) },
    )
    if (status !== 204) throw new Error(`Revoking answered ${status}: ${JSON.stringify(body)}`)
    return present(scanner, await lost.show(tokenId, now()))
  })
}

async function giveAway(
  stage: Stage,
  { later, laterDoorsAt }: Events,
  tokenId: bigint,
  token: string,
): Promise<void> {
  const { api, run, chain, people } = stage
  const scanner = createScanner(api, later, token)
  const adasPhone = await addPhone(api, people.ada, later, now())

  await run.step('transfer', async () => {
    const { ms } = await timed(() => chain.transfer(people.ada, later, tokenId, people.ben.address))
    await until('the mirror to show Ben as holder', async () => {
      const { tickets } = await api.get(ticketsShape, 'GET', `/api/holders/${people.ben.address}/tickets`)
      return tickets.some((ticket) => ticket.tokenId === String(tokenId)) || undefined
    })
    return { actual: 'moved', ms }
  })

  await until(
    'the doors of the second event',
    async () => now() > laterDoorsAt || undefined,
    DOORS_AHEAD_SECONDS + 5,
  )
  await until('the chain to come to the cut-off', async () => {
    const { timestamp } = await chain.client.getBlock()
    if (timestamp >= laterDoorsAt) return true
    // a local chain makes no block while nobody sends, and its clock may be seconds behind ours
    if (chain.facts.isLocal) await chain.fund([people.stranger.address])
    return undefined
  })
  await run.step('old-holder-pass', async () => present(scanner, await adasPhone.show(tokenId, now())))
  await run.step('new-holder-pass', async () => {
    const bensPhone = await addPhone(api, people.ben, later, now())
    return present(scanner, await bensPhone.show(tokenId, now()))
  })
  await run.step('transfer-after-cut-off', async () => {
    const { value: refusal, ms } = await timed(() =>
      refusalOf(chain.transfer(people.ben, later, tokenId, people.stranger.address)),
    )
    return {
      actual: refusal === 'UsherEvent_CutOffPassed' ? 'refused by the contract' : (refusal ?? 'moved'),
      ms,
    }
  })
}

async function scanAsStranger({ api, run, people }: Stage, event: EventId, code: string): Promise<void> {
  const token = await signIn(api, people.stranger)
  await run.step('outsider-scan', async () => {
    const { value, ms } = await timed(() => createScanner(api, event, token).send(newScan(code)))
    return { actual: `${value.status} ${(value.body as { code?: string } | undefined)?.code ?? ''}`, ms }
  })
}
