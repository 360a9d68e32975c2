import { expect } from 'chai'
import type { Stats } from '#core/api/office.ts'
import type { Reason } from '#core/reason.ts'
import { createDatabase, type Database } from '#prisma/client.ts'
import { createTallyLog } from '#server/live/tally-log.ts'
import { createFindStats } from '#server/office/find-stats.ts'
import { createFindLogEnd } from '#server/scans/log-end.ts'
import { newAccount } from '../client.ts'
import { beginLogGroup, type LoggedScan } from '../log-group.ts'
import { mirrorChain, mirrorEvent, type Stage } from '../stage.ts'
import { openWorld, type World } from '../world.ts'

const minute = 60_000
const reasons: readonly (Reason | null)[] = [null, 'invalid', null, 'already_redeemed', 'pass_expired', null]

describe('the numbers of an event’s desk', () => {
  let world: World
  let stage: Stage
  let db: Database

  before(async () => {
    world = await openWorld()
    await mirrorChain(world.owner)
    db = createDatabase(world.database.serverUrl)
  })
  beforeEach(async () => {
    stage = await mirrorEvent(world.owner, newAccount().address)
  })
  after(async () => {
    await db.$disconnect()
    await world.close()
  })

  /** As a process that has just started. */
  const startProcess = ({ stride = 50_000, now = () => new Date() } = {}) => {
    const tallyLog = createTallyLog({ db, findLogEnd: createFindLogEnd(db), now, stride })
    const findStats = createFindStats({ db, tallyLog, now })
    return (minutes = 60) => findStats(new Uint8Array(stage.key), minutes)
  }

  /** Writes scans as a web process does: a group of them in one transaction, which may break. */
  const writeGroup = async (scans: readonly LoggedScan[], end: 'COMMIT' | 'ROLLBACK' = 'COMMIT') =>
    (await beginLogGroup(world, stage, scans))(end)

  /** The same by reading the whole log. */
  const countAll = async ({ from }: Stats): Promise<Pick<Stats, 'refusals' | 'perMinute'>> => {
    const { rows: refusals } = await stage.run(
      `SELECT reason, count(*)::int AS count FROM registry.scan WHERE event_id = $1 AND verdict = 'refuse'
       GROUP BY reason ORDER BY count DESC, reason COLLATE "C"`,
    )
    const { rows: perMinute } = await stage.run(
      `SELECT date_trunc('minute', created, 'UTC') AS minute, gate_id AS "gateId",
         count(*) FILTER (WHERE verdict = 'admit')::int AS admitted,
         count(*) FILTER (WHERE verdict = 'refuse')::int AS refused
       FROM registry.scan WHERE event_id = $1 AND created >= $2 GROUP BY 1, 2 ORDER BY 1, gate_id COLLATE "C"`,
      new Date(from),
    )
    return { refusals, perMinute: perMinute.map((row) => ({ ...row, minute: row.minute.toISOString() })) }
  }
  const sumOf = ({ perMinute }: Stats) =>
    perMinute.reduce((sum, { admitted, refused }) => sum + admitted + refused, 0)

  it('come to what the whole log comes to, however many write, break and ask at once', async () => {
    const now = Date.now()
    const [groups, writers] = [10, 3]
    let underWay = writers
    const write = async (writer: number) => {
      for (let group = 0; group < groups; group++) {
        const scans = Array.from({ length: 1 + ((group + writer) % 5) }, (_, index) => ({
          gateId: String(1 + ((group + index) % 3)),
          reason: reasons[(group * writer + index) % reasons.length] ?? null,
          created: new Date(now - ((group + writer + index) % 4) * minute),
        }))
        await writeGroup(scans, (group + writer) % 4 === 0 ? 'ROLLBACK' : 'COMMIT')
      }
      underWay--
    }
    const watch = async (find: () => Promise<Stats>) => {
      for (let last = 0; underWay > 0; ) {
        const sum = sumOf(await find())
        expect(sum).to.be.at.least(last)
        last = sum
      }
    }
    const processes = [startProcess(), startProcess({ stride: 7 })]
    await Promise.all([
      ...Array.from({ length: writers }, (_, index) => write(index + 1)),
      ...processes.map(watch),
    ])
    for (const find of [...processes, startProcess(), startProcess({ stride: 3 })]) {
      const stats = await find()
      expect(sumOf(stats)).to.be.greaterThan(40)
      expect({ refusals: stats.refusals, perMinute: stats.perMinute }).to.deep.equal(await countAll(stats))
    }
  })

  it('tell the minutes that are asked for, from the beginning of the first', async () => {
    const now = Math.floor(Date.now() / minute) * minute
    const from = now - 9 * minute
    await writeGroup(
      [from - 1, from, now].map((at) => ({ gateId: '1', reason: 'invalid', created: new Date(at) })),
    )
    const stats = await startProcess({ now: () => new Date(now) })(10)
    expect(stats.perMinute.map((each) => each.minute)).to.deep.equal(
      [from, now].map((at) => new Date(at).toISOString()),
    )
    expect(stats.refusals).to.deep.equal([{ reason: 'invalid', count: 3 }])
  })

  it('tell a whole day by the minute, also of a process that has counted it long before', async () => {
    const begun = Math.floor(Date.now() / minute) * minute
    let now = begun
    const find = startProcess({ now: () => new Date(now) })
    for (const minutesAgo of [1_440, 1_439, 0]) {
      await writeGroup([{ gateId: '1', reason: null, created: new Date(begun - minutesAgo * minute) }])
    }
    expect(sumOf(await find(1_440))).to.equal(2)
    now = begun + minute
    await writeGroup([{ gateId: '2', reason: null, created: new Date(now) }])
    expect(sumOf(await find(1_440))).to.equal(2)
    expect((await find(1)).perMinute.map(({ gateId }) => gateId)).to.deep.equal(['2'])
  })

  it('leave out a month that was taken out of the log', async () => {
    await world.owner.query(
      `CREATE TABLE registry.scan_2019_03 PARTITION OF registry.scan
         FOR VALUES FROM ('2019-03-01T00:00:00Z') TO ('2019-04-01T00:00:00Z');
       SELECT registry.seal_log('registry.scan_2019_03')`,
    )
    const find = startProcess()
    await writeGroup(
      [new Date('2019-03-15T00:00:00Z'), new Date()].map((created) => ({
        gateId: '1',
        reason: 'invalid',
        created,
      })),
    )
    expect((await find()).refusals).to.deep.equal([{ reason: 'invalid', count: 2 }])
    await world.owner.query(`SELECT registry.detach_scan_months('2019-04-01T00:00:00Z')`)
    expect((await find()).refusals).to.deep.equal([{ reason: 'invalid', count: 1 }])
  })
})
