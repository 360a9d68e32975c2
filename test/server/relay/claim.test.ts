import { expect } from 'chai'
import type { Address, Hex } from 'viem'
import { usherEventAbi } from '#core/chain/abi/usher-event.ts'
import { newAccount } from '../client.ts'
import type { World } from '../world.ts'
import { find, openRelayStage, post, type RelayStage, request, withClaim } from './stage.ts'

describe('relay', () => {
  let stage: RelayStage
  let server: World
  let event: Address

  before(async () => {
    stage = await openRelayStage()
    server = await stage.openServer()
    event = await stage.createEvent()
  })
  after(() => stage.close())

  const ticketsOf = (holder: Address) =>
    stage.chain.client.readContract({
      address: event,
      abi: usherEventAbi,
      functionName: 'balanceOf',
      args: [holder],
    })
  const sentByRelayer = () => stage.chain.client.getTransactionCount({ address: stage.payerAddress })

  describe('given a voucher for a wallet without any coin', () => {
    const guest = newAccount()
    let voucherId: Hex

    it('sends its claim, and says by which transaction', async () => {
      const body = await request(stage.minter, event, guest.address, { count: 2 })
      voucherId = body.voucher.voucherId as Hex
      const answer = await post(server, event, body)
      expect(answer.status).to.equal(202)
      expect(answer.body).to.deep.include({
        voucherId,
        status: 'pending',
        to: guest.address.toLowerCase(),
        block: null,
        tickets: null,
      })
      expect(await ticketsOf(guest.address)).to.equal(2n)
      expect(await stage.chain.client.getBalance({ address: guest.address })).to.equal(0n)
    })

    it('sees on the chain what became of it, and gives back what it did not cost', async () => {
      await server.services.settleClaims()
      const claim = await find(server, event, voucherId)
      const receipt = await stage.chain.client.getTransactionReceipt({ hash: claim.transactionHash as Hex })
      expect(claim).to.include({ status: 'mined', block: Number(receipt.blockNumber) })
      expect(await charged()).to.equal(String(receipt.gasUsed * receipt.effectiveGasPrice))
    })

    it('names the tickets once the mirror has them', async () => {
      await stage.catchUp()
      expect(await find(server, event, voucherId)).to.deep.include({
        status: 'mined',
        to: guest.address.toLowerCase(),
        tickets: { firstTokenId: '2000001', count: 2 },
      })
    })
  })

  describe('given a voucher for the key of a link', () => {
    const key = newAccount()

    it('brings it for the wallet that the key names, and for no other from then on', async () => {
      const [guest, other] = [newAccount().address, newAccount().address]
      const body = await request(stage.minter, event, guest, { key: key.address })
      const claim = await withClaim(body, event, key, guest)
      expect((await post(server, event, claim)).status).to.equal(202)
      expect(await ticketsOf(guest)).to.equal(1n)

      const turned = await post(server, event, await withClaim(body, event, key, other))
      expect(turned.body).to.include({ status: 409, code: 'conflict', reason: 'claimed_for_another' })
      await server.services.settleClaims()
      const used = await post(server, event, await withClaim(body, event, key, other))
      expect(used.body).to.include({ status: 409, code: 'conflict', reason: 'claimed' })
      expect(await ticketsOf(other)).to.equal(0n)
    })

    it('does not bring it for who swaps the recipient of a claim that he saw, nor for who has only the voucher', async () => {
      const [guest, thief] = [newAccount().address, newAccount().address]
      const body = await request(stage.minter, event, guest, { key: key.address })
      const seen = await withClaim(body, event, key, guest)
      const before = await sentByRelayer()
      for (const stolen of [
        { ...seen, claim: { to: thief } },
        { ...body, claim: { to: thief } },
        await withClaim(body, event, newAccount(), thief),
      ]) {
        const answer = await post(server, event, stolen)
        expect(answer.body).to.include({
          status: 422,
          code: 'signature_invalid',
          reason: 'claim_signature_wrong',
        })
      }
      expect(await sentByRelayer()).to.equal(before)
      // and the guest still gets it
      expect((await post(server, event, seen)).status).to.equal(202)
    })
  })

  describe('when one request comes 64 times at once, to two processes', () => {
    it('sends one transaction and answers all alike', async () => {
      const second = await stage.openServer()
      const guest = newAccount().address
      const body = await request(stage.minter, event, guest)
      const before = await sentByRelayer()
      const answers = await Promise.all(
        Array.from({ length: 64 }, (_, index) => post(index % 2 ? server : second, event, body)),
      )
      expect(answers.map(({ status }) => status)).to.deep.equal(Array(64).fill(202))
      expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).to.equal(1)
      expect(await sentByRelayer()).to.equal(before + 1)
      expect(await ticketsOf(guest)).to.equal(1n)
    })
  })

  describe('when many vouchers come at once, to two processes', () => {
    it('gives each a nonce of its own, and brings them all', async () => {
      const second = await stage.openServer()
      const guests = Array.from({ length: 12 }, () => newAccount().address)
      const before = await sentByRelayer()
      const bodies = await Promise.all(guests.map((guest) => request(stage.minter, event, guest)))
      await Promise.all(bodies.map((body, index) => post(index % 2 ? server : second, event, body)))
      await server.services.settleClaims()
      expect(await sentByRelayer()).to.equal(before + 12)
      for (const guest of guests) expect(await ticketsOf(guest)).to.equal(1n)
    })
  })

  describe('of a voucher that somebody has brought himself', () => {
    it('says who has its tickets, once the mirror knows', async () => {
      const guest = newAccount().address
      const { voucher, signature } = await request(stage.minter, event, guest)
      const args = [{ ...voucher, expiresAt: BigInt(voucher.expiresAt) }, signature, guest, '0x'] as const
      await stage.chain.as(stage.chain.ada, event).write.claim(args, { gas: 1_000_000n })
      expect(await find(server, event, voucher.voucherId)).to.include({ status: 404, code: 'not_found' })
      await stage.catchUp()
      expect(await find(server, event, voucher.voucherId)).to.include({
        status: 'mined',
        to: guest.toLowerCase(),
      })
    })

    it('says that one was taken back', async () => {
      const { voucher } = await request(stage.minter, event, newAccount().address)
      await stage.chain.as(stage.chain.organizer, event).write.revokeVoucher([voucher.voucherId as Hex])
      await stage.catchUp()
      expect(await find(server, event, voucher.voucherId)).to.deep.include({ status: 'revoked', to: null })
    })
  })

  describe('after all that', () => {
    it('tells its metrics and its health, and who pays', async () => {
      expect(await server.services.metrics.render()).to.match(/claims_total\{outcome="sent",refusal=""\} \d+/)
      expect(await server.services.findHealth()).to.include({ relay: 'ok' })
      expect(server.services.chain).to.include({ relayer: stage.payerAddress.toLowerCase() })
    })
  })

  async function charged(): Promise<string> {
    const { rows } = await server.owner.query('SELECT charged FROM registry.relay_budget')
    return rows[0]?.charged
  }
})
