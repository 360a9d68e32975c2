import { expect } from 'chai'
import { createDatabase, type Database } from '#prisma/client.ts'
import { createCountScans } from '#server/live/count-scans.ts'
import { createTallyLog } from '#server/live/tally-log.ts'
import { createFindLogEnd } from '#server/scans/log-end.ts'
import { newAccount } from './client.ts'
import { type Gate, openGate } from './gate.ts'
import { beginLogGroup } from './log-group.ts'
import { mirrorChain, mirrorEvent, type Stage } from './stage.ts'
import { openWorld, type World } from './world.ts'

describe('counting scans', () => {
  let world: World
  let stage: Stage
  let gate: Gate
  let db: Database

  before(async () => {
    world = await openWorld()
    await mirrorChain(world.owner)
    db = createDatabase(world.database.serverUrl)
  })
  beforeEach(async () => {
    stage = await mirrorEvent(world.owner, newAccount().address)
    gate = await openGate(world, stage)
  })
  after(async () => {
    await db.$disconnect()
    await world.close()
  })

  /** As a process that has just started. */
  const startCounting = (stride?: number) => {
    const findLogEnd = createFindLogEnd(db)
    const now = () => new Date()
    const tallyLog = createTallyLog({ db, findLogEnd, now, ...(stride !== undefined && { stride }) })
    const countScans = createCountScans(db, tallyLog)
    return () => countScans(new Uint8Array(stage.key))
  }
  const scanGarbage = async (times: number) => {
    for (let count = 0; count < times; count++) await gate.scan({ code: 'garbage' })
  }

  /** Three refusals of another process: their numbers are drawn, their rows not yet on disk. */
  const beginGroup = () => {
    const refusal = { gateId: '1', reason: 'invalid', created: new Date() } as const
    return beginLogGroup(world, stage, [refusal, refusal, refusal])
  }

  it('comes to nothing before the first scan', async () => {
    expect(await startCounting()()).to.deep.include({
      admitted: 0,
      inside: 0,
      refused: 0,
      perGate: [{ gateId: '1', admitted: 0, refused: 0 }],
    })
  })

  it('takes in a row behind a number that is not on disk yet, and that one once it is, each once', async () => {
    const count = startCounting()
    const end = await beginGroup()
    await scanGarbage(1)
    expect((await count()).refused).to.equal(1)
    await end('COMMIT')
    expect((await count()).refused).to.equal(4)
    await scanGarbage(1)
    expect((await count()).refused).to.equal(5)
  })

  it('leaves out what never came to the disk', async () => {
    const count = startCounting()
    const end = await beginGroup()
    await scanGarbage(1)
    expect((await count()).refused).to.equal(1)
    await end('ROLLBACK')
    expect((await count()).refused).to.equal(1)
  })

  it('takes in a number that is drawn again, as a crash of Postgres forgets those that never came to the disk', async () => {
    const count = startCounting()
    await scanGarbage(1)
    const sequence = 'registry.scan_scan_id_seq'
    const { rows } = await world.owner.query(`SELECT last_value FROM ${sequence}`)
    await world.owner.query(`SELECT nextval('${sequence}') FROM generate_series(1, 3)`)
    expect((await count()).refused).to.equal(1)
    await world.owner.query(`SELECT setval('${sequence}', $1)`, [rows[0].last_value])
    await scanGarbage(2)
    expect((await count()).refused).to.equal(3)
  })

  it('comes to the same in a process that starts anew, in however many strides', async () => {
    const count = startCounting()
    await scanGarbage(2)
    await count()
    await scanGarbage(3)
    const counts = await count()
    expect(counts.refused).to.equal(5)
    for (const stride of [1, 2, 5, 6]) expect(await startCounting(stride)()).to.deep.equal(counts)
  })

  it('reads nothing again that it has counted', async () => {
    const count = startCounting()
    await scanGarbage(2)
    await count()
    const { rows } = await stage.run(
      'SELECT DISTINCT tableoid::regclass::text AS month FROM registry.scan WHERE event_id = $1',
    )
    expect(rows).to.have.length(1)
    await world.owner.query(`ALTER TABLE registry.scan DETACH PARTITION ${rows[0].month}`)
    expect((await startCounting()()).refused).to.equal(0)
    await scanGarbage(1)
    expect((await count()).refused).to.equal(3)
  })
})
