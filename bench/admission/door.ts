import { mkdtemp } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { migrate } from '#scripts/stack/migrate.ts'
import { createParts } from '#scripts/stack/parts.ts'
import { removeCluster, startPostgres } from '#scripts/stack/postgres.ts'
import { provideLogins } from '#scripts/stack/roles.ts'
import { makeSecrets } from '#scripts/stack/secrets.ts'
import { startWeb } from '#scripts/venue/start-web.ts'
import { compare, median, quantile, type Result } from '../result.ts'
import { type Crowd, gatherCrowd, openGates, type Round, scanRound } from './crowd.ts'
import { fillLog } from './full-log.ts'
import { openPeer } from './pgbench.ts'

const ROUNDS = 5
/** Scans in one round: a second or three. */
const SCANS = 2_000
/** So many forged codes at once make a flood: the groups that they are written in are full. */
const FLOOD = 128
/** Rounds before anything is measured, in which code is compiled and pages are read. */
const WARM_UPS = 3

/**
 * Thirty-two gates at as many web processes as there are cores, with one PostgreSQL that waits for its disk (`fsync`)
 * behind them, everything on this machine, the gates too: fresh tables, and rounds in turn with whom they are compared to.
 * The tickets' rows of the mirror are written as the indexer would write them; phones, codes, sign-ins and HTTP are real.
 */
export async function measureDoor(): Promise<readonly Result[]> {
  const parts = createParts()
  const folder = await mkdtemp(join(tmpdir(), 'usher-bench-'))
  const pools: pg.Pool[] = []
  try {
    const postgres = await parts.add(startPostgres({ folder }))
    await migrate(postgres.url)
    await provideLogins(postgres.url)
    const full = await copyDatabase(postgres.url, 'usher_full')
    const open = async (ownerUrl: string, tickets: number) => {
      const owner = new pg.Pool({ connectionString: ownerUrl, max: 2 })
      pools.push(owner)
      const { serverUrl } = await provideLogins(ownerUrl)
      const crowd = await gatherCrowd(owner, tickets)
      const plan = { serverUrl, secrets: makeSecrets() }
      const startWebs = async () => {
        const webs = []
        for (let count = 0; count < availableParallelism(); count++)
          webs.push(await parts.add(startWeb(plan)))
        return webs
      }
      return { owner, crowd, startWebs, webs: await startWebs() }
    }
    // one round of guests stays outside: theirs are the codes that are forged
    const fresh = await open(postgres.url, SCANS * (2 * ROUNDS + 2 * WARM_UPS + 1))
    const gates = await openGates(fresh.webs, fresh.crowd)
    const many = await openGates(fresh.webs, fresh.crowd, FLOOD)
    const live = (crowd: Crowd, at = gates) => scanRound(at, crowd, SCANS, 'live')
    const forged = (at: typeof gates) => scanRound(at, fresh.crowd, SCANS, 'forged').then(rateOf)
    const forgedAt = async (written: typeof gates) => {
      const unwritten = written.map(({ web, token }) => ({ web, token, url: web.unwrittenUrl }))
      await forged(written)
      await forged(unwritten)
      return alternate(
        () => forged(written),
        () => forged(unwritten),
      )
    }

    for (let count = 0; count < WARM_UPS; count++) await live(fresh.crowd)
    const peer = await openPeer(postgres.url)
    const versus = await alternate(() => live(fresh.crowd), peer.run)
    await peer.close()
    const garbage = await forgedAt(gates)
    const flood = await forgedAt(many)

    // last, as the disk is still busy with five million rows when they are there
    const filled = await open(full, SCANS * (ROUNDS + WARM_UPS))
    await fillLog(filled.owner, filled.crowd.venue.key)
    const filledGates = await openGates(filled.webs, filled.crowd)
    // processes that have done no more than those they are compared with
    const freshGates = await openGates(await fresh.startWebs(), fresh.crowd)
    for (let count = 0; count < WARM_UPS; count++) {
      await live(filled.crowd, filledGates)
      await live(fresh.crowd, freshGates)
    }
    const depth = await alternate(
      () => live(filled.crowd, filledGates).then(rateOf),
      () => live(fresh.crowd, freshGates).then(rateOf),
    )

    return [
      compare({
        name: 'http-32-vs-pgbench',
        ours: median(versus.ours.map(rateOf)),
        peer: median(versus.peer),
        peerName: peer.name,
        unit: 'per s',
        goal: '≥ 0.3',
      }),
      compare({
        name: 'http-32-p99-ms',
        ours: quantile(
          versus.ours.flatMap(({ times }) => times),
          0.99,
        ),
        peer: null,
        peerName: null,
        unit: 'ms',
        goal: '≤ 40',
      }),
      compare({
        name: 'http-32-full-table',
        ours: median(depth.ours),
        peer: median(depth.peer),
        peerName: 'ours on an empty table; ours has 5 million scans in it',
        unit: 'per s',
        goal: '≥ 0.9',
      }),
      compare({
        name: 'forged-vs-verify',
        ours: median(garbage.ours),
        peer: median(garbage.peer),
        peerName: 'the same route and process without the write; forged signatures both',
        unit: 'per s',
        goal: '≥ 0.8',
      }),
      compare({
        name: 'forged-128-vs-verify',
        ours: median(flood.ours),
        peer: median(flood.peer),
        peerName: 'the same with 128 gates instead of 32',
        unit: 'per s',
        goal: '≥ 0.8',
      }),
    ]
  } finally {
    for (const pool of pools) await pool.end()
    await parts.stopAll()
    removeCluster(folder)
  }
}

/** Rounds in turn, so that what else this machine does falls on both. */
async function alternate<Ours, Peer>(ours: () => Promise<Ours>, peer: () => Promise<Peer>) {
  const results: { ours: Ours[]; peer: Peer[] } = { ours: [], peer: [] }
  for (let round = 0; round < ROUNDS; round++) {
    results.ours.push(await ours())
    results.peer.push(await peer())
  }
  return results
}

async function copyDatabase(ownerUrl: string, name: string): Promise<string> {
  const url = new URL(ownerUrl)
  const template = url.pathname.slice(1)
  url.pathname = '/postgres'
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`)
  await client.end()
  url.pathname = `/${name}`
  return url.href
}

function rateOf({ perSecond }: Round): number {
  return perSecond
}
