import { expect } from 'chai'
import { bytes, DENIED, openRoles, outcomeOf, REFUSED_BY_TRIGGER, type Roles } from './roles.ts'

describe('the registry', () => {
  let roles: Roles

  before(async () => {
    roles = await openRoles()
  })
  after(() => roles.close())

  describe('given a floor under pass keys', () => {
    const floor = [bytes(28), bytes(20)]
    const move = 'UPDATE registry.pass_key_floor SET valid_from = $3 WHERE event_id = $1 AND holder = $2'

    before(async () => {
      await roles.server.query('INSERT INTO registry.pass_key_floor VALUES ($1, $2, 1000)', floor)
    })

    it('lets it rise, and stay', async () => {
      expect(await outcomeOf(roles.server, move, [...floor, 1001])).to.equal('accepted')
      expect(await outcomeOf(roles.server, move, [...floor, 1001])).to.equal('accepted')
    })

    it('refuses to lower it, to server and owner', async () => {
      expect(await outcomeOf(roles.server, move, [...floor, 1000])).to.equal(REFUSED_BY_TRIGGER)
      expect(await outcomeOf(roles.owner, move, [...floor, 0])).to.equal(REFUSED_BY_TRIGGER)
    })

    it('refuses to hand it to somebody else', async () => {
      for (const column of ['event_id', 'holder']) {
        const change = `UPDATE registry.pass_key_floor SET ${column} = set_byte(${column}, 0, 9)`
        expect(await outcomeOf(roles.server, change)).to.equal(REFUSED_BY_TRIGGER)
      }
    })

    it('refuses to remove it', async () => {
      expect(await outcomeOf(roles.server, 'DELETE FROM registry.pass_key_floor')).to.equal(DENIED)
      expect(await outcomeOf(roles.owner, 'DELETE FROM registry.pass_key_floor')).to.equal(REFUSED_BY_TRIGGER)
      expect(await outcomeOf(roles.owner, 'TRUNCATE registry.pass_key_floor')).to.equal(REFUSED_BY_TRIGGER)
    })
  })

  describe('given the tombstone of a revoked pass key', () => {
    const table = 'registry.pass_key_revocation'

    before(async () => {
      const insert = `INSERT INTO ${table} (event_id, holder, public_key) VALUES ($1, $2, $3)`
      await roles.server.query(insert, [bytes(28), bytes(20), bytes(33)])
    })

    for (const change of [
      `UPDATE ${table} SET revoked_at = now()`,
      `DELETE FROM ${table}`,
      `TRUNCATE ${table}`,
    ]) {
      it(`refuses ${change}`, async () => {
        expect(await outcomeOf(roles.server, change)).to.equal(DENIED)
        expect(await outcomeOf(roles.owner, change)).to.equal(REFUSED_BY_TRIGGER)
      })
    }
  })

  describe('given the last accepted time of a ticket', () => {
    const move = 'UPDATE registry.ticket_replay SET made_at = $1'

    before(async () => {
      await roles.server.query('INSERT INTO registry.ticket_replay VALUES ($1, 1000001, 1000)', [bytes(28)])
    })

    it('lets it rise and refuses to lower it', async () => {
      expect(await outcomeOf(roles.server, move, [1001])).to.equal('accepted')
      expect(await outcomeOf(roles.server, move, [1000])).to.equal(REFUSED_BY_TRIGGER)
    })
  })

  describe('when the mirror learns of an event', () => {
    const eventId = Buffer.concat([Buffer.from('0000000000007a69', 'hex'), bytes(20, 7)])
    const insert = `
      INSERT INTO mirror.event (
        event_id, chain_id, contract, name, symbol, organizer, doors_at, ends_at, cut_off_at, reissue_delay,
        renderer, contract_uri, status, is_sales_paused, created_block, created_at
      )
      VALUES ($1, 31337, $2, 'Name', 'SYM', $2, now(), now(), now(), 0, $2, '', 'active', false, 1, now())`

    const announce = async (): Promise<void> => {
      await roles.indexer.query('BEGIN')
      await roles.indexer.query(`SELECT set_config('usher.block_number', 'final', true)`)
      await roles.indexer.query('DELETE FROM mirror.event WHERE event_id = $1', [eventId])
      await roles.indexer.query(insert, [eventId, bytes(20, 7)])
      await roles.indexer.query('COMMIT')
    }

    before(announce)

    it('gives it the list `main`: all tiers, once, from doors to end', async () => {
      const { rows } = await roles.server.query('SELECT * FROM registry.list WHERE event_id = $1', [eventId])
      expect(rows).to.deep.equal([
        {
          event_id: eventId,
          list_id: 'main',
          name: 'Main entrance',
          tier_ids: [],
          policy: 'once',
          opens_at: null,
          closes_at: null,
        },
      ])
    })

    it('gives it the gate `1`, which admits to that list', async () => {
      const { rows } = await roles.server.query('SELECT * FROM registry.gate WHERE event_id = $1', [eventId])
      expect(rows).to.deep.equal([{ event_id: eventId, gate_id: '1', name: 'Gate 1', list_ids: ['main'] }])
    })

    it('changes nothing when the mirror is rebuilt', async () => {
      await roles.server.query(`UPDATE registry.list SET policy = 'reentry' WHERE event_id = $1`, [eventId])
      await announce()
      const { rows } = await roles.server.query('SELECT policy FROM registry.list WHERE event_id = $1', [
        eventId,
      ])
      expect(rows).to.deep.equal([{ policy: 'reentry' }])
    })

    it('refuses a writer that does not name its block', async () => {
      const change = `UPDATE mirror.event SET name = 'Other'`
      expect(await outcomeOf(roles.indexer, change)).to.equal('P0001')
      expect(await outcomeOf(roles.owner, change)).to.equal('P0001')
      expect(await outcomeOf(roles.server, change)).to.equal(DENIED)
    })
  })

  it('is closed to the indexer', async () => {
    expect(await outcomeOf(roles.indexer, 'SELECT FROM registry.list')).to.equal(DENIED)
  })
})
