import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import type { LocalAccount } from 'viem'
import { scanAnswer } from '#core/api/scan.ts'
import { toUnixSeconds } from '#core/time.ts'
import { createApi } from '#scripts/client/api.ts'
import { signIn } from '#scripts/client/sign-in.ts'
import { createWallet, withForgedSignature } from '#scripts/demo/people.ts'
import { openConnection } from '#scripts/venue/connection.ts'
import {
  issueTickets,
  mirrorChain,
  mirrorEvent,
  registerPhones,
  type VenueEvent,
  type VenuePhone,
} from '#scripts/venue/event.ts'
import type { Web } from '#scripts/venue/start-web.ts'

/** Guests before a door: each ticket is shown once. */
export type Crowd = {
  readonly venue: VenueEvent
  readonly organizer: LocalAccount
  readonly tickets: { readonly tokenId: bigint; readonly phone: VenuePhone }[]
}

/** What one round came to. */
export type Round = { readonly perSecond: number; readonly times: readonly number[] }

export const CONNECTIONS = 32
/** A family's tickets are on one phone. */
const TICKETS_EACH = 4

/** An event with open doors and so many tickets, their phones registered. */
export async function gatherCrowd(owner: pg.Pool, tickets: number): Promise<Crowd> {
  await mirrorChain(owner)
  const organizer = createWallet()
  const venue = await mirrorEvent(owner, organizer.address, 'once')
  const phones = await registerPhones(owner, venue, Math.ceil(tickets / TICKETS_EACH))
  const issued = await issueTickets(owner, venue, phones, TICKETS_EACH)
  await owner.query('ANALYZE')
  // one after the other on a phone, as a family comes: not each scan is the first of its phone, and many are
  return { venue, organizer, tickets: [...issued] }
}

/** A gate's device, signed in, and where it scans. */
export type Gate = { readonly web: Web; readonly url: string; readonly token: string }

/** Gates of a deployment, each with a device of its own, spread over its web processes. */
export async function openGates(
  webs: readonly Web[],
  { organizer }: Pick<Crowd, 'organizer'>,
  count = CONNECTIONS,
): Promise<readonly Gate[]> {
  const open = async (index: number): Promise<Gate> => {
    const web = webs[index % webs.length]
    if (!web) throw new RangeError('There is no web process')
    const api = createApi(web.url, 'http://localhost')
    return { web, url: web.url, token: await signIn(api, organizer, randomBytes(16).toString('hex')) }
  }
  return Promise.all(Array.from({ length: count }, (_, index) => open(index)))
}

/** Every gate sends its next scan when it has the answer to the last; the codes are made before the clock starts. */
export async function scanRound(
  gates: readonly Gate[],
  { venue, tickets }: Crowd,
  count: number,
  kind: 'live' | 'forged',
): Promise<Round> {
  const madeAt = toUnixSeconds(Date.now())
  const shown = kind === 'live' ? tickets.splice(0, count) : tickets.slice(0, count)
  if (shown.length < count) throw new Error('There are no guests left')
  const bodies = shown.map(({ tokenId, phone }) => {
    const code = phone.show(tokenId, madeAt)
    return JSON.stringify({
      nonce: randomBytes(16).toString('hex'),
      code: kind === 'live' ? code : withForgedSignature(code),
      listId: 'main',
      gateId: '1',
      direction: 'entry',
    })
  })
  const waiting = bodies.values()
  const answers: string[] = []
  const times: number[] = []
  const startedAt = performance.now()
  await Promise.all(
    gates.map(async ({ url, token }) => {
      const gate = openConnection(url, token)
      for (const body of waiting) {
        const sentAt = performance.now()
        const { status, body: text } = await gate.post(venue.scansPath, body)
        times.push(performance.now() - sentAt)
        if (status !== 200) throw new Error(`A scan answered ${status}: ${text}`)
        answers.push(text)
      }
      gate.close()
    }),
  )
  const perSecond = (count / (performance.now() - startedAt)) * 1000
  for (const answer of answers) expectVerdict(answer, kind)
  return { perSecond, times }
}

function expectVerdict(text: string, kind: 'live' | 'forged'): void {
  const { verdict, reason, message } = scanAnswer.parse(JSON.parse(text))
  const isExpected = kind === 'live' ? verdict === 'admit' : reason === 'invalid'
  if (!isExpected) throw new Error(`A ${kind} code was answered ${verdict}: ${message}`)
}
