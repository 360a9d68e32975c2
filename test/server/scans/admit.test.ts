import { expect } from 'chai'
import type { PrivateKeyAccount } from 'viem/accounts'
import type { ScanAnswer } from '#core/api/scan.ts'
import { call, newAccount, signIn } from '../client.ts'
import { type Gate, newNonce, openGate } from '../gate.ts'
import { newPhone, type Phone } from '../phone.ts'
import { headBlock, hour, mirrorChain, mirrorEvent, type Stage } from '../stage.ts'
import { openWorld, type World } from '../world.ts'

describe('scan', () => {
  let world: World
  let stage: Stage
  let gate: Gate
  let holder: PrivateKeyAccount
  let phone: Phone
  let tokenId = 1_000_000n

  before(async () => {
    world = await openWorld()
    await mirrorChain(world.owner)
    stage = await mirrorEvent(world.owner, newAccount().address)
    gate = await openGate(world, stage)
  })
  after(() => world.close())

  beforeEach(async () => {
    world.clock.offsetMs = 0
    holder = newAccount()
    phone = await newPhone(holder, stage.event)
    tokenId += 1n
    await stage.issue(tokenId, holder.address)
    await phone.register(world.url)
  })

  const refusal = ({ verdict, reason }: ScanAnswer) => `${verdict} ${reason}`

  describe('when the holder shows a live code', () => {
    it('admits, and says who and as of which block', async () => {
      const nonce = newNonce()
      const answer = await gate.scan({ nonce, code: await phone.show(tokenId) })
      expect(answer).to.deep.include({ nonce, verdict: 'admit', repeated: false, asOf: { block: headBlock } })
      expect(answer.ticket).to.deep.equal({
        tokenId: tokenId.toString(),
        tierId: 1,
        holder: holder.address.toLowerCase(),
      })
      expect(answer).to.not.have.any.keys('reason', 'first')
    })

    it('admits by the full form when the registry does not know the phone', async () => {
      const unknown = await newPhone(holder, stage.event)
      expect(refusal(await gate.scan({ code: await unknown.show(tokenId) }))).to.equal(
        'refuse pass_key_unknown',
      )
      expect(await gate.scan({ code: await unknown.showFull(tokenId) })).to.include({ verdict: 'admit' })
    })

    it('admits at the list’s gate when the request names none, and logs that', async () => {
      await gate.scan({ code: await phone.show(tokenId) })
      const { rows } = await stage.run(
        `SELECT gate_id FROM registry.scan WHERE event_id = $1 AND token_id = $2`,
        tokenId,
      )
      expect(rows).to.deep.equal([{ gate_id: '1' }])
    })
  })

  describe('when the ticket is inside', () => {
    it('refuses and names time, gate and device of the first', async () => {
      const first = await gate.scan({ code: await phone.show(tokenId) })
      const again = await gate.scan({ code: await phone.show(tokenId, Date.now() + 1000) })
      expect(refusal(again)).to.equal('refuse already_redeemed')
      expect(again.first).to.deep.equal({ datetime: first.datetime, gateId: '1', deviceId: gate.deviceId })
    })
  })

  describe('when the code is no good', () => {
    const codes: Record<string, () => Promise<string> | string> = {
      'invalid: garbage': () => 'https://example.com/hello',
      'invalid: nothing': () => '',
      'invalid: truncated': async () => (await phone.show(tokenId)).slice(0, -1),
      'invalid: over-long': async () => `${await phone.show(tokenId)}${'A'.repeat(3000)}`,
      'invalid: of another alphabet': async () => (await phone.show(tokenId)).replace(/.$/, '!'),
      'invalid: forged': async () => (await phone.show(tokenId)).replace(/.{8}$/, 'AAAAAAAA'),
      'pass_expired: two minutes old': () => phone.show(tokenId, Date.now() - 120_000),
      'pass_from_future: a minute ahead': () => phone.show(tokenId, Date.now() + 60_000),
      'gate_code_wrong: answers a number nobody asked for': () => phone.show(tokenId, Date.now(), 1234),
      'ticket_unknown: of no ticket': () => phone.show(1_999_999n),
    }
    for (const [name, make] of Object.entries(codes)) {
      it(`refuses: ${name}`, async () => {
        const answer = await gate.scan({ code: await make() })
        expect(answer).to.include({ verdict: 'refuse', reason: name.split(':')[0] })
        expect(answer.message).to.match(/\S+ \S+/)
      })
    }

    it('refuses a code of another event', async () => {
      const elsewhere = await mirrorEvent(world.owner, newAccount().address)
      const answer = await gate.scan({ code: await (await newPhone(holder, elsewhere.event)).show(tokenId) })
      expect(refusal(answer)).to.equal('refuse wrong_event')
    })

    it('keeps hash, length and 64 printable characters of what could not be read', async () => {
      const code = `\u0007<script>${'x'.repeat(100)}`
      const { created } = await gate.scan({ code })
      const { rows } = await stage.run(
        `SELECT code_excerpt, code_length, encode(code_hash, 'hex') AS hash FROM registry.scan
         WHERE event_id = $1 AND created = $2`,
        created,
      )
      expect(rows[0]).to.include({ code_excerpt: `<script>${'x'.repeat(56)}`, code_length: 109 })
      expect(rows[0].hash).to.match(/^[0-9a-f]{64}$/)
    })
  })

  describe('when the pass key is no good any more', () => {
    const revoke = async () => {
      const { accessToken } = await signIn(world.url, holder)
      return { token: accessToken, method: 'DELETE' }
    }

    it('refuses it from the moment the revocation is acknowledged, in both forms', async () => {
      const answer = await call(world.url, `${stage.path}/pass-keys/${phone.publicKey}`, await revoke())
      expect(answer.status).to.equal(204)
      expect(refusal(await gate.scan({ code: await phone.show(tokenId) }))).to.equal('refuse revoked')
      expect(refusal(await gate.scan({ code: await phone.showFull(tokenId) }))).to.equal('refuse revoked')
    })

    it('refuses all of them when the holder has taken back all', async () => {
      const answer = await call(world.url, `${stage.path}/pass-keys`, await revoke())
      expect(answer.body).to.have.property('validFrom').greaterThan(phone.authorisation.issuedAt)
      expect(refusal(await gate.scan({ code: await phone.showFull(tokenId) }))).to.equal('refuse revoked')
    })

    it('refuses one that has expired', async () => {
      const now = Math.floor(Date.now() / 1000)
      const brief = await newPhone(holder, stage.event, { expiresAt: now + 20 })
      await brief.register(world.url)
      world.clock.offsetMs = 25_000
      const answer = await gate.scan({ code: await brief.show(tokenId, Date.now() + 25_000) })
      expect(refusal(answer)).to.equal('refuse pass_key_expired')
    })
  })

  describe('when the ticket is no good', () => {
    const changes: Record<string, () => Promise<unknown>> = {
      'not_owner: it has moved': () => stage.transfer(tokenId, holder.address, newAccount().address),
      'canceled: it is void': () =>
        stage.run(`UPDATE mirror.ticket SET status = 'void' WHERE event_id = $1 AND token_id = $2`, tokenId),
      'unpaid: it has not settled': () =>
        stage.run(
          `UPDATE mirror.ticket SET settles_from_block = 99 WHERE event_id = $1 AND token_id = $2`,
          tokenId,
        ),
      'blocked: the organizer holds it back': () =>
        stage.run(
          `INSERT INTO registry.ticket_block (event_id, token_id, note, created_by) VALUES ($1, $2, '', $3)`,
          tokenId,
          Buffer.alloc(20),
        ),
    }
    for (const [name, change] of Object.entries(changes)) {
      it(`refuses: ${name}`, async () => {
        await change()
        const answer = await gate.scan({ code: await phone.show(tokenId) })
        expect(answer).to.include({ verdict: 'refuse', reason: name.split(':')[0] })
      })
    }

    it('admits the new holder', async () => {
      const next = newAccount()
      await stage.transfer(tokenId, holder.address, next.address)
      const nextPhone = await newPhone(next, stage.event)
      await nextPhone.register(world.url)
      expect(await gate.scan({ code: await nextPhone.show(tokenId) })).to.include({ verdict: 'admit' })
    })
  })

  describe('when it is not the time', () => {
    const opened = async (times: Parameters<typeof mirrorEvent>[2]) => {
      const other = await mirrorEvent(world.owner, newAccount().address, times)
      await other.issue(2_000_001n, holder.address)
      const own = await newPhone(holder, other.event)
      const answer = await (await openGate(world, other)).scan({ code: await own.showFull(2_000_001n) })
      return `${refusal(answer)}: ${answer.message}`
    }

    it('says when doors open', async () => {
      expect(await opened({ doorsAt: Math.floor(Date.now() / 1000) * 1000 + 25 * 60_000 })).to.equal(
        'refuse invalid_time: Doors open in 25 minutes.',
      )
    })

    it('refuses after the end', async () => {
      expect(await opened({ endsAt: Date.now() - 5000 })).to.match(/^refuse invalid_time: Admission ended/)
    })

    it('opens no earlier than the cut-off to a ticket that could still be sold', async () => {
      const other = await mirrorEvent(world.owner, newAccount().address, { cutOffAt: Date.now() + hour })
      await world.owner.query(`UPDATE mirror.chain SET confirmed_at = clock_timestamp()`)
      await other.issue(1_000_001n, holder.address)
      const own = await newPhone(holder, other.event)
      const answer = await (await openGate(world, other)).scan({ code: await own.showFull(1_000_001n) })
      expect(refusal(answer)).to.equal('refuse invalid_time')
    })

    it('refuses everybody once the event is canceled', async () => {
      const other = await mirrorEvent(world.owner, newAccount().address)
      await other.issue(1_000_001n, holder.address)
      await other.change({ status: 'canceled' })
      const own = await newPhone(holder, other.event)
      const answer = await (await openGate(world, other)).scan({ code: await own.showFull(1_000_001n) })
      expect(refusal(answer)).to.equal('refuse canceled')
    })
  })

  describe('when the mirror is stale', () => {
    it('refuses rather than guesses', async () => {
      const other = await mirrorEvent(world.owner, newAccount().address, { cutOffAt: Date.now() + hour })
      await other.issue(2_000_001n, holder.address)
      const own = await newPhone(holder, other.event)
      await world.owner.query(`UPDATE mirror.chain SET confirmed_at = clock_timestamp() - interval '11 s'`)
      const answer = await (await openGate(world, other)).scan({ code: await own.showFull(2_000_001n) })
      expect(refusal(answer)).to.equal('refuse mirror_stale')
    })
  })
})
