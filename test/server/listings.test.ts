import { expect } from 'chai'
import { listing as listingShape } from '#core/api/listing.ts'
import { call, newAccount } from './client.ts'
import {
  CAP,
  findOpen,
  type ListingBody,
  newListing,
  openMarket,
  pricesOf,
  seconds,
  withOtherForm,
} from './market.ts'
import { mirrorChain, type Stage } from './stage.ts'
import { generousLimits, openWorld, type World } from './world.ts'

const TICKET = 1_000_001n
const DAY = 86_400n

describe('a listing that is offered', () => {
  let world: World
  let stage: Stage
  const seller = newAccount()

  before(async () => {
    world = await openWorld()
    await mirrorChain(world.owner)
  })
  after(() => world.close())
  beforeEach(async () => {
    stage = await openMarket(world, newAccount().address)
    await stage.issue(TICKET, seller.address)
  })

  const post = (body: object) => call(world.url, `${stage.path}/listings`, { body })
  const offer = async (change?: Parameters<typeof newListing>[2]) =>
    post(await newListing(seller, stage, change))
  const expectRefused = async (answer: ReturnType<typeof post>, expected: object) => {
    const { body, status } = await answer
    expect(body).to.include(expected)
    expect(body).to.have.property('status', status)
    expect((await findOpen(world, stage)).listings).to.deep.equal([])
  }

  it('is shown with all that a buyer needs to have it filled', async () => {
    await stage.run(`UPDATE mirror.ticket SET price_paid = 50000000000000000 WHERE event_id = $1`)
    const { listingId, ...body } = await newListing(seller, stage)
    const offeredAt = Date.now()
    const { status, body: answer } = await post(body)
    expect(status).to.equal(201)
    const { created, ...listed } = listingShape.strict().parse(answer)
    expect(listed).to.deep.equal({
      ...body,
      seller: seller.address.toLowerCase(),
      listingId,
      tierId: 1,
      royalty: ((CAP * 500n) / 10_000n).toString(),
      pricePaid: '50000000000000000',
    })
    expect(Date.parse(created)).to.be.at.least(offeredAt)
    const { listings, next, asOf } = await findOpen(world, stage)
    expect(listings).to.deep.equal([answer])
    expect(next).to.equal(null)
    expect(asOf.block).to.equal(100)
  })

  it('answers the same when it comes again', async () => {
    const body = await newListing(seller, stage)
    const first = await post(body)
    const again = await post({ ...body, seller: body.seller.toLowerCase() })
    expect([first.status, again.status]).to.deep.equal([201, 200])
    expect(again.body).to.deep.equal(first.body)
    expect((await findOpen(world, stage)).listings).to.have.length(1)
  })

  it('is kept with the signature in the form that the contract takes', async () => {
    const body = await newListing(seller, stage)
    const { status, body: answer } = await post({ ...body, signature: withOtherForm(body.signature) })
    expect(status).to.equal(201)
    expect(answer).to.include({ signature: body.signature })
  })

  describe('when it is not what it should be', () => {
    const wrong: Record<string, Partial<Record<keyof ListingBody, unknown>>> = {
      'has no seller': { seller: undefined },
      'names a ticket that is no number': { tokenId: 'abc' },
      'counts below zero': { transferCount: -1 },
      'counts beyond 32 bits': { transferCount: 2 ** 32 },
      'has an epoch beyond 32 bits': { epoch: 2 ** 32 },
      'has half a price': { price: '0.5' },
      'has a price beyond 256 bits': { price: (2n ** 256n).toString() },
      'expires in words': { expiresAt: 'tomorrow' },
      'expires before 1970': { expiresAt: -1 },
      'is not signed': { signature: '0x' },
    }
    for (const [name, change] of Object.entries(wrong)) {
      it(`is a bad request: ${name}`, async () => {
        const answer = post({ ...(await newListing(seller, stage)), ...change })
        const [path] = Object.keys(change)
        await expectRefused(answer, { status: 400, code: 'bad_request' })
        const { errors } = (await answer).body as { errors: { path: string }[] }
        expect(errors[0]?.path).to.equal(`body.${path}`)
      })
    }
  })

  it('is not found where the mirror knows no such event or ticket', async () => {
    const elsewhere = { ...stage, event: { chainId: 31_337, contract: `0x${'11'.repeat(20)}` } } as Stage
    const answer = await call(world.url, `/api/events/31337:0x${'11'.repeat(20)}/listings`, {
      body: await newListing(seller, elsewhere),
    })
    expect(answer.body).to.include({ status: 404, code: 'not_found' })
    for (const tokenId of [1_000_099n, 7n, 2n ** 64n - 1n]) {
      await expectRefused(offer({ tokenId }), { status: 404, code: 'not_found' })
    }
  })

  describe('when the contract would not fill it', () => {
    const ticket = (columns: string) => () =>
      stage.run(`UPDATE mirror.ticket SET ${columns} WHERE event_id = $1`)
    const nothing = async () => {}
    type Refusal = {
      readonly code: string
      readonly path?: string
      readonly arrange?: () => Promise<unknown>
      readonly change?: () => Parameters<typeof newListing>[2]
    }
    const refusals: Record<string, Refusal> = {
      expired: {
        code: 'expiry_out_of_range',
        path: 'body.expiresAt',
        change: () => ({ expiresAt: BigInt(seconds() - 1) }),
      },
      expires_too_late: {
        code: 'expiry_out_of_range',
        path: 'body.expiresAt',
        change: () => ({ expiresAt: BigInt(seconds()) + 31n * DAY }),
      },
      price_above_cap: {
        code: 'bad_request',
        path: 'body.price',
        change: () => ({ price: CAP + 1n }),
      },
      'ticket_over, void': { code: 'conflict', path: 'body.tokenId', arrange: ticket(`status = 'void'`) },
      'ticket_over, refunded': {
        code: 'conflict',
        path: 'body.tokenId',
        arrange: ticket(`status = 'refunded'`),
      },
      not_holder: {
        code: 'conflict',
        path: 'body.seller',
        arrange: () => stage.transfer(TICKET, seller.address, newAccount().address),
      },
      'outdated, moved since': {
        code: 'conflict',
        path: 'body.transferCount',
        arrange: ticket('transfer_count = 1'),
      },
      'outdated, not moved so often': {
        code: 'conflict',
        path: 'body.transferCount',
        change: () => ({ transferCount: 1 }),
      },
      'canceled, all of them': {
        code: 'conflict',
        arrange: () =>
          stage.run(
            `INSERT INTO mirror.account (event_id, address, epoch) VALUES ($1, decode($2, 'hex'), 1)`,
            seller.address.slice(2),
          ),
      },
      'canceled, an epoch that is not yet': { code: 'conflict', change: () => ({ epoch: 1 }) },
      'event_frozen, canceled': { code: 'conflict', arrange: () => stage.change({ status: 'canceled' }) },
      'event_frozen, settled': { code: 'conflict', arrange: () => stage.change({ status: 'settled' }) },
      used: { code: 'conflict', path: 'body.tokenId', arrange: ticket('is_used = true') },
      cut_off_passed: {
        code: 'conflict',
        arrange: () => stage.change({ cut_off_at: new Date(Date.now() - 1000) }),
      },
      not_resellable: {
        code: 'conflict',
        path: 'body.tokenId',
        arrange: () => stage.issue(2_000_001n, seller.address),
        change: () => ({ tokenId: 2_000_001n, price: 0n }),
      },
      blocked: {
        code: 'conflict',
        path: 'body.tokenId',
        arrange: () =>
          stage.run(
            `INSERT INTO registry.ticket_block (event_id, token_id, note, created_by)
             VALUES ($1, 1000001, 'chargeback', $2)`,
            Buffer.alloc(20),
          ),
      },
    }
    for (const [name, { code, path, arrange = nothing, change }] of Object.entries(refusals)) {
      it(`says ${name}`, async () => {
        await arrange()
        const answer = offer(change?.())
        await expectRefused(answer, { code, reason: name.split(',')[0] })
        const { errors } = (await answer).body as { errors?: { path: string }[] }
        expect(errors?.[0]?.path).to.equal(path)
      })
    }

    it('says canceled, this one alone', async () => {
      const { listingId, ...body } = await newListing(seller, stage)
      await stage.run(
        `INSERT INTO mirror.canceled_listing VALUES ($1, decode($2, 'hex'))`,
        listingId.slice(2),
      )
      await expectRefused(post(body), { status: 409, reason: 'canceled' })
    })

    it('tells what has to change', async () => {
      const { body } = await offer({ price: CAP + 1n })
      expect(body).to.include({ detail: `price must be at most ${CAP}, the resale cap of the tier.` })
    })
  })

  describe('given others of the same ticket', () => {
    const offerMany = (count: number, from = 1) =>
      Promise.all(Array.from({ length: count }, (_, index) => offer({ price: BigInt(from + index) })))

    it('is shown beside up to four more, since each of them can be filled', async () => {
      for (const { status } of await offerMany(5)) expect(status).to.equal(201)
      expect(pricesOf(await findOpen(world, stage))).to.deep.equal(['1', '2', '3', '4', '5'])
    })

    it('is refused as the sixth, however many come at the same moment', async () => {
      const statuses = (await offerMany(9)).map(({ status }) => status).sort()
      expect(statuses).to.deep.equal([201, 201, 201, 201, 201, 409, 409, 409, 409])
      expect((await offer()).body).to.include({ code: 'conflict', reason: 'too_many' })
    })

    it('is taken again once one of them is taken back', async () => {
      const [first] = await offerMany(5)
      const { listingId } = listingShape.parse(first?.body)
      await stage.run(
        `INSERT INTO mirror.canceled_listing VALUES ($1, decode($2, 'hex'))`,
        listingId.slice(2),
      )
      expect((await offer()).status).to.equal(201)
      expect((await offer({ price: 9n })).body).to.include({ reason: 'too_many' })
    })

    it('is still the same when it comes again as one of five', async () => {
      await offerMany(5)
      expect((await offerMany(5)).map(({ status }) => status)).to.deep.equal([200, 200, 200, 200, 200])
    })
  })

  describe('when the mirror has nothing', () => {
    it('has to wait', async () => {
      const empty = await openWorld()
      try {
        const answer = await call(empty.url, `${stage.path}/listings`, {
          body: await newListing(seller, stage),
        })
        expect(answer.body).to.include({ status: 503, code: 'unavailable' })
        expect((await call(empty.url, `${stage.path}/listings`)).status).to.equal(503)
      } finally {
        await empty.close()
      }
    })
  })

  describe('when its wallet has offered too many within an hour', () => {
    it('is not taken, but what was taken is still answered, and others’ are', async () => {
      const busy = await openWorld({
        database: world.database,
        limits: { ...generousLimits, listingsPerHour: 2 },
      })
      try {
        const send = async (account: typeof seller, price: bigint, tokenId = TICKET) =>
          (
            await call(busy.url, `${stage.path}/listings`, {
              body: await newListing(account, stage, { price, tokenId }),
            })
          ).status
        const other = newAccount()
        await stage.issue(1_000_002n, other.address)
        expect([await send(seller, 1n), await send(seller, 2n)]).to.deep.equal([201, 201])
        expect(await send(seller, 3n)).to.equal(429)
        expect(await send(seller, 1n)).to.equal(200)
        expect(await send(other, 1n, 1_000_002n)).to.equal(201)
      } finally {
        await busy.close()
      }
    })
  })
})
