import { expect } from 'chai'
import { ticket, tickets } from '#core/api/ticket.ts'
import { call, newAccount, signIn } from './client.ts'
import { openGate } from './gate.ts'
import { newPhone } from './phone.ts'
import { mirrorChain, mirrorEvent, type Stage } from './stage.ts'
import { openWorld, type World } from './world.ts'

describe('ticket', () => {
  let world: World
  let stage: Stage
  const [ada, ben, organizer] = [newAccount(), newAccount(), newAccount()]

  before(async () => {
    world = await openWorld()
    await mirrorChain(world.owner)
    stage = await mirrorEvent(world.owner, organizer.address)
    await stage.issue(1_000_001n, ada.address)
    await stage.issue(1_000_002n, ada.address)
    await stage.transfer(1_000_001n, ada.address, ben.address)
    const phone = await newPhone(ben, stage.event)
    await (await openGate(world, stage)).scan({ code: await phone.showFull(1_000_001n) })
  })
  after(() => world.close())

  const find = async (token?: string) =>
    ticket.strict().parse((await call(world.url, `${stage.path}/tickets/1000001`, { token })).body)

  it('is found among those of its present holder, in any case of the address', async () => {
    const of = async (address: string) =>
      tickets.parse((await call(world.url, `/api/holders/${address}/tickets`)).body).tickets
    expect((await of(ben.address)).map(({ tokenId }) => tokenId)).to.deep.equal(['1000001'])
    expect(await of(ben.address.toLowerCase())).to.deep.equal(await of(ben.address))
    const [held] = await of(ada.address)
    expect(held).to.include({ tokenId: '1000002', tierId: 1, status: 'valid' })
  })

  it('is found of one event only when one is named', async () => {
    const elsewhere = await mirrorEvent(world.owner, organizer.address)
    const eventId = elsewhere.path.slice('/api/events/'.length)
    const answer = await call(world.url, `/api/holders/${ben.address}/tickets?eventId=${eventId}`)
    expect(answer.body).to.have.property('tickets').deep.equal([])
  })

  it('comes with the others of its holder a page at a time, each once', async () => {
    const carl = newAccount()
    const issued: string[] = []
    for (const event of [stage, await mirrorEvent(world.owner, organizer.address)]) {
      for (const tokenId of [1_000_011n, 1_000_012n]) {
        await event.issue(tokenId, carl.address)
        issued.push(`${event.path.slice('/api/events/'.length)} ${tokenId}`)
      }
    }
    const path = `/api/holders/${carl.address}/tickets`
    const seen: string[][] = []
    for (let next: string | null = ''; next !== null; ) {
      const page = tickets.parse((await call(world.url, `${path}?limit=3${next && `&after=${next}`}`)).body)
      seen.push(page.tickets.map(({ eventId, tokenId }) => `${eventId} ${tokenId}`))
      next = page.next
    }
    expect(seen.map(({ length }) => length)).to.deep.equal([3, 1])
    expect(seen.flat()).to.deep.equal(issued.toSorted())
    expect((await call(world.url, `${path}?limit=4`)).body).to.have.property('next', null)
    expect((await call(world.url, `${path}?after=x`)).status).to.equal(400)
  })

  it('shows everybody its transfers and nobody else its scans', async () => {
    const found = await find()
    expect(found).to.include({ holder: ben.address.toLowerCase(), status: 'valid', pricePaid: null })
    expect(found.transfers.map(({ to }) => to)).to.deep.equal(
      [ada.address, ben.address].map((address) => address.toLowerCase()),
    )
    expect(found).to.not.have.any.keys('scans', 'presence')
    const former = await signIn(world.url, ada)
    expect(await find(former.accessToken)).to.not.have.any.keys('scans', 'presence')
  })

  it('tells what else happened on chain, in order, and with which voucher it was claimed', async () => {
    const voucherId = 'ab'.repeat(32)
    await stage.run(
      `INSERT INTO mirror.voucher (event_id, voucher_id, status, claimed_by, first_token_id, count, block_number,
         transaction_hash, datetime) VALUES ($1, decode($2, 'hex'), 'claimed', $3, 1000001, 1, 1, $4, now())`,
      voucherId,
      Buffer.from(ada.address.slice(2), 'hex'),
      Buffer.alloc(32),
    )
    await stage.run(
      `INSERT INTO mirror.ticket_log (event_id, block_number, log_index, token_id, kind, account, amount,
         transaction_hash, datetime)
       VALUES ($1, 9, 1, 1000001, 'used', NULL, NULL, $2, now()), ($1, 8, 3, 1000001, 'resold', $3, 70, $2, now()),
         ($1, 9, 2, 1000002, 'used', NULL, NULL, $2, now())`,
      Buffer.alloc(32),
      Buffer.from(ben.address.slice(2), 'hex'),
    )
    const { log, voucherId: claimedWith } = await find()
    expect(claimedWith).to.equal(`0x${voucherId}`)
    expect(log.map(({ kind, block }) => [kind, block])).to.deep.equal([
      ['resold', 8],
      ['used', 9],
    ])
    expect(log[0]).to.include({ account: ben.address.toLowerCase(), amount: '70', effectiveAt: null })
    const { body } = await call(world.url, `${stage.path}/tickets/1000002`)
    expect(ticket.parse(body).voucherId).to.equal(null)
  })

  it('shows its scans to its present holder, the staff and the organizer', async () => {
    const tokens = [
      (await signIn(world.url, ben)).accessToken,
      (await signIn(world.url, organizer)).accessToken,
      (await openGate(world, stage)).token,
    ]
    for (const token of tokens) {
      const { scans, presence } = await find(token)
      expect(scans?.map(({ verdict }) => verdict)).to.deep.equal(['admit'])
      expect(presence?.[0]).to.include({ listId: 'main', isInside: true, entries: 1 })
    }
  })

  for (const tokenId of ['1000099', '0', '18446744073709551615']) {
    it(`is not found where there is none: ${tokenId}`, async () => {
      const answer = await call(world.url, `${stage.path}/tickets/${tokenId}`)
      expect(answer.body).to.include({ status: 404, code: 'not_found' })
    })
  }

  for (const tokenId of ['-1', '1e6', '18446744073709551616', 'abc']) {
    it(`is a bad request by an id that is none: ${tokenId}`, async () => {
      expect((await call(world.url, `${stage.path}/tickets/${tokenId}`)).status).to.equal(400)
    })
  }
})
