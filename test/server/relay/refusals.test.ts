import { expect } from 'chai'
import { type Address, keccak256, parseEther, toHex, zeroAddress } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import type { VoucherClaimRequest, VoucherRefusal } from '#core/api/voucher.ts'
import { getDemoSigner } from '#scripts/seed/demo-signers.ts'
import type { RelaySettings } from '#server/relay/relayer.ts'
import { newAccount } from '../client.ts'
import type { World } from '../world.ts'
import {
  find,
  openRelayStage,
  post,
  type RelayStage,
  request,
  type VoucherChange,
  withClaim,
} from './stage.ts'

const GATE_ROLE = keccak256(toHex('GATE_ROLE'))
const MINTER_ROLE = keccak256(toHex('MINTER_ROLE'))

describe('relay, of what it does not bring', () => {
  let stage: RelayStage
  let server: World
  let event: Address
  const guest = newAccount().address
  const key = newAccount()

  before(async () => {
    stage = await openRelayStage()
    server = await stage.openServer()
    event = await stage.createEvent()
  })
  after(() => stage.close())

  /** A good request but for one change, and what must come of it. */
  const expectRefusal = async (
    body: VoucherClaimRequest,
    reason: VoucherRefusal,
    expected: { status: number; code: string },
    { at = event, by = server }: { at?: Address; by?: World } = {},
  ) => {
    const before = await sent()
    const answer = await post(by, at, body)
    expect(answer.body).to.include({ ...expected, reason })
    expect(await sent()).to.equal(before)
    const { rows } = await server.owner.query('SELECT FROM registry.voucher_claim WHERE voucher_id = $1', [
      Buffer.from(body.voucher.voucherId.slice(2), 'hex'),
    ])
    expect(rows).to.deep.equal([])
    return answer
  }
  const sent = () => stage.chain.client.getTransactionCount({ address: stage.payerAddress })
  const make = (change: VoucherChange = {}) => request(stage.minter, event, guest, change)

  describe('a voucher that does not count', () => {
    const conflict = { status: 409, code: 'conflict' }
    const cases: readonly [string, VoucherChange, VoucherRefusal, { status: number; code: string }][] = [
      ['has expired', { expiresAt: Math.floor(Date.now() / 1000) - 1 }, 'expired', conflict],
      ['names both a recipient and a key', { key: key.address, recipient: guest }, 'unbound', bad()],
      ['names neither', { recipient: zeroAddress }, 'unbound', bad()],
      ['is of a tier that is not there', { tierId: 9 }, 'tier_unknown', bad()],
      ['is for no ticket', { count: 0 }, 'count_zero', bad()],
      ['is for more tickets than are left', { count: 5_001 }, 'sold_out', conflict],
      [
        'names another signer than who signed',
        { signer: newAccount().address },
        'signer_no_minter',
        { status: 403, code: 'forbidden' },
      ],
    ]
    for (const [what, change, reason, expected] of cases) {
      it(`that ${what}: ${reason}`, async () => {
        await expectRefusal(await make(change), reason, expected)
      })
    }

    it('signed by nobody who may issue tickets: signer_no_minter', async () => {
      const body = await request(newAccount(), event, guest)
      await expectRefusal(body, 'signer_no_minter', { status: 403, code: 'forbidden' })
    })

    it('changed after it was signed: voucher_signature_wrong', async () => {
      const body = await make()
      const changed = { ...body, voucher: { ...body.voucher, count: 2 } }
      await expectRefusal(changed, 'voucher_signature_wrong', { status: 422, code: 'signature_invalid' })
    })

    it('of another event: voucher_signature_wrong', async () => {
      const at = await stage.createEvent()
      const expected = { status: 422, code: 'signature_invalid' }
      await expectRefusal(await make(), 'voucher_signature_wrong', expected, { at })
    })

    it('that was taken back: spent, and revoked once the mirror knows', async () => {
      const body = await make()
      await stage.chain
        .as(stage.chain.organizer, event)
        .write.revokeVoucher([body.voucher.voucherId as never])
      await expectRefusal(body, 'spent', conflict)
      await stage.catchUp()
      await expectRefusal(body, 'revoked', conflict)
    })

    it('that was brought for another wallet: claimed', async () => {
      const body = await make()
      const voucher = { ...body.voucher, expiresAt: BigInt(body.voucher.expiresAt) }
      const args = [voucher, body.signature, guest, '0x'] as const
      await stage.chain.as(stage.chain.ada, event).write.claim(args, { gas: 1_000_000n })
      await expectRefusal(body, 'spent', conflict)
      await stage.catchUp()
      const other = { ...body, claim: { to: newAccount().address.toLowerCase() as `0x${string}` } }
      await expectRefusal(other, 'claimed', conflict)
      // whom it was for is told what became of it
      expect(await post(server, event, body)).to.deep.include({ status: 200 })
    })
  })

  describe('a claim for somebody else', () => {
    it('than the voucher’s recipient: not_for_recipient', async () => {
      const body = { ...(await make()), claim: { to: newAccount().address.toLowerCase() as `0x${string}` } }
      await expectRefusal(body, 'not_for_recipient', { status: 403, code: 'forbidden' })
    })

    it('than the key has signed for, or for nobody: claim_signature_wrong', async () => {
      const body = await make({ key: key.address })
      const expected = { status: 422, code: 'signature_invalid' }
      const claimed = await withClaim(body, event, newAccount(), guest)
      await expectRefusal(claimed, 'claim_signature_wrong', expected)
      await expectRefusal(body, 'claim_signature_wrong', expected)
    })
  })

  describe('given an event that issues no tickets any more', () => {
    it('as it was canceled: event_frozen', async () => {
      const at = await stage.createEvent()
      await stage.chain.as(stage.chain.organizer, at).write.cancelEvent()
      const body = await request(stage.minter, at, guest)
      await expectRefusal(body, 'event_frozen', { status: 409, code: 'conflict' }, { at })
    })

    it('as it is over, or the voucher is, by the chain’s time: event_ended, expired', async () => {
      const body = await make({ expiresAt: Math.floor(Date.now() / 1000) + 90 * 86_400 })
      const short = await make()
      const leave = await stage.chain.mark()
      await stage.chain.control.increaseTime({ seconds: 40 * 3600 })
      await stage.chain.mine(1)
      await expectRefusal(body, 'event_ended', { status: 409, code: 'conflict' })
      await expectRefusal(short, 'expired', { status: 409, code: 'conflict' })
      await leave()
    })
  })

  it('for an event that the mirror does not know', async () => {
    const elsewhere = `0x${'77'.repeat(20)}` as const
    const answer = await post(server, elsewhere, await request(stage.minter, elsewhere, guest))
    expect(answer.body).to.include({ status: 404, code: 'not_found' })
  })

  it('for a recipient with code: recipient_has_code', async () => {
    const body = await request(stage.minter, event, stage.chain.followed.factory)
    await expectRefusal(body, 'recipient_has_code', { status: 403, code: 'forbidden' })
  })

  it('when its form is wrong', async () => {
    const body = await make()
    for (const wrong of [
      {},
      { ...body, signature: '0x12' },
      { ...body, voucher: { ...body.voucher, voucherId: '0x12' } },
      { ...body, voucher: { ...body.voucher, expiresAt: '2026-01-01' } },
      { ...body, voucher: { ...body.voucher, count: 2 ** 32 } },
    ]) {
      expect((await post(server, event, wrong)).body).to.include({ status: 400, code: 'bad_request' })
    }
    expect(await find(server, event, '0x12')).to.include({ status: 400 })
  })

  describe('given a relayer with a part in the event', () => {
    const roles: readonly [string, (at: Address, payer: Address) => Promise<unknown>][] = [
      ['minter', (at, payer) => organizer(at).write.grantRole([MINTER_ROLE, payer])],
      ['gate', (at, payer) => organizer(at).write.grantRole([GATE_ROLE, payer])],
      ['organizer to be', (at, payer) => organizer(at).write.transferOwnership([payer])],
    ]
    const organizer = (at: Address) => stage.chain.as(stage.chain.organizer, at)
    for (const [role, give] of roles) {
      it(`as ${role}: relay_has_role`, async () => {
        const at = await stage.createEvent()
        await give(at, stage.payerAddress)
        const body = await request(stage.minter, at, guest)
        await expectRefusal(body, 'relay_has_role', { status: 403, code: 'forbidden' }, { at })
      })
    }
  })

  describe('when an account that everybody knows has signed', () => {
    const { account } = getDemoSigner('Olga')

    it('refuses it, as signer and as key, but on a local chain', async () => {
      const bySigner = await request(account, event, guest)
      const expected = { status: 403, code: 'forbidden' }
      await expectRefusal(bySigner, 'published_account', expected)
      const byKey = await withClaim(await make({ key: account.address }), event, account, guest)
      await expectRefusal(byKey, 'published_account', expected)

      const local = await stage.openServer({}, { mayBePublished: true })
      expect((await post(local, event, bySigner)).status).to.equal(202)
    })
  })

  describe('when it cannot pay', () => {
    const limits: readonly [
      string,
      Partial<RelaySettings>,
      VoucherRefusal,
      { status: number; code: string },
    ][] = [
      ['while the chain is too dear', { maxWeiPerGas: 1n }, 'fees_too_high', unavailable()],
      [
        'for a claim of too much gas',
        { maxGas: 50_000n },
        'gas_too_high',
        { status: 403, code: 'forbidden' },
      ],
    ]
    for (const [when, change, reason, expected] of limits) {
      it(`${when}: ${reason}`, async () => {
        await expectRefusal(await make(), reason, expected, { by: await stage.openServer(change) })
      })
    }

    it('for so many tickets that not even a simulation comes to its end: gas_too_high', async () => {
      const by = await stage.openServer({ maxGas: 100_000n })
      const expected = { status: 403, code: 'forbidden' }
      await expectRefusal(await make({ count: 1_000 }), 'gas_too_high', expected, { by })
    })

    it('as it has no coin: relay_unfunded, which its health says too', async () => {
      const privateKey = generatePrivateKey()
      const by = await stage.openServer({ privateKey })
      await by.services.settleClaims()
      expect(await by.services.findHealth()).to.include({ relay: 'low' })
      await expectRefusal(await make(), 'relay_unfunded', unavailable(), { by })

      const { address } = privateKeyToAccount(privateKey)
      await stage.chain.control.setBalance({ address, value: parseEther('2') })
      expect((await post(by, event, await make())).status).to.equal(202)
      expect(await by.services.findHealth()).to.include({ relay: 'ok' })
    })

    it('as there is nobody to: relay_off', async () => {
      const by = await stage.openServer({}, { relay: undefined })
      await expectRefusal(await make(), 'relay_off', { status: 404, code: 'not_found' }, { by })
      expect(by.services.chain).to.include({ relayer: null })
      expect(await by.services.findHealth()).to.include({ relay: 'off' })
    })
  })

  it('while the node is down, and keeps nothing of it', async () => {
    const by = await stage.openServer({}, { rpcUrl: 'http://127.0.0.1:9' })
    const body = await make()
    const answer = await post(by, event, body)
    expect(answer.body).to.include({ status: 503, code: 'unavailable' })
    expect((await post(server, event, body)).status).to.equal(202)
  })

  describe('beyond its limits', () => {
    it('brings so many an hour for one wallet', async () => {
      const by = await stage.openServer({ claimsPerHour: 2 })
      const often = newAccount().address
      const ask = async () => (await post(by, event, await request(stage.minter, event, often))).status
      expect([await ask(), await ask(), await ask()]).to.deep.equal([202, 202, 429])
      by.clock.offsetMs += 3_600_001
      expect(await ask()).to.equal(202)
    })

    it('brings so many a minute for one event', async () => {
      const by = await stage.openServer({ claimsPerMinute: 2 })
      const at = await stage.createEvent()
      const ask = async () =>
        (await post(by, at, await request(stage.minter, at, newAccount().address))).status
      expect([await ask(), await ask(), await ask()]).to.deep.equal([202, 202, 429])
      by.clock.offsetMs += 60_001
      expect(await ask()).to.equal(202)
    })
  })
})

function bad() {
  return { status: 400, code: 'bad_request' }
}

function unavailable() {
  return { status: 503, code: 'unavailable' }
}
