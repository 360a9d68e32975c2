import { expect } from 'chai'
import {
  type Address,
  createWalletClient,
  type Hex,
  http,
  keccak256,
  type PublicClient,
  toBytes,
  toHex,
  zeroAddress,
} from 'viem'
import { hardhat } from 'viem/chains'
import { type Voucher, voucherTypedData } from '#core/voucher.ts'
import { verifyMirror } from '#indexer/verify.ts'
import { type ChainStage, openChainStage } from './chain-stage.ts'
import { type MirrorStage, openMirrorStage } from './mirror-stage.ts'

const FIRST = keccak256(toHex('the first voucher'))
const SECOND = keccak256(toHex('the second voucher'))
const UNSEEN = keccak256(toHex('a voucher that nobody has brought'))

describe('a follower, of vouchers', () => {
  let chain: ChainStage
  let mirror: MirrorStage
  let event: Address

  before(async () => {
    chain = await openChainStage()
    mirror = await openMirrorStage(chain)
    event = await chain.createEvent()
  })
  after(async () => {
    await mirror.close()
    await chain.stop()
  })

  it('mirrors who claimed which tickets', async () => {
    await claim(FIRST, chain.ben, 2)
    await mirror.catchUp()
    await mirror.expectEqual()
    expect(await find(FIRST)).to.include({ status: 'claimed', firstTokenId: 2_000_001n, count: 2 })
    expect(toHex((await find(FIRST))?.claimedBy ?? toBytes('nobody'))).to.equal(chain.ben)
  })

  it('mirrors one that was taken back, also unseen', async () => {
    await chain.as(chain.organizer, event).write.revokeVoucher([SECOND])
    await mirror.catchUp()
    await mirror.expectEqual()
    expect(await find(SECOND)).to.include({ status: 'revoked', firstTokenId: null, count: null })
    expect(await find(UNSEEN)).to.equal(null)
  })

  it('keeps events apart that have vouchers of one id', async () => {
    const other = await chain.createEvent('Another night')
    await chain.as(chain.organizer, other).write.revokeVoucher([FIRST])
    await mirror.catchUp()
    await mirror.expectEqual()
    expect(await mirror.database.voucher.count({ where: { voucherId: bytesOf(FIRST) } })).to.equal(2)
  })

  it('mirrors an event, a claim and a voucher taken back out of one block', async () => {
    const before = event
    await chain.inOneBlock(async () => {
      event = await chain.createEvent('All at once')
      await claim(FIRST, chain.cleo, 1)
      await chain.as(chain.organizer, event).write.revokeVoucher([SECOND], { gas: 1_000_000n })
    })
    await mirror.catchUp()
    await mirror.expectEqual()
    event = before
  })

  describe('when blocks leave the chain', () => {
    const id = keccak256(toHex('left'))

    it('forgets what was claimed and taken back in them', async () => {
      const leave = await chain.mark()
      const before = await mirror.database.voucher.count()
      await claim(id, chain.ben, 1)
      await chain.as(chain.organizer, event).write.revokeVoucher([UNSEEN])
      await mirror.catchUp()
      expect(await mirror.database.voucher.count()).to.equal(before + 2)

      await leave()
      await chain.mine(1)
      await mirror.catchUp()
      await mirror.expectEqual()
      expect(await mirror.database.voucher.count()).to.equal(before)
    })

    it('mirrors what became of the voucher instead', async () => {
      const leave = await chain.mark()
      await claim(id, chain.ben, 1)
      await mirror.catchUp()
      await leave()
      await claim(id, chain.cleo, 3)
      await mirror.catchUp()
      await mirror.expectEqual()
      expect(await find(id)).to.include({ status: 'claimed', count: 3 })
    })
  })

  it('comes to the same when it begins anew', async () => {
    const kept = await mirror.database.voucher.findMany({ orderBy: { voucherId: 'asc' } })
    await mirror.asOwner('DELETE FROM mirror.chain')
    mirror.restart()
    await mirror.catchUp()
    await mirror.expectEqual()
    const rebuilt = await mirror.database.voucher.findMany({ orderBy: { voucherId: 'asc' } })
    expect(rebuilt).to.deep.equal(kept)
  })

  const faults = {
    wrong: 'UPDATE mirror.voucher SET count = count + 1 WHERE count = 2',
    missing: 'DELETE FROM mirror.voucher WHERE count = 2',
    'too many': `INSERT INTO mirror.voucher (event_id, voucher_id, status, block_number, transaction_hash, datetime)
      SELECT event_id, sha256(voucher_id), 'revoked', block_number, transaction_hash, datetime
      FROM mirror.voucher WHERE count = 2`,
  }
  for (const [fault, sql] of Object.entries(faults)) {
    it(`differs from the chain when a row is ${fault}, and no more once it has begun anew`, async () => {
      await mirror.asOwner(`SET usher.block_number = 'final'; ${sql}`)
      const differences = await verifyMirror(mirror.database, chain.client as PublicClient, chain.followed)
      expect(differences).to.have.length(1)
      expect(differences[0]).to.match(/^voucher 0x/)

      await mirror.asOwner('DELETE FROM mirror.chain')
      mirror.restart()
      await mirror.catchUp()
      await mirror.expectEqual()
    })
  }

  /** Has the organizer promise tickets of the bound tier to `to`, and a stranger bring the voucher. */
  async function claim(voucherId: Hex, to: Address, count: number): Promise<void> {
    const { timestamp } = await chain.client.getBlock()
    const voucher: Voucher = {
      voucherId,
      signer: chain.organizer,
      tierId: 2,
      count,
      recipient: to,
      key: zeroAddress,
      expiresAt: timestamp + 86_400n,
    }
    const wallet = createWalletClient({
      account: chain.organizer,
      chain: hardhat,
      transport: http(chain.rpcUrl),
    })
    const signature = await wallet.signTypedData(
      voucherTypedData({ chainId: hardhat.id, contract: event }, voucher),
    )
    await chain.as(chain.ada, event).write.claim([voucher, signature, to, '0x'], { gas: 1_000_000n })
  }

  function find(voucherId: Hex) {
    return mirror.database.voucher.findFirst({
      where: { voucherId: bytesOf(voucherId) },
      orderBy: { blockNumber: 'asc' },
    })
  }
})

function bytesOf(hex: Hex): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(toBytes(hex))
}
