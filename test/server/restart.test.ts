import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'chai'
import { scanAnswer } from '#core/api/scan.ts'
import { migrate } from '#scripts/stack/migrate.ts'
import { type Postgres, removeCluster, startPostgres } from '#scripts/stack/postgres.ts'
import { provideLogins } from '#scripts/stack/roles.ts'
import { type Answer, newAccount } from './client.ts'
import { type Gate, newNonce, openGate, type ScanBody } from './gate.ts'
import { newPhone } from './phone.ts'
import { mirrorChain, mirrorEvent, type Stage } from './stage.ts'
import { generousLimits, openWorld, type World } from './world.ts'

describe('a database that restarts while scanning', () => {
  let folder: string
  let postgres: Postgres
  let world: World
  let stage: Stage
  let gate: Gate

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'usher-restart-'))
    postgres = await startPostgres({ folder })
    await migrate(postgres.url)
    const urls = await provideLogins(postgres.url)
    const database = { name: 'usher', ownerUrl: postgres.url, ...urls, drop: async () => {} }
    world = await openWorld({ database, limits: { ...generousLimits, scansPerMinute: 100_000 } })
    await mirrorChain(world.owner)
    stage = await mirrorEvent(world.owner, newAccount().address)
    gate = await openGate(world, stage)
  })
  after(async () => {
    await world.close()
    await postgres.stop()
    removeCluster(folder)
  })

  /** As a scanner does: the same nonce again until there is an answer. */
  const scanUntilAnswered = async (scan: ScanBody, refusals: Answer[]) => {
    const deadline = Date.now() + 30_000
    for (;;) {
      const answer = await gate.send(scan)
      if (answer.status === 200) return scanAnswer.parse(answer.body)
      refusals.push(answer)
      if (Date.now() > deadline)
        throw new Error(`No answer after the restart: ${JSON.stringify(answer.body)}`)
      await pause(50)
    }
  }

  it('gives every scan one true answer in the end, and 503 until then', async () => {
    const holder = newAccount()
    const phone = await newPhone(holder, stage.event)
    await phone.register(world.url)
    const tokenIds = Array.from({ length: 40 }, (_, index) => 2_000_001n + BigInt(index))
    for (const tokenId of tokenIds) await stage.issue(tokenId, holder.address)

    const refusals: Answer[] = []
    const scans = tokenIds.map(async (tokenId, index) => {
      await pause(index * 10)
      return scanUntilAnswered({ nonce: newNonce(), code: await phone.show(tokenId) }, refusals)
    })
    await pause(150)
    const { port } = postgres
    await postgres.stop()
    postgres = await startPostgres({ folder, port })

    const answers = await Promise.all(scans)
    expect(answers.map(({ verdict }) => verdict)).to.deep.equal(tokenIds.map(() => 'admit'))
    expect(refusals).to.not.be.empty
    for (const { status, body, headers } of refusals) {
      expect(status, JSON.stringify(body)).to.equal(503)
      expect(body).to.include({ code: 'unavailable' })
      expect(headers.get('retry-after')).to.equal('1')
    }
    const { rows } = await stage.run(
      `SELECT count(*)::int AS logged, count(DISTINCT token_id)::int AS tickets FROM registry.scan
       WHERE event_id = $1 AND verdict = 'admit'`,
    )
    expect(rows).to.deep.equal([{ logged: 40, tickets: 40 }])
  })
})
