import { expect } from 'chai'
import type { PrivateKeyAccount } from 'viem/accounts'
import { type EventTickets, eventTickets, stats } from '#core/api/office.ts'
import { call, newAccount, signIn } from '../client.ts'
import { openGate } from '../gate.ts'
import { issueTickets, scanOf } from '../office.ts'
import { mirrorChain, mirrorEvent, type Stage } from '../stage.ts'
import { openWorld, type World } from '../world.ts'

describe('the organizer’s view of tickets', () => {
  let world: World
  let stage: Stage
  let organizer: PrivateKeyAccount
  let token: string
  const ada = newAccount().address.toLowerCase() as `0x${string}`
  const ben = newAccount().address.toLowerCase() as `0x${string}`

  before(async () => {
    world = await openWorld()
    await mirrorChain(world.owner)
    organizer = newAccount()
    stage = await mirrorEvent(world.owner, organizer.address)
    token = (await signIn(world.url, organizer)).accessToken
    await issueTickets(stage, [
      [1_000_001n, ada],
      [1_000_002n, ada],
      [1_000_003n, ben],
      [2_000_001n, ben],
      [2_000_002n, ben],
    ])
    await enter(1_000_001n, true)
    await enter(2_000_001n, false)
    await scanOf(stage, { tokenId: 1_000_002n, holder: ada, verdict: 'refuse', reason: 'invalid_time' })
    // refused for what its present holder has not done: by an old holder, and by a forged code that proves nobody
    await scanOf(stage, { tokenId: 1_000_003n, holder: ada, verdict: 'refuse', reason: 'not_owner' })
    await scanOf(stage, { tokenId: 2_000_002n, holder: null, verdict: 'refuse', reason: 'invalid' })
    await scanOf(stage, { tokenId: 1_000_001n, holder: ada, verdict: 'admit', reason: null })
  })
  after(() => world.close())

  const enter = (tokenId: bigint, isInside: boolean) =>
    stage.run(
      `INSERT INTO registry.presence (event_id, list_id, token_id, is_inside, entries, nonce, device_id, gate_id,
         first_entry_at, last_entry_at) VALUES ($1, 'main', $2, $3, 1, $4, $4, '1', now(), now())`,
      tokenId,
      isInside,
      Buffer.alloc(16),
    )
  const find = async (query: string): Promise<EventTickets> => {
    const { status, body } = await call(world.url, `${stage.path}/tickets?${query}`, { token })
    expect(status).to.equal(200)
    return eventTickets.parse(body)
  }
  const idsOf = async (query: string) => (await find(query)).tickets.map(({ tokenId }) => tokenId)

  it('says of each whether it entered, was refused, or was never seen', async () => {
    const { tickets } = await find('')
    expect(tickets.map(({ tokenId, attendance, isInside }) => [tokenId, attendance, isInside])).to.deep.equal(
      [
        ['1000001', 'entered', true],
        ['1000002', 'refused', false],
        ['1000003', 'not_entered', false],
        ['2000001', 'entered', false],
        ['2000002', 'not_entered', false],
      ],
    )
  })

  it('finds by ticket, by number in any tier, by tier, and by the beginning of a wallet', async () => {
    expect(await idsOf('search=1-000002')).to.deep.equal(['1000002'])
    expect(await idsOf('search=2')).to.deep.equal(['1000002', '2000002'])
    expect(await idsOf('tierId=2')).to.deep.equal(['2000001', '2000002'])
    expect(await idsOf(`search=${ada.slice(0, 12)}`)).to.deep.equal(['1000001', '1000002'])
    expect(await idsOf('search=nobody')).to.deep.equal([])
  })

  it('finds by what became of them', async () => {
    expect(await idsOf('attendance=entered')).to.deep.equal(['1000001', '2000001'])
    expect(await idsOf('attendance=refused')).to.deep.equal(['1000002'])
    expect(await idsOf('attendance=not_entered&tierId=1')).to.deep.equal(['1000003'])
  })

  it('comes a page at a time', async () => {
    const first = await find('limit=2')
    expect(first.next).to.equal('1000002')
    const second = await find(`limit=2&after=${first.next}`)
    const third = await find(`limit=2&after=${second.next}`)
    expect(
      [...first.tickets, ...second.tickets, ...third.tickets].map(({ tokenId }) => tokenId),
    ).to.deep.equal(await idsOf(''))
    expect(third.next).to.equal(null)
  })

  it('is counted, with the reasons of refusals and what each gate did in which minute', async () => {
    const { body } = await call(world.url, `${stage.path}/stats?minutes=60`, { token })
    const { attendance, refusals, perMinute, from, until } = stats.parse(body)
    expect(attendance).to.deep.equal({ issued: 5, entered: 2, refused: 1, notEntered: 2 })
    expect(refusals).to.have.deep.members([
      { reason: 'invalid_time', count: 1 },
      { reason: 'not_owner', count: 1 },
      { reason: 'invalid', count: 1 },
    ])
    const sum = (name: 'admitted' | 'refused') => perMinute.reduce((total, each) => total + each[name], 0)
    expect([sum('admitted'), sum('refused')]).to.deep.equal([1, 3])
    for (const { minute } of perMinute) expect(minute >= from && minute <= until).to.equal(true)
  })

  for (const path of ['tickets', 'stats', 'tickets.csv', 'scans.csv']) {
    it(`shows ${path} to managers, and to nobody below, no stranger and no other organizer`, async () => {
      const asked = async (bearer: string | undefined) =>
        (await fetch(`${world.url}${stage.path}/${path}`, { headers: headersOf(bearer) })).status
      expect(await asked(undefined)).to.equal(401)
      for (const role of ['steward', 'supervisor'] as const) {
        expect(await asked((await openGate(world, stage, role)).token)).to.equal(403)
      }
      const stranger = newAccount()
      await mirrorEvent(world.owner, stranger.address)
      expect(await asked((await signIn(world.url, stranger)).accessToken)).to.equal(403)
      expect(await asked((await openGate(world, stage, 'manager')).token)).to.equal(200)
      expect(await asked(token)).to.equal(200)
    })
  }

  it('is exported whole, however many pages that takes', async () => {
    const own = await mirrorEvent(world.owner, organizer.address)
    await own.run(
      `INSERT INTO mirror.ticket (event_id, token_id, tier_id, owner, status, acquired_at, acquired_block,
         settles_from_block) SELECT $1, 1000000 + n, 1, $2, 'valid', now(), 1, 1 FROM generate_series(1, 2500) n`,
      Buffer.from(ada.slice(2), 'hex'),
    )
    const lines = (await textOf(`${own.path}/tickets.csv`)).split('\r\n')
    expect(lines.length).to.equal(2502)
    expect(lines[0]?.startsWith('ticket,token_id,tier_id,tier,holder')).to.equal(true)
    expect(lines[2500]?.startsWith(`1-002500,1002500,1,Floor,${ada},valid,not_entered,no,`)).to.equal(true)
  })

  it('is exported without a formula in it', async () => {
    const own = await mirrorEvent(world.owner, organizer.address)
    const gate = await openGate(world, own)
    await gate.scan({ code: '=HYPERLINK("http://evil","x")' })
    const [, row = ''] = (await textOf(`${own.path}/scans.csv`)).split('\r\n')
    expect(row).to.include(`"'=HYPERLINK(""http://evil"",""x"")"`)
  })

  const headersOf = (bearer: string | undefined): Record<string, string> =>
    bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }
  const textOf = async (path: string) => {
    const response = await fetch(`${world.url}${path}`, { headers: headersOf(token) })
    expect(response.headers.get('content-type')).to.equal('text/csv; charset=utf-8')
    return response.text()
  }
})
