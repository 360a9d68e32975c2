import { randomBytes } from 'node:crypto'
import { expect } from 'chai'
import { type Address, bytesToHex, type Hex } from 'viem'
import { type SignedVouchers, signedVouchers } from '#core/api/signed-voucher.ts'
import { call, newAccount, signIn } from '../client.ts'
import { openGate } from '../gate.ts'
import { hour, mirrorChain, mirrorEvent, type Stage } from '../stage.ts'
import { openWorld, type World } from '../world.ts'

describe('vouchers signed at the desk', () => {
  const organizer = newAccount()
  const minter = newAccount()
  let world: World
  let stage: Stage
  let tokens: Record<'organizer' | 'minter' | 'manager' | 'stranger', string>

  before(async () => {
    world = await openWorld()
    await mirrorChain(world.owner)
    stage = await mirrorEvent(world.owner, organizer.address)
    await stage.run(
      `INSERT INTO mirror.contract_role (event_id, role, address) VALUES ($1, 'minter', $2)`,
      bytesOf(minter.address),
    )
    tokens = {
      organizer: (await signIn(world.url, organizer)).accessToken,
      minter: (await signIn(world.url, minter)).accessToken,
      manager: (await openGate(world, stage, 'manager')).token,
      stranger: (await signIn(world.url, newAccount())).accessToken,
    }
  })
  after(() => world.close())
  beforeEach(() => {
    world.clock.offsetMs = 0
  })

  const bytesOf = (hex: Hex) => Buffer.from(hex.slice(2), 'hex')
  const newVoucher = () => ({
    voucherId: bytesToHex(randomBytes(32)),
    tierId: 1,
    count: 2,
    expiresAt: Math.floor(Date.now() / 1000) + 3_600,
  })
  const keep = (token: string, voucher: object) =>
    call(world.url, `${stage.path}/vouchers`, { token, body: voucher })
  const list = async (query = '', token = tokens.organizer): Promise<SignedVouchers> =>
    signedVouchers.parse((await call(world.url, `${stage.path}/vouchers${query}`, { token })).body)
  const find = async (voucherId: Hex) =>
    (await list()).vouchers.find((voucher) => voucher.voucherId === voucherId)
  const spend = (voucherId: Hex, by: Address | null) =>
    stage.run(
      `INSERT INTO mirror.voucher (event_id, voucher_id, status, claimed_by, first_token_id, count, block_number,
         transaction_hash, datetime) VALUES ($1, $2, $3, $4, $5, $6, 7, $7, now())`,
      bytesOf(voucherId),
      by === null ? 'revoked' : 'claimed',
      by === null ? null : bytesOf(by),
      by === null ? null : 1_000_004,
      by === null ? null : 2,
      randomBytes(32),
    )

  for (const who of ['organizer', 'minter'] as const) {
    it(`are kept by the ${who}, and listed as open with who has signed`, async () => {
      const voucher = newVoucher()
      expect((await keep(tokens[who], voucher)).status).to.equal(204)
      const signer = { organizer, minter }[who].address.toLowerCase()
      expect(await find(voucher.voucherId)).to.deep.include({
        ...voucher,
        signer,
        state: 'open',
        usedBy: null,
      })
    })
  }

  it('are kept once, however often they are sent', async () => {
    const voucher = newVoucher()
    await keep(tokens.organizer, voucher)
    expect((await keep(tokens.minter, { ...voucher, count: 9 })).status).to.equal(204)
    const found = (await list()).vouchers.filter(({ voucherId }) => voucherId === voucher.voucherId)
    expect(found.map(({ count }) => count)).to.deep.equal([2])
  })

  it('are used or revoked as the mirror says, whatever the clock', async () => {
    const [used, revoked] = [newVoucher(), newVoucher()]
    const guest = newAccount().address.toLowerCase() as Address
    for (const voucher of [used, revoked]) await keep(tokens.organizer, voucher)
    await spend(used.voucherId, guest)
    await spend(revoked.voucherId, null)
    world.clock.offsetMs = 2 * hour
    const later = (await signIn(world.url, organizer)).accessToken
    const { vouchers } = await list('', later)
    const stateOf = (id: Hex) => vouchers.find(({ voucherId }) => voucherId === id)
    expect(stateOf(used.voucherId)).to.include({ state: 'used', usedBy: guest, firstTokenId: '1000004' })
    expect(stateOf(revoked.voucherId)).to.include({ state: 'revoked', usedBy: null, firstTokenId: null })
  })

  it('expire in the second that they name', async () => {
    const now = world.clock.now().getTime()
    const voucher = { ...newVoucher(), expiresAt: Math.floor(now / 1000) - 1 }
    await keep(tokens.organizer, voucher)
    expect(await find(voucher.voucherId)).to.include({ state: 'expired' })
  })

  it('come a page at a time, newest first', async () => {
    const kept = [newVoucher(), newVoucher(), newVoucher()]
    for (const voucher of kept) await keep(tokens.organizer, voucher)
    const all = (await list()).vouchers.map(({ voucherId }) => voucherId)
    expect(all.slice(0, 3)).to.deep.equal(kept.map(({ voucherId }) => voucherId).toReversed())
    const first = await list('?limit=2')
    const second = await list(`?limit=2&before=${first.next}`)
    expect([...first.vouchers, ...second.vouchers].map(({ voucherId }) => voucherId)).to.deep.equal(
      all.slice(0, 4),
    )
    expect((await list(`?limit=200`)).next).to.equal(null)
  })

  it('are seen by managers, who cannot sign any', async () => {
    expect((await list('', tokens.manager)).vouchers.length).to.be.above(0)
    expect((await keep(tokens.manager, newVoucher())).status).to.equal(403)
  })

  it('are nobody else’s', async () => {
    expect((await keep(tokens.stranger, newVoucher())).status).to.equal(403)
    const looked = await call(world.url, `${stage.path}/vouchers`, { token: tokens.stranger })
    expect(looked.status).to.equal(403)
    expect((await call(world.url, `${stage.path}/vouchers`)).status).to.equal(401)
  })

  it('need a count and a tier that can be', async () => {
    for (const wrong of [{ count: 0 }, { tierId: 0 }, { expiresAt: -1 }, { voucherId: '0x12' }]) {
      expect((await keep(tokens.organizer, { ...newVoucher(), ...wrong })).status).to.equal(400)
    }
  })
})
