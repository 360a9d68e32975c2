import { randomBytes } from 'node:crypto'
import { mkdtemp } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createWalletClient, type Hex, http, type LocalAccount, parseEventLogs, publicActions } from 'viem'
import { event as eventShape } from '#core/api/event.ts'
import { scanAnswer } from '#core/api/scan.ts'
import { usherEventAbi } from '#core/chain/abi/usher-event.ts'
import { type EventId, formatEventId } from '#core/event-id.ts'
import { toUnixSeconds } from '#core/time.ts'
import { type Api, createApi } from '#scripts/client/api.ts'
import { signIn } from '#scripts/client/sign-in.ts'
import { until } from '#scripts/client/until.ts'
import { openChain } from '#scripts/demo/chain.ts'
import { findFunderKey } from '#scripts/demo/funder.ts'
import { addPhone, createWallet, type Phone } from '#scripts/demo/people.ts'
import { createParts } from '#scripts/stack/parts.ts'
import { removeCluster, startPostgres } from '#scripts/stack/postgres.ts'
import { startThrowAwayStack } from '#scripts/stack/throw-away-stack.ts'
import { compare, quantile, type Result } from '../result.ts'

const CONNECTIONS = 8
/** Each with 50 holders of 10 tickets. */
const EVENTS = 3
const HOLDERS = 50
const TICKETS_EACH = 10
/** The first scans, which find nothing imported, planned or compiled. */
const WARM_UP = 150
const RECIPIENTS_PER_CALL = 50
/** Minting all that takes more gas than the demo gives somebody at a time. */
const FUNDINGS = 6

/**
 * How long a verdict takes over HTTP with eight gates scanning at the same time: the production server with its own
 * limits, a PostgreSQL that waits for its disk (`fsync`), the indexer and a local chain beside it on this machine.
 *
 * Every scan measured is an admission, the costliest verdict: a ticket that has not entered, a code made for it just
 * before, the answer on disk. Each gate has a connection and a device of its own and sends the next scan when it has the
 * answer to the last. Making codes is not part of what is measured, but shares the processor with the server.
 */
export async function measureVerdict(): Promise<readonly Result[]> {
  const parts = createParts()
  const folder = await mkdtemp(join(tmpdir(), 'usher-bench-'))
  try {
    const postgres = await parts.add(startPostgres({ folder }))
    const { origin, rpcUrl } = await startThrowAwayStack(parts, {
      say: () => {},
      log: () => {},
      change: { DATABASE_URL: postgres.url },
    })
    const times = await scanAll(await prepare(createApi(origin), rpcUrl))
    return [
      compare({
        name: 'verdict-p95-ms',
        ours: quantile(times, 0.95),
        peer: null,
        peerName: null,
        unit: 'ms',
        goal: 'under 50',
      }),
    ]
  } finally {
    await parts.stopAll()
    removeCluster(folder)
  }
}

type Ready = {
  readonly api: Api
  readonly steward: LocalAccount
  readonly tickets: readonly Ticket[]
}

type Ticket = { readonly event: EventId; readonly tokenId: bigint; readonly phone: Phone }

/** Events with open doors, tickets in many wallets, a registered phone for each wallet, and a steward. */
async function prepare(api: Api, rpcUrl: string): Promise<Ready> {
  const facts = await api.chain()
  const chain = openChain(api, facts, findFunderKey(facts))
  const [organizer, steward] = [createWallet(), createWallet()]
  await chain.fund(Array(FUNDINGS).fill(organizer.address))
  const token = await signIn(api, organizer)
  const tickets: Ticket[] = []
  for (let number = 1; number <= EVENTS; number++) {
    const now = toUnixSeconds(Date.now())
    const name = `Bench ${number}`
    const event = await chain.createEvent(organizer, { name, doorsAt: now - 60, endsAt: now + 6 * 3600 })
    tickets.push(...(await fill(api, rpcUrl, organizer, event)))
    const { status } = await api.call('POST', `/api/events/${formatEventId(event)}/staff`, {
      token,
      body: { address: steward.address, role: 'steward' },
    })
    if (status !== 201) throw new Error(`Granting the steward's role answered ${status}`)
  }
  return { api, steward, tickets }
}

