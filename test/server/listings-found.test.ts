import { randomBytes } from 'node:crypto'
import { expect } from 'chai'
import { call, newAccount } from './client.ts'
import { findOpen, newListing, openMarket, pricesOf } from './market.ts'
import { mirrorChain, type Stage } from './stage.ts'
import { openWorld, type World } from './world.ts'

const TICKET = 1_000_001n

describe('a listing that somebody looks for', () => {
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
  const sell = async (tokenId: bigint, price: bigint) => {
    const holder = newAccount()
    await stage.issue(tokenId, holder.address)
    expect((await post(await newListing(holder, stage, { tokenId, price }))).status).to.equal(201)
  }

  it('comes cheapest first, page by page', async () => {
    const prices = [9n, 2n, 10n, 2n, 30n]
    for (const [index, price] of prices.entries()) await sell(1_000_002n + BigInt(index), price)
    expect(pricesOf(await findOpen(world, stage))).to.deep.equal(['2', '2', '9', '10', '30'])
    const pages: string[][] = []
    let next: string | null = ''
    while (next !== null) {
      const page = await findOpen(world, stage, `?limit=2${next && `&after=${next}`}`)
      pages.push(pricesOf(page))
      next = page.next
    }
    expect(pages).to.deep.equal([['2', '2'], ['9', '10'], ['30']])
  })

  it('is found by its ticket', async () => {
    await sell(1_000_002n, 1n)
    await offer({ price: 2n })
    expect(pricesOf(await findOpen(world, stage, `?tokenId=${TICKET}`))).to.deep.equal(['2'])
    for (const none of ['1000099', '18446744073709551615', '0']) {
      expect((await findOpen(world, stage, `?tokenId=${none}`)).listings).to.deep.equal([])
    }
  })

  it('is found behind hundreds that are dead', async () => {
    await stage.run(
      `INSERT INTO registry.listing (event_id, listing_id, seller, token_id, transfer_count, epoch, price, expires_at,
           signature, signed_by)
         SELECT $1, sha256(int4send(number)), $2, 1000001, 0, 7, 0, extract(epoch FROM now())::bigint + 9999, '', 'ecrecover'
         FROM generate_series(1, 450) AS number`,
      randomBytes(20),
    )
    await offer({ price: 3n })
    expect(pricesOf(await findOpen(world, stage))).to.deep.equal(['3'])
  })

  for (const query of ['?after=x', '?limit=0', '?limit=201', '?tokenId=x']) {
    it(`is a bad request by ${query}`, async () => {
      expect((await call(world.url, `${stage.path}/listings${query}`)).status).to.equal(400)
    })
  }

  it('is not found at an event that the mirror does not know', async () => {
    const answer = await call(world.url, `/api/events/31337:0x${'11'.repeat(20)}/listings`)
    expect(answer.body).to.include({ status: 404, code: 'not_found' })
  })
})
