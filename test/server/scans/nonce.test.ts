import { expect } from 'chai'
import type { PrivateKeyAccount } from 'viem/accounts'
import { scanAnswer } from '#core/api/scan.ts'
import { newAccount } from '../client.ts'
import { type Gate, newNonce, openGate } from '../gate.ts'
import { newPhone, type Phone } from '../phone.ts'
import { mirrorChain, mirrorEvent, type Stage } from '../stage.ts'
import { openWorld, type World } from '../world.ts'

describe('scan nonce', () => {
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
    gate = await openGate(world, stage)
  })
  after(() => world.close())
  beforeEach(async () => {
    holder = newAccount()
    phone = await newPhone(holder, stage.event)
    tokenId += 1n
    await stage.issue(tokenId, holder.address)
    await phone.register(world.url)
    world.clock.offsetMs = 0
  })

  const countLogged = async () => {
    const { rows } = await stage.run(
      `SELECT count(*)::int AS scans FROM registry.scan WHERE event_id = $1 AND token_id = $2`,
      tokenId,
    )
    return rows[0].scans
  }

  it('answers the same request the same, and logs it once', async () => {
    const scan = { nonce: newNonce(), code: await phone.show(tokenId) }
    const first = await gate.scan(scan)
    const second = await gate.scan(scan)
    expect(second).to.deep.equal({ ...first, repeated: true })
    expect(await countLogged()).to.equal(1)
  })

  it('answers a repeated refusal the same, its first admission included', async () => {
    await gate.scan({ code: await phone.show(tokenId) })
    const scan = { nonce: newNonce(), code: await phone.show(tokenId) }
    const first = await gate.scan(scan)
    expect(first.first).to.have.property('gateId', '1')
    expect(await gate.scan(scan)).to.deep.equal({ ...first, repeated: true })
  })

  it('answers again even when the time that the request names has long passed', async () => {
    const scan = { nonce: newNonce(), code: await phone.show(tokenId), seenAt: new Date().toISOString() }
    await gate.scan(scan)
    world.clock.offsetMs = 600_000
    expect(await gate.scan(scan)).to.include({ verdict: 'admit', repeated: true })
  })

  it('takes it in any form that stands for the same 128 bits', async () => {
    const nonce = newNonce()
    const code = await phone.show(tokenId)
    await gate.scan({ nonce, code })
    const other = `0x${nonce.toUpperCase()}`
    expect(await gate.scan({ nonce: other, code })).to.include({ nonce: other, repeated: true })
  })

  it('gives one answer to 16 repetitions at once', async () => {
    const scan = { nonce: newNonce(), code: await phone.show(tokenId) }
    const answers = await Promise.all(Array.from({ length: 16 }, () => gate.scan(scan)))
    expect(answers.filter(({ repeated }) => !repeated)).to.have.length(1)
    const [first] = answers
    for (const answer of answers)
      expect({ ...answer, repeated: false }).to.deep.equal({ ...first, repeated: false })
    expect(await countLogged()).to.equal(1)
  })

  const changes = {
    code: async () => ({ code: await phone.show(tokenId, Date.now() + 2000) }),
    direction: () => ({ direction: 'exit' as const }),
    seenAt: () => ({ seenAt: new Date().toISOString() }),
    gateId: () => ({ gateId: '1' }),
    gateCode: () => ({ gateCode: 7 }),
  }
  for (const [name, change] of Object.entries(changes)) {
    it(`refuses another request under it: ${name}`, async () => {
      const scan = { nonce: newNonce(), code: await phone.show(tokenId) }
      await gate.scan(scan)
      const answer = await gate.send({ ...scan, ...(await change()) })
      expect(answer.status).to.equal(409)
      expect(answer.body).to.include({ code: 'nonce_reused' })
      expect(await countLogged()).to.equal(1)
    })
  }

  it('lets one of two requests win that come under it at once', async () => {
    const nonce = newNonce()
    const codes = [await phone.show(tokenId), await phone.show(tokenId, Date.now() + 2000)]
    const answers = await Promise.all(codes.map((code) => gate.send({ nonce, code })))
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([200, 409])
    expect(await countLogged()).to.equal(1)
  })

  it('is each device’s own', async () => {
    const other = await openGate(world, stage)
    const scan = { nonce: newNonce(), code: await phone.show(tokenId) }
    expect(await gate.scan(scan)).to.include({ verdict: 'admit' })
    expect(await other.scan(scan)).to.include({ reason: 'already_redeemed', repeated: false })
  })

  describe('when the request cannot be taken', () => {
    const bad: Record<string, () => object> = {
      'a nonce that is too short': () => ({ nonce: 'abcd' }),
      'no code': () => ({ code: undefined }),
      'a code of over 8192 characters': () => ({ code: 'A'.repeat(8193) }),
      'another direction': () => ({ direction: 'sideways' }),
      'a time that is none': () => ({ seenAt: 'yesterday' }),
      'a gate code of five digits': () => ({ gateCode: 10_000 }),
      'a time 31 s ago': () => ({ seenAt: new Date(Date.now() - 31_000).toISOString() }),
      'a time a minute ahead': () => ({ seenAt: new Date(Date.now() + 60_000).toISOString() }),
    }
    for (const [name, change] of Object.entries(bad)) {
      it(`is a bad request: ${name}`, async () => {
        const answer = await gate.send({ code: 'x', ...change() })
        expect(answer.status).to.equal(400)
        expect(answer.body).to.include({ code: 'bad_request' })
        expect(answer.body)
          .to.have.nested.property('errors[0].path')
          .match(/^body\./)
      })
    }

    it('says when there is no such list or gate', async () => {
      expect((await gate.send({ code: 'x', listId: 'vip' })).body).to.include({ code: 'not_found' })
      expect((await gate.send({ code: 'x', gateId: '9' })).body).to.include({ code: 'not_found' })
    })
  })

  it('answers what was asked before in the shape that the document gives', async () => {
    const answer = await gate.send({ code: 'nonsense' })
    expect(scanAnswer.strict().parse(answer.body)).to.include({ reason: 'invalid', asOf: null })
  })
})
