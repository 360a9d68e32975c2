import { setTimeout as wait } from 'node:timers/promises'
import { until } from '../client/until.ts'
import { createWallet } from '../demo/people.ts'
import { issueTickets, mirrorChain, mirrorEvent, registerPhones } from '../venue/event.ts'
import { createRandom } from './random.ts'
import { createChecks } from './registry/checks.ts'
import { type Door, type Held, runClient } from './registry/clients.ts'
import { disturb, type Kills, startKilling } from './registry/faults.ts'
import { followLog } from './registry/follow-log.ts'
import type { History } from './registry/history.ts'
import { appoint, openHouse } from './registry/house.ts'
import { compare, findLastNumber } from './registry/oracle.ts'
import type { ChaosOptions, Tally } from './suite.ts'

/** How much of everything. */
export type Size = {
  readonly webs: number
  readonly clients: number
  readonly tickets: number
  /** between two kills of one kind, on average */
  readonly killEveryMs: number
  /** how many processes that hold scans, Postgres and web, are killed at least, however long it takes */
  readonly kills: number
  readonly disturbEveryMs: number
}

const SECONDS = 120
const USUAL: Size = {
  webs: 3,
  clients: 200,
  tickets: 300,
  killEveryMs: 1_200,
  kills: 50,
  disturbEveryMs: 150,
}
/** No machine is so slow. */
const KILLS_WITHIN_SECONDS = 1_800
const CLIENTS_PER_STEWARD = 10

/**
 * Lets a crowd scan through several web processes while Postgres, Redis and the web processes are killed with -9,
 * tickets change hands, phones are revoked and staff comes and goes; then an oracle that shares no code with the
 * registry compares everything that was acknowledged with what the database holds.
 *
 * The seed chooses what guests show and what is killed; what happens at the same time is up to the machine.
 */
export function run({ seed, seconds = SECONDS, say }: ChaosOptions): Promise<Tally> {
  return runAt(USUAL, { seed, seconds, say })
}

/** The same at another size. */
export async function runAt(
  size: Size,
  { seed, seconds, say }: Pick<ChaosOptions, 'seed' | 'say'> & { readonly seconds: number },
): Promise<Tally> {
  const random = createRandom(seed)
  const checks = createChecks(say)
  const house = await openHouse(size.webs, say)
  try {
    await mirrorChain(house.owner)
    const organizer = createWallet()
    const venue = await mirrorEvent(house.owner, organizer.address, 'reentry')
    const phones = await registerPhones(house.owner, venue, Math.ceil(size.tickets / 2))
    const issued = await issueTickets(house.owner, venue, phones, 2)
    const tickets: Held[] = issued.map(({ tokenId, phone }) => ({ tokenId, phone, former: [] }))
    const staff = await appoint(house.owner, venue.key, Math.ceil(size.clients / CLIENTS_PER_STEWARD))

    const history: History = { attempts: [], changes: [], followed: [] }
    const doors = new AbortController()
    const { webUrls } = house
    const door: Door = { venue, webUrls, tickets, history, closing: doors.signal }
    const stage = { house, venue, tickets, phones, staff, history, closing: doors.signal }
    const scanners = []
    for (let client = 0; client < size.clients; client++) {
      const steward = staff[client % staff.length] ?? createWallet()
      scanners.push({ ...(await house.signIn(steward)), staff: steward.address })
    }
    const { token } = await house.signIn(organizer)
    say(`${size.clients} clients, ${size.webs} web processes, ${tickets.length} tickets, ${seconds} s`)

    const clients = scanners.map((scanner, index) => runClient(door, index, scanner, random.fork()))
    const disturbing = disturb(stage, random.fork(), size.disturbEveryMs)
    const { kills, ended } = startKilling(stage, random.fork(), size.killEveryMs)
    const over = new AbortController()
    const findLast = () => findLastNumber(house.owner, venue.key)
    const following = followLog(door, token, random.fork(), { over: over.signal, findLast })
    const untilKilled = async () => {
      const isEnough = async () => kills.postgres + kills.web >= size.kills || undefined
      await Promise.all([wait(seconds * 1000), until('kills', isEnough, KILLS_WITHIN_SECONDS)])
    }
    await Promise.race([untilKilled(), ...clients, disturbing, ended])
    await until('somebody to be admitted', async () => history.attempts.some(isAdmitted) || undefined, 120)
    doors.abort()
    await Promise.all([ended, disturbing, ...clients])
    over.abort()
    await following
    say(describe(history, kills))
    await compare(house.owner, venue.key, history, checks)
    checks.check(kills.postgres + kills.web >= size.kills, 'as many were killed as asked', () => kills)
    return checks.tally()
  } finally {
    await house.close()
  }
}

function isAdmitted({ answers }: History['attempts'][number]): boolean {
  return answers.some(({ answer }) => answer.verdict === 'admit')
}

function describe({ attempts, changes, followed }: History, kills: Kills): string {
  const killed = Object.entries(kills).map(([what, times]) => `${what} ${times}`)
  const admitted = attempts.filter(isAdmitted).length
  return `${attempts.length} scans, ${admitted} admitted, ${changes.length} changes, ${followed.length} rows followed; killed with -9: ${killed.join(', ')}`
}
