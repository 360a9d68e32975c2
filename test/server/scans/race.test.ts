import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'chai'
import type { PrivateKeyAccount } from 'viem/accounts'
import { newAccount } from '../client.ts'
import { type Gate, openGate } from '../gate.ts'
import { newPhone, type Phone } from '../phone.ts'
import { mirrorChain, mirrorEvent, type Stage } from '../stage.ts'
import { openWorld, type World } from '../world.ts'

const bytes = (hex: string) => Buffer.from(hex.slice(2), 'hex')

describe('a scan that was decided and is not yet written', () => {
  let world: World
  let stage: Stage
  let gate: Gate
  let holder: PrivateKeyAccount
  let phone: Phone
  let tokenId = 2_000_000n

  before(async () => {
    world = await openWorld()
    await mirrorChain(world.owner)
    stage = await mirrorEvent(world.owner, newAccount().address)
  })
  after(() => world.close())
  beforeEach(async () => {
    gate = await openGate(world, stage)
    holder = newAccount()
    phone = await newPhone(holder, stage.event)
    tokenId += 1n
    await stage.issue(tokenId, holder.address)
    await phone.register(world.url)
  })

  /** The write is the only statement that touches the log, so a lock on that holds it and nothing before it. */
  const scanAround = async (change: () => Promise<unknown>) => {
    const holding = await world.owner.connect()
    await holding.query('BEGIN; LOCK TABLE registry.scan IN ACCESS EXCLUSIVE MODE')
    const answer = gate.send({ code: await phone.show(tokenId) })
    const deadline = Date.now() + 10_000
    for (;;) {
      const { rows } = await world.owner.query(
        `SELECT count(*)::int AS waiting FROM pg_locks WHERE relation = 'registry.scan'::regclass AND NOT granted`,
      )
      if (rows[0].waiting > 0) break
      if (Date.now() > deadline) throw new Error('The scan’s write did not come to wait for the log')
      await pause(10)
    }
    await change()
    await holding.query('COMMIT')
    holding.release()
    return (await answer).body
  }

  it('is admitted when nothing has changed', async () => {
    expect(await scanAround(async () => {})).to.include({ verdict: 'admit' })
  })

  const changes: Record<string, () => Promise<unknown>> = {
    'revoked: its phone was revoked': () =>
      stage.run(
        `INSERT INTO registry.pass_key_revocation (event_id, holder, public_key) VALUES ($1, $2, $3)`,
        bytes(holder.address),
        bytes(phone.publicKey),
      ),
    'revoked: all of the holder’s phones were revoked': () =>
      stage.run(
        `INSERT INTO registry.pass_key_floor (event_id, holder, valid_from) VALUES ($1, $2, 4000000000)`,
        bytes(holder.address),
      ),
    'not_owner: the ticket has moved': () => stage.transfer(tokenId, holder.address, newAccount().address),
    'canceled: the ticket was voided': () =>
      stage.run(`UPDATE mirror.ticket SET status = 'void' WHERE event_id = $1 AND token_id = $2`, tokenId),
    'blocked: the organizer holds it back': () =>
      stage.run(
        `INSERT INTO registry.ticket_block (event_id, token_id, note, created_by) VALUES ($1, $2, '', $3)`,
        tokenId,
        Buffer.alloc(20),
      ),
    'already_redeemed: another gate was faster': () =>
      stage.run(
        `INSERT INTO registry.presence (event_id, list_id, token_id, is_inside, entries, nonce, device_id, gate_id,
           first_entry_at, last_entry_at) VALUES ($1, 'main', $2, true, 1, $3, $3, '1', now(), now())`,
        tokenId,
        Buffer.alloc(16),
      ),
    'pass_replayed: another list has taken this code': () =>
      stage.run(
        `INSERT INTO registry.ticket_replay (event_id, token_id, made_at) VALUES ($1, $2, 4000000000)`,
        tokenId,
      ),
  }
  for (const [name, change] of Object.entries(changes)) {
    it(`is decided again: ${name}`, async () => {
      expect(await scanAround(change)).to.include({ verdict: 'refuse', reason: name.split(':')[0] })
    })
  }

  const callers: Record<string, [string, () => Promise<unknown>]> = {
    'its steward was removed': [
      'forbidden',
      () =>
        stage.run(
          `UPDATE registry.staff SET disabled_at = now() WHERE event_id = $1 AND address = $2`,
          bytes(gate.address),
        ),
    ],
    'its device was disabled': [
      'forbidden',
      () =>
        stage.run(
          `INSERT INTO registry.device (event_id, device_id, name, disabled_at) VALUES ($1, $2, 'lost', now())`,
          Buffer.from(gate.deviceId, 'hex'),
        ),
    ],
    'its session has ended': [
      'unauthenticated',
      () =>
        world.owner.query(
          `UPDATE registry.session SET ended_at = now(), end_reason = 'signed_out' WHERE address = $1`,
          [bytes(gate.address)],
        ),
    ],
  }
  for (const [name, [code, change]] of Object.entries(callers)) {
    it(`is no scan any more: ${name}`, async () => {
      expect(await scanAround(change)).to.include({ code })
      const { rows } = await stage.run(
        `SELECT count(*)::int AS scans FROM registry.scan WHERE event_id = $1 AND token_id = $2`,
        tokenId,
      )
      expect(rows[0].scans).to.equal(0)
    })
  }

  it('is decided by the list as it is when it is written', async () => {
    const answer = await scanAround(() =>
      stage.run(`UPDATE registry.list SET tier_ids = '{1}' WHERE event_id = $1 AND list_id = 'main'`),
    )
    expect(answer).to.include({ verdict: 'refuse', reason: 'product' })
  })
})
