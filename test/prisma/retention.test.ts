import { randomBytes } from 'node:crypto'
import { expect } from 'chai'
import { bytes, DENIED, openRoles, outcomeOf, REFUSED_BY_TRIGGER, type Roles } from './roles.ts'

const MONTH = 'registry.scan_2019_03'
const PAST = `'2019-04-01T00:00:00Z'`

describe('a month of the log that is past its time', () => {
  let roles: Roles

  before(async () => {
    roles = await openRoles()
    await roles.owner.query(
      `CREATE TABLE ${MONTH} PARTITION OF registry.scan FOR VALUES FROM ('2019-03-01T00:00:00Z') TO (${PAST});
       SELECT registry.seal_log('${MONTH}')`,
    )
    for (const created of ['2019-03-15T00:00:00Z', '2019-03-16T00:00:00Z', new Date().toISOString()]) {
      await insertScan(created)
    }
  })
  after(() => roles.close())

  const insertScan = async (created: string) => {
    const nonce = randomBytes(16)
    const event = randomBytes(28)
    const { rows } = await roles.server.query(
      `INSERT INTO registry.scan (event_id, created, datetime, kind, direction, method, nonce, device_id, staff, gate_id,
         list_id, verdict, message, code_hash, code_length, duration_ms)
       VALUES ($1, $2, $2, 'scan', 'entry', 'pass', $3, $3, $4, '1', 'main', 'admit', 'Welcome', $5, 140, 3)
       RETURNING scan_id`,
      [event, created, nonce, bytes(20), bytes(32)],
    )
    await roles.server.query(
      `INSERT INTO registry.scan_nonce (event_id, device_id, nonce, request_hash, scan_id, created)
       VALUES ($1, $2, $2, $3, $4, $5)`,
      [event, nonce, bytes(32), rows[0].scan_id, created],
    )
  }
  const count = async (table: string) => {
    const { rows } = await roles.owner.query(`SELECT count(*)::int AS rows FROM ${table}`)
    return rows[0].rows
  }

  it('is taken out by nobody but the owner, and never a month that is not over', async () => {
    const detach = `SELECT registry.detach_scan_months(${PAST})`
    expect(await outcomeOf(roles.server, detach)).to.equal(DENIED)
    expect(
      await outcomeOf(roles.owner, `SELECT registry.detach_scan_months(now() + interval '1 day')`),
    ).to.equal('22023')
    const early = await roles.owner.query(
      `SELECT registry.detach_scan_months('2019-03-31T23:59:59Z') AS months`,
    )
    expect(early.rows[0].months).to.equal(0)
    expect(await count('registry.scan')).to.equal(3)
  })

  it('leaves the log whole with its nonces, and that it was taken out stays known', async () => {
    const { rows } = await roles.owner.query(`SELECT registry.detach_scan_months(${PAST}) AS months`)
    expect(rows[0].months).to.equal(1)
    expect(await count('registry.scan')).to.equal(1)
    expect(await count('registry.scan_nonce')).to.equal(1)
    const { rows: known } = await roles.server.query(
      'SELECT name, scans::int, detached_by FROM registry.detached_month',
    )
    expect(known).to.deep.equal([{ name: 'scan_2019_03', scans: 2, detached_by: known[0].detached_by }])
    expect(await outcomeOf(roles.owner, 'DELETE FROM registry.detached_month')).to.equal(REFUSED_BY_TRIGGER)
  })

  it('is found among the nonces of a year without reading those of the other months', async () => {
    await roles.owner.query(
      `INSERT INTO registry.scan_nonce (event_id, device_id, nonce, request_hash, scan_id, created)
       SELECT $1, $2, substring(sha256(int8send(number)) FOR 16), $3, number, '2018-01-01Z'::timestamptz + number * interval '6 minutes'
       FROM generate_series(1, 87600) AS number`,
      [bytes(28), bytes(16), bytes(32)],
    )
    await roles.owner.query('VACUUM ANALYZE registry.scan_nonce')
    const { rows } = await roles.owner.query(
      `EXPLAIN (ANALYZE, FORMAT JSON) DELETE FROM registry.scan_nonce
       WHERE created >= '2018-03-01Z' AND created < '2018-04-01Z'`,
    )
    const [found] = rows[0]['QUERY PLAN'][0].Plan.Plans
    expect(found['Actual Rows']).to.equal((31 * 24 * 60) / 6)
    expect(found['Rows Removed by Index Recheck']).to.be.lessThan(87_600 / 2)
  })

  it('stays sealed, for whoever keeps it', async () => {
    expect(await outcomeOf(roles.owner, `DELETE FROM ${MONTH}`)).to.equal(REFUSED_BY_TRIGGER)
    expect(await count(MONTH)).to.equal(2)
  })
})
