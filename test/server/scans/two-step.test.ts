import { expect } from 'chai'
import type { PrivateKeyAccount } from 'viem/accounts'
import { type ScanPreview, scanPreview, scans } from '#core/api/scan.ts'
import { call, newAccount, signIn } from '../client.ts'
import { type Gate, newNonce, openGate, type ScanBody } from '../gate.ts'
import { newPhone, type Phone } from '../phone.ts'
import { mirrorChain, mirrorEvent, type Stage } from '../stage.ts'
import { openWorld, type World } from '../world.ts'

describe('two-step entry', () => {
  let world: World
  let stage: Stage
  let gate: Gate
  let holder: PrivateKeyAccount
  let phone: Phone
  let tokenId = 3_000_000n

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
  })

  const ask = (scan: ScanBody, token = gate.token) =>
    call(world.url, `${stage.path}/scans/preview`, {
      token,
      body: { nonce: newNonce(), listId: 'main', direction: 'entry', ...scan },
    })
  const preview = async (scan: ScanBody): Promise<ScanPreview> => scanPreview.parse((await ask(scan)).body)

  /** The log's rows of this ticket, as staff see them. */
  const logged = async () => {
    const { body } = await call(world.url, `${stage.path}/scans?limit=500`, { token: gate.token })
    return scans.parse(body).scans.filter((scan) => scan.tokenId === `${tokenId}`)
  }

  describe('the preview', () => {
    it('shows the ticket that a scan would admit, and writes nothing', async () => {
      const code = await phone.show(tokenId)
      const answer = await preview({ code })
      expect(answer).to.deep.include({ verdict: 'admit' })
      expect(answer.ticket).to.deep.equal({
        tokenId: `${tokenId}`,
        tierId: 3,
        holder: holder.address.toLowerCase(),
      })
      expect(await logged()).to.deep.equal([])
      expect(await gate.scan({ code })).to.include({ verdict: 'admit' })
    })

    it('says who was first where a scan would', async () => {
      await gate.scan({ code: await phone.show(tokenId) })
      const answer = await preview({ code: await phone.show(tokenId) })
      expect(answer).to.include({ verdict: 'refuse', reason: 'already_redeemed' })
      expect(answer.first).to.include({ gateId: '1', deviceId: gate.deviceId })
    })

    it('goes by the tables: a ticket that was sold on since the last scan is refused', async () => {
      await gate.scan({ code: await phone.show(tokenId) })
      await gate.scan({ code: await phone.show(tokenId), direction: 'exit' })
      await stage.run(
        `UPDATE mirror.ticket SET owner = decode('${'0b'.repeat(20)}', 'hex') WHERE event_id = $1 AND token_id = $2`,
        tokenId,
      )
      expect(await preview({ code: await phone.show(tokenId) })).to.include({ reason: 'not_owner' })
    })

    it('is for those who may scan here', async () => {
      const code = await phone.show(tokenId)
      const { accessToken } = await signIn(world.url, newAccount(), newNonce())
      expect((await ask({ code }, accessToken)).status).to.equal(403)
      const unsigned = { nonce: newNonce(), code, listId: 'main', direction: 'entry' }
      expect((await call(world.url, `${stage.path}/scans/preview`, { body: unsigned })).status).to.equal(401)
    })
  })

  describe('the scan that follows', () => {
    it('admits what a person allows, and logs that', async () => {
      const code = await phone.show(tokenId)
      expect(await gate.scan({ code, decision: 'allow' })).to.include({ verdict: 'admit' })
      expect(await logged()).to.have.length(1)
      expect((await logged())[0]).to.include({ decision: 'allow', verdict: 'admit', staff: gate.address })
    })

    it('refuses what a person denies, logs that, and leaves the ticket outside', async () => {
      const denied = await gate.scan({ code: await phone.show(tokenId), decision: 'deny' })
      expect(denied).to.include({ verdict: 'refuse', reason: 'rules' })
      expect(denied.message).to.contain('steward')
      expect(denied.ticket?.tokenId).to.equal(`${tokenId}`)
      expect((await logged())[0]).to.include({ decision: 'deny', reason: 'rules', staff: gate.address })
      expect(await gate.scan({ code: await phone.show(tokenId) })).to.include({ verdict: 'admit' })
    })

    it('admits nobody whom the rules refuse, whatever a person taps', async () => {
      await gate.scan({ code: await phone.show(tokenId) })
      const again = await gate.scan({ code: await phone.show(tokenId), decision: 'allow' })
      expect(again).to.include({ verdict: 'refuse', reason: 'already_redeemed' })
    })

    it('gives the rules’ reason before a person’s', async () => {
      await gate.scan({ code: await phone.show(tokenId) })
      const again = await gate.scan({ code: await phone.show(tokenId), decision: 'deny' })
      expect(again).to.include({ reason: 'already_redeemed' })
    })

    it('takes another decision under the same nonce for another request', async () => {
      const scan = { nonce: newNonce(), code: await phone.show(tokenId) }
      const denied = await gate.scan({ ...scan, decision: 'deny' })
      expect(await gate.scan({ ...scan, decision: 'deny' })).to.deep.equal({ ...denied, repeated: true })
      expect((await gate.send({ ...scan, decision: 'allow' })).body).to.include({ code: 'nonce_reused' })
    })
  })
})
