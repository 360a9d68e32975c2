import { expect } from 'chai'
import type { PrivateKeyAccount } from 'viem/accounts'
import type { ScanAnswer } from '#core/api/scan.ts'
import { call, newAccount } from '../client.ts'
import { type Gate, openGate } from '../gate.ts'
import { newPhone, type Phone } from '../phone.ts'
import { mirrorChain, mirrorEvent, type Stage } from '../stage.ts'
import { openWorld, type World } from '../world.ts'

describe('scans at once', () => {
  let world: World
  let stage: Stage
  let gates: Gate[]
  let holder: PrivateKeyAccount
  let phone: Phone
  let tokenId = 2_000_000n

  before(async () => {
    world = await openWorld()
    await mirrorChain(world.owner)
    stage = await mirrorEvent(world.owner, newAccount().address)
    gates = await Promise.all(Array.from({ length: 4 }, () => openGate(world, stage)))
  })
  after(() => world.close())
  beforeEach(async () => {
    holder = newAccount()
    phone = await newPhone(holder, stage.event)
    tokenId += 1n
    await stage.issue(tokenId, holder.address)
    await phone.register(world.url)
  })

  const addList = (listId: string, policy: string) =>
    stage.run(
      `WITH list AS (INSERT INTO registry.list (event_id, list_id, name, tier_ids, policy) VALUES ($1, $2, $2, '{}', $3))
       UPDATE registry.gate SET list_ids = list_ids || $2::text WHERE event_id = $1`,
      listId,
      policy,
    )
  const rush = (clients: number, scan: { listId?: string; direction?: 'exit' }, code: string) =>
    Promise.all(
      Array.from({ length: clients }, (_, index) =>
        (gates[index % gates.length] as Gate).scan({ ...scan, code }),
      ),
    )
  const tally = (answers: readonly ScanAnswer[]) => {
    const counts: Record<string, number> = {}
    for (const { verdict, reason } of answers)
      counts[reason ?? verdict] = (counts[reason ?? verdict] ?? 0) + 1
    return counts
  }

  it('admit one of 64, and tell each of the others who was first', async () => {
    const answers = await rush(64, {}, await phone.show(tokenId))
    expect(tally(answers)).to.deep.equal({ admit: 1, already_redeemed: 63 })
    const winner = answers.find(({ verdict }) => verdict === 'admit')
    const deviceId = gates[answers.findIndex(({ verdict }) => verdict === 'admit') % gates.length]?.deviceId
    for (const { verdict, first } of answers) {
      if (verdict === 'refuse')
        expect(first).to.deep.equal({ datetime: winner?.datetime, gateId: '1', deviceId })
    }
    const { rows } = await stage.run(
      `SELECT count(*)::int AS scans FROM registry.scan WHERE event_id = $1 AND token_id = $2`,
      tokenId,
    )
    expect(rows[0].scans).to.equal(64)
  })

  it('let one code in once where entry is unlimited', async () => {
    await addList('open', 'unlimited')
    const answers = await rush(16, { listId: 'open' }, await phone.show(tokenId))
    expect(tally(answers)).to.deep.equal({ admit: 1, pass_replayed: 15 })
  })

  it('let one code in once on two lists together', async () => {
    await addList('lounge', 'once')
    const code = await phone.show(tokenId)
    const answers = await Promise.all(
      gates.flatMap((gate) => [gate.scan({ code }), gate.scan({ code, listId: 'lounge' })]),
    )
    expect(answers.filter(({ verdict }) => verdict === 'admit')).to.have.length(1)
    const reasons = Object.keys(tally(answers)).sort()
    expect(['already_redeemed', 'pass_replayed']).to.include.members(
      reasons.filter((name) => name !== 'admit'),
    )
  })

  it('let one out, and in again after that', async () => {
    await addList('smokers', 'reentry')
    const at = Date.now()
    const show = (seconds: number) => phone.show(tokenId, at + seconds * 1000)
    const listId = 'smokers'
    expect(tally(await rush(8, { listId }, await show(-4)))).to.deep.equal({ admit: 1, checkout_required: 7 })
    expect(tally(await rush(8, { listId, direction: 'exit' }, await show(-2)))).to.deep.equal({
      admit: 1,
      not_inside: 7,
    })
    expect(tally(await rush(8, { listId }, await show(0)))).to.deep.equal({ admit: 1, checkout_required: 7 })
  })

  it('count a day’s entry once where it is once per day', async () => {
    await addList('days', 'daily')
    const code = await phone.show(tokenId)
    expect(tally(await rush(8, { listId: 'days' }, code))).to.deep.equal({ admit: 1, already_redeemed: 7 })
    await stage.run(
      `UPDATE registry.presence SET last_entry_at = last_entry_at - interval '1 day'
       WHERE event_id = $1 AND token_id = $2`,
      tokenId,
    )
    const next = await phone.show(tokenId, Date.now() + 2000)
    expect(tally(await rush(8, { listId: 'days' }, next))).to.deep.equal({ admit: 1, already_redeemed: 7 })
  })

  describe('when something changes while a scan is being decided', () => {
    it('never admit after the change was acknowledged', async () => {
      const code = await phone.show(tokenId)
      const [admin] = [await openGate(world, stage, 'manager')]
      const steward = gates[0] as Gate
      const disabled = call(world.url, `${stage.path}/staff/${steward.address}`, {
        method: 'DELETE',
        token: admin.token,
      })
      const scans = Array.from({ length: 8 }, () => steward.send({ code }))
      expect((await disabled).status).to.equal(204)
      const after = await steward.send({ code })
      expect(after.body).to.include({ status: 403, code: 'forbidden' })
      for (const { status } of await Promise.all(scans)) expect(status).to.be.oneOf([200, 403])
    })
  })
})
