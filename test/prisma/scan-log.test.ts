import { expect } from 'chai'
import type pg from 'pg'
import {
  bytes,
  CHECK_VIOLATED,
  DENIED,
  openRoles,
  outcomeOf,
  REFUSED_BY_TRIGGER,
  type Roles,
} from './roles.ts'

const LOG = 'registry.scan'

describe('the log of scans', () => {
  let roles: Roles
  let partitions: string[]

  before(async () => {
    roles = await openRoles()
    await insertScan(roles.server)
    await insertScan(roles.server, { created: '2019-03-01T00:00:00Z' })
    const { rows } = await roles.owner.query(
      'SELECT relid::regclass::text AS name FROM pg_partition_tree($1) WHERE level = 1 ORDER BY 1',
      [LOG],
    )
    partitions = rows.map(({ name }) => name)
  })
  after(() => roles.close())

  describe('when the server writes', () => {
    it('takes a scan and gives it a number and a time', async () => {
      const { rows } = await insertScan(roles.server)
      expect(rows[0].scan_id).to.match(/^[0-9]+$/)
      expect(rows[0].created).to.be.a('date')
    })

    it('lets the server read it', async () => {
      const { rowCount } = await roles.server.query(`SELECT FROM ${LOG}`)
      expect(rowCount).to.be.greaterThan(1)
    })

    for (const statement of changes(LOG)) {
      it(`denies ${statement}`, async () => {
        expect(await outcomeOf(roles.server, statement)).to.equal(DENIED)
      })
    }

    it('denies every partition, even to read', async () => {
      for (const partition of partitions) {
        for (const statement of [`SELECT FROM ${partition}`, ...changes(partition)]) {
          expect(await outcomeOf(roles.server, statement), statement).to.equal(DENIED)
        }
      }
    })

    it('denies switching the triggers off', async () => {
      expect(await outcomeOf(roles.server, `ALTER TABLE ${LOG} DISABLE TRIGGER ALL`)).to.equal(DENIED)
      expect(await outcomeOf(roles.server, 'SET session_replication_role = replica')).to.equal(DENIED)
    })
  })

  describe('when its owner tries to change it', () => {
    for (const statement of [...changes(LOG), `${changes(LOG)[0]} WHERE false`]) {
      it(`refuses ${statement}`, async () => {
        expect(await outcomeOf(roles.owner, statement)).to.equal(REFUSED_BY_TRIGGER)
      })
    }

    it('refuses the same on every partition, the default one too', async () => {
      expect(partitions).to.include('registry.scan_default').and.to.have.length.greaterThan(12)
      for (const statement of partitions.flatMap(changes)) {
        expect(await outcomeOf(roles.owner, statement), statement).to.equal(REFUSED_BY_TRIGGER)
      }
    })

    it('refuses an upsert that would change a row', async () => {
      const upsert = `INSERT INTO ${LOG} SELECT * FROM ${LOG} ON CONFLICT (created, scan_id) DO UPDATE SET note = 'x'`
      expect(await outcomeOf(roles.owner, upsert)).to.equal(REFUSED_BY_TRIGGER)
    })

    it('refuses it to a session that plays a replica, for which plain triggers sleep', async () => {
      await roles.owner.query('SET session_replication_role = replica')
      try {
        for (const statement of [...changes(LOG), ...partitions.flatMap(changes)]) {
          expect(await outcomeOf(roles.owner, statement), statement).to.equal(REFUSED_BY_TRIGGER)
        }
      } finally {
        await roles.owner.query('RESET session_replication_role')
      }
    })
  })

  describe('when months pass', () => {
    it('keeps a row in the partition of its month (UTC), and one of no known month in the default one', async () => {
      const { rows } = await roles.owner.query(`SELECT created, tableoid::regclass::text AS name FROM ${LOG}`)
      for (const { created, name } of rows) {
        const month = (created as Date).toISOString().slice(0, 7).replace('-', '_')
        expect(name).to.equal(month === '2019_03' ? 'registry.scan_default' : `registry.scan_${month}`)
      }
    })

    it('lets the server ask for coming months, sealed like the others', async () => {
      const { rows } = await roles.server.query('SELECT registry.add_scan_partitions(14) AS made')
      expect(rows[0].made).to.equal(2)
      const { rows: again } = await roles.server.query('SELECT registry.add_scan_partitions(14) AS made')
      expect(again[0].made).to.equal(0)

      const { rows: newest } = await roles.owner.query(
        `SELECT relid::regclass::text AS name FROM pg_partition_tree($1) WHERE level = 1
         AND relid::regclass::text <> 'registry.scan_default' ORDER BY 1 DESC LIMIT 1`,
        [LOG],
      )
      for (const statement of changes(newest[0].name)) {
        expect(await outcomeOf(roles.owner, statement), statement).to.equal(REFUSED_BY_TRIGGER)
        expect(await outcomeOf(roles.server, statement), statement).to.equal(DENIED)
      }
    })

    for (const months of ['-1', '25', 'NULL']) {
      it(`refuses to make partitions ${months} months ahead`, async () => {
        expect(await outcomeOf(roles.server, `SELECT registry.add_scan_partitions(${months})`)).to.equal(
          '22023',
        )
      })
    }

    it('leaves alone a month whose rows are in the default partition', async () => {
      const ahead = new Date()
      ahead.setUTCMonth(ahead.getUTCMonth() + 16, 1)
      await insertScan(roles.server, { created: ahead.toISOString() })
      const { rows } = await roles.server.query('SELECT registry.add_scan_partitions(16) AS made')
      expect(rows[0].made).to.equal(1)
    })
  })

  describe('when a row cannot be true', () => {
    const wrong: Record<string, Partial<Scan>> = {
      'a verdict outside the set': { verdict: 'maybe' },
      'a reason outside the set': { verdict: 'refuse', reason: 'because' },
      'a refusal without a reason': { verdict: 'refuse' },
      'an admission with a reason': { reason: 'invalid' },
      'a nonce of 15 bytes': { nonce: bytes(15) },
      'an excerpt of 65 characters': { code_excerpt: 'x'.repeat(65) },
    }
    for (const [what, change] of Object.entries(wrong)) {
      it(`refuses ${what}`, async () => {
        const refusal = await insertScan(roles.server, change).catch((error: pg.DatabaseError) => error)
        expect(refusal).to.include({ code: CHECK_VIOLATED })
      })
    }
  })
})

type Scan = Readonly<Record<string, string | number | Buffer>>

/** The three statements that would change a log, and are syntactically whole for any of its tables. */
function changes(table: string): string[] {
  return [`UPDATE ${table} SET note = 'changed'`, `DELETE FROM ${table}`, `TRUNCATE ${table}`]
}

function insertScan(client: pg.Client, change: Partial<Scan> = {}): Promise<pg.QueryResult> {
  const scan: Scan = {
    event_id: bytes(28),
    datetime: '2030-01-01T00:00:00Z',
    kind: 'scan',
    direction: 'entry',
    method: 'pass',
    nonce: bytes(16),
    device_id: bytes(16),
    staff: bytes(20),
    gate_id: '1',
    list_id: 'main',
    verdict: 'admit',
    message: 'Welcome',
    code_hash: bytes(32),
    code_length: 140,
    duration_ms: 3,
    ...(change as Scan),
  }
  const columns = Object.keys(scan)
  const places = columns.map((_, index) => `$${index + 1}`)
  const sql = `INSERT INTO ${LOG} (${columns}) VALUES (${places}) RETURNING scan_id, created`
  return client.query(sql, Object.values(scan))
}