async function fill(api: Api, rpcUrl: string, organizer: LocalAccount, event: EventId): Promise<Ticket[]> {
  const holders = Array.from({ length: HOLDERS }, () => createWallet())
  const tokenIds = await airdrop(rpcUrl, organizer, event, holders)
  await until('the mirror to have all tickets', async () => {
    const { status, body } = await api.call('GET', `/api/events/${formatEventId(event)}`)
    const sold = status === 200 ? eventShape.parse(body).tiers[0]?.sold : 0
    return sold === tokenIds.length || undefined
  })
  const now = toUnixSeconds(Date.now())
  const phones = await Promise.all(holders.map((holder) => addPhone(api, holder, event, now)))
  return tokenIds.map((tokenId, index) => ({ event, tokenId, phone: phones[index % HOLDERS] as Phone }))
}

/** Airdrops one ticket after the other to the holders in turn, straight at the node. */
async function airdrop(
  rpcUrl: string,
  organizer: LocalAccount,
  { contract }: EventId,
  holders: readonly LocalAccount[],
): Promise<bigint[]> {
  const client = createWalletClient({
    account: organizer,
    transport: http(rpcUrl),
    pollingInterval: 50,
  }).extend(publicActions)
  const recipients = holders.map(({ address }) => address)
  const tokenIds: bigint[] = []
  for (let from = 0; from < HOLDERS * TICKETS_EACH; from += RECIPIENTS_PER_CALL) {
    const start = from % HOLDERS
    const hash: Hex = await client.writeContract({
      address: contract,
      abi: usherEventAbi,
      functionName: 'airdrop',
      args: [1, recipients.slice(start, start + RECIPIENTS_PER_CALL)],
      chain: null,
    })
    const { logs } = await client.waitForTransactionReceipt({ hash })
    for (const { args } of parseEventLogs({ abi: usherEventAbi, eventName: 'Transfer', logs })) {
      tokenIds.push(args.tokenId)
    }
  }
  return tokenIds
}

/** Scans every ticket once and answers how long each verdict took, in milliseconds, without the first ones. */
async function scanAll({ api, steward, tickets }: Ready): Promise<number[]> {
  const waiting = tickets.values()
  const times: number[] = []
  const gates = Array.from({ length: CONNECTIONS }, async () => {
    const token = await signIn(api, steward, randomBytes(16).toString('hex'))
    const post = createPost(api.baseUrl, token)
    for (const { event, tokenId, phone } of waiting) {
      const code = await phone.show(tokenId, toUnixSeconds(Date.now()))
      const nonce = randomBytes(16).toString('hex')
      const body = JSON.stringify({ nonce, code, listId: 'main', gateId: '1', direction: 'entry' })
      const startedAt = performance.now()
      const text = await post(`/api/events/${formatEventId(event)}/scans`, body)
      times.push(performance.now() - startedAt)
      const { verdict, message } = scanAnswer.parse(JSON.parse(text))
      if (verdict !== 'admit')
        throw new Error(`A scan that should have been admitted was refused: ${message}`)
    }
  })
  await Promise.all(gates)
  return times.slice(WARM_UP)
}

/** One connection that stays open; node:http rather than fetch, whose own work would be measured too. */
function createPost(baseUrl: string, token: string): (path: string, body: string) => Promise<string> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  return (path, body) =>
    new Promise((resolve, reject) => {
      const sent = request(new URL(path, baseUrl), { method: 'POST', agent, headers }, (answer) => {
        let text = ''
        answer.setEncoding('utf8')
        answer.on('data', (part: string) => {
          text += part
        })
        answer.on('end', () => {
          if (answer.statusCode === 200) resolve(text)
          else reject(new Error(`A scan answered ${answer.statusCode}: ${text}`))
        })
      })
      sent.on('error', reject)
      sent.end(body)
    })
}
