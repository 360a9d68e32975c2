import { expect } from 'chai'
import type { Address } from 'viem'
import { credits } from '#core/api/credit.ts'
import { event } from '#core/api/event.ts'
import { ticket, tickets } from '#core/api/ticket.ts'
import { call, newAccount } from './client.ts'
import { openMarket } from './market.ts'
import { hour, mirrorChain, type Stage } from './stage.ts'
import { openWorld, type World } from './world.ts'

const TICKET = 1_000_001n
const PAID = '50000000000000000'

describe('what the API says of an event’s money and of its tickets', () => {
  let world: World
  let stage: Stage
  const ada = newAccount()
  const ben = newAccount()

  before(async () => {
    world = await openWorld()
    await mirrorChain(world.owner)
  })
  after(() => world.close())
  beforeEach(async () => {
    stage = await openMarket(world, newAccount().address)
    await stage.issue(TICKET, ada.address)
    await stage.run(`UPDATE mirror.ticket SET price_paid = ${PAID} WHERE event_id = $1`)
  })

  const findEvent = async () => event.strict().parse((await call(world.url, stage.path)).body)
  const findTicket = async () =>
    ticket.strict().parse((await call(world.url, `${stage.path}/tickets/${TICKET}`)).body)
  const findHeld = async () => {
    const eventId = stage.path.slice('/api/events/'.length)
    const { body } = await call(world.url, `/api/holders/${ada.address}/tickets?eventId=${eventId}`)
    return tickets.parse(body).tickets[0]
  }
  const bytes = (address: Address) => Buffer.from(address.slice(2), 'hex')

  describe('about refunds', () => {
    const cases: Record<string, { columns: object; status: string; isOpen: boolean }> = {
      'are closed while the event takes place': { columns: {}, status: 'selling', isOpen: false },
      'are open when the event is canceled': {
        columns: { status: 'canceled' },
        status: 'canceled',
        isOpen: true,
      },
      'are open when nobody has settled it': {
        columns: { status: 'refunding' },
        status: 'refunding',
        isOpen: true,
      },
      'are closed when it is settled': { columns: { status: 'settled' }, status: 'settled', isOpen: false },
      'are open before doors when its times were moved': {
        columns: { is_moved: true },
        status: 'selling',
        isOpen: true,
      },
      'are closed from doors on, also then': {
        columns: { is_moved: true, doors_at: new Date(Date.now() - hour) },
        status: 'selling',
        isOpen: false,
      },
      'are closed after the end of an event whose times were moved': {
        columns: {
          is_moved: true,
          doors_at: new Date(Date.now() - 2 * hour),
          ends_at: new Date(Date.now() - hour),
        },
        status: 'ended',
        isOpen: false,
      },
    }
    for (const [name, { columns, status, isOpen }] of Object.entries(cases)) {
      it(name, async () => {
        if (Object.keys(columns).length > 0) await stage.change(columns as Record<string, unknown>)
        expect(await findEvent()).to.include({ status, refundsOpen: isOpen, isSalesPaused: false })
        expect(await findTicket()).to.include({ refundable: isOpen ? PAID : '0', pricePaid: PAID })
        expect(await findHeld()).to.include({ refundable: isOpen ? PAID : '0' })
      })
    }

    it('are for what was paid and has not been paid back', async () => {
      await stage.change({ status: 'canceled' })
      for (const change of [`status = 'refunded'`, `status = 'valid', price_paid = NULL`]) {
        await stage.run(`UPDATE mirror.ticket SET ${change} WHERE event_id = $1`)
        expect(await findTicket()).to.include({ refundable: '0' })
      }
    })
  })

  it('tells of a ticket what a listing has to name', async () => {
    expect(await findTicket()).to.include({ transferCount: 0, epoch: 0 })
    await stage.run(`UPDATE mirror.ticket SET transfer_count = 2 WHERE event_id = $1`)
    const insert = `INSERT INTO mirror.account (event_id, address, epoch) VALUES ($1, $2, $3)`
    await stage.run(insert, bytes(ada.address), 3)
    await stage.run(insert, bytes(ben.address), 4)
    expect(await findTicket()).to.include({ transferCount: 2, epoch: 3 })
  })

  it('tells of the gate’s mark', async () => {
    expect(await findHeld()).to.include({ isUsed: false })
    await stage.run(`UPDATE mirror.ticket SET is_used = true WHERE event_id = $1`)
    expect(await findTicket()).to.include({ isUsed: true })
    expect(await findHeld()).to.include({ isUsed: true })
  })

  it('tells of an announced reissue', async () => {
    expect((await findTicket()).reissue).to.equal(null)
    await stage.run(
      `INSERT INTO mirror.reissue VALUES ($1, 1000001, $2, '2027-01-15T08:00:00Z')`,
      bytes(ben.address),
    )
    const announced = { to: ben.address.toLowerCase(), effectiveAt: '2027-01-15T08:00:00.000Z' }
    expect((await findTicket()).reissue).to.deep.equal(announced)
    expect((await findHeld())?.reissue).to.deep.equal(announced)
  })

  describe('about credits', () => {
    const find = async (account: Address) =>
      credits.parse((await call(world.url, `/api/holders/${account}/credits`)).body).credits
    const owe = (account: Address, amount: string) =>
      stage.run(
        `INSERT INTO mirror.account (event_id, address, credit) VALUES ($1, $2, $3)`,
        bytes(account),
        amount,
      )

    it('tells what each event owes a wallet, in its currency', async () => {
      const account = newAccount().address
      const eventId = stage.path.slice('/api/events/'.length)
      await owe(account, '7')
      expect(await find(account)).to.deep.equal([{ eventId, amount: '7', currency: null }])
      await stage.change({ currency: bytes(ben.address) })
      expect(await find(account)).to.deep.equal([
        { eventId, amount: '7', currency: ben.address.toLowerCase() },
      ])
    })

    it('tells of none where nothing is owed any more', async () => {
      const account = newAccount().address
      expect(await find(account)).to.deep.equal([])
      await owe(account, '0')
      expect(await find(account)).to.deep.equal([])
    })
  })
})
