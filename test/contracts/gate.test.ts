import { expect } from 'chai'
import type { Address } from 'viem'
import { getAddress, keccak256, toHex } from 'viem'
import type { TestChain } from './chain.ts'
import { expectRevert, openChain } from './chain.ts'
import type { TestEvent } from './event.ts'
import { createEvent, DAY, logsOf, PRICE, status, tier } from './event.ts'

const GATE_ROLE = keccak256(toHex('GATE_ROLE'))
const ROOT = keccak256(toHex('scans'))
const [FIRST, SECOND] = [1_000_001n, 1_000_002n]

describe('what the gate puts on record', () => {
  let chain: TestChain
  let event: TestEvent
  let guest: Address

  /** A guest with three tickets of one batch, a gate, at the cut-off. */
  const created = async () => {
    const fresh = await createEvent(chain)
    await fresh.buy(fresh.guest, tier.open, 3n)
    await fresh.as(fresh.organizer).write.grantRole([GATE_ROLE, fresh.gate.account.address])
    await chain.time.increaseTo(fresh.settings.cutOffAt)
    return fresh
  }

  before(async () => {
    chain = await openChain()
  })

  beforeEach(async () => {
    event = await chain.loadFixture(created)
    guest = getAddress(event.guest.account.address)
  })

  const mark = (tokenIds: bigint[], by = event.gate) => event.as(by).write.markUsed([tokenIds])
  const lift = (tokenIds: bigint[], by = event.organizer) => event.as(by).write.liftUsed([tokenIds])

  describe('the mark of a used ticket', () => {
    it('is set by the gate, once per ticket', async () => {
      expect(await logsOf(chain, mark([FIRST, FIRST]))).to.deep.equal([
        { eventName: 'TicketUsed', args: { tokenId: FIRST } },
        { eventName: 'MetadataUpdate', args: { _tokenId: FIRST } },
      ])
      expect(await logsOf(chain, mark([SECOND, FIRST], event.organizer))).to.deep.equal([
        { eventName: 'TicketUsed', args: { tokenId: SECOND } },
        { eventName: 'MetadataUpdate', args: { _tokenId: SECOND } },
      ])
      expect(
        await Promise.all([FIRST, SECOND, 1_000_003n].map((id) => event.read.isUsed([id]))),
      ).to.deep.equal([true, true, false])
      expect(await event.read.locked([FIRST])).to.equal(true)
    })

    it('leaves holder, balance, payment and count as they were', async () => {
      await mark([FIRST])
      expect(await event.read.ownerOf([FIRST])).to.equal(guest)
      expect(await event.read.balanceOf([guest])).to.equal(3n)
      expect(await event.read.paidFor([FIRST])).to.equal(PRICE)
      expect(await event.read.transferCountOf([FIRST])).to.equal(0)
    })

    it('stops movement, whatever else would', async () => {
      await mark([FIRST])
      const { write } = event.as(event.guest)
      await expectRevert(
        write.transferFrom([guest, event.friend.account.address, FIRST]),
        'UsherEvent_TicketUsed',
        [FIRST],
      )
      await expectRevert(
        event.as(event.organizer).write.announceReissue([FIRST, event.friend.account.address]),
        'UsherEvent_TicketUsed',
        [FIRST],
      )
    })

    it('stops neither a void nor a refund', async () => {
      await mark([FIRST, SECOND])
      await event.as(event.organizer).write.voidTickets([[FIRST]])
      await event.as(event.organizer).write.cancelEvent()
      await event.as(event.guest).write.refund([[SECOND], guest])
    })

    it('is set from the cut-off on', async () => {
      const early = await createEvent(chain, { settings: { name: 'Early' } })
      await early.buy(early.guest, tier.open)
      await chain.time.setNextBlockTimestamp(early.settings.cutOffAt - 1n)
      const sent = early.as(early.organizer).write.markUsed([[FIRST]])
      await expectRevert(sent, 'UsherEvent_TooEarly', [early.settings.cutOffAt])
      await chain.time.setNextBlockTimestamp(early.settings.cutOffAt)
      await early.as(early.organizer).write.markUsed([[FIRST]])
    })

    it('is refused for a ticket that does not exist', async () => {
      await expectRevert(mark([FIRST, 1_000_004n]), 'ERC721NonexistentToken', [1_000_004n])
      await event.as(event.organizer).write.voidTickets([[FIRST]])
      await expectRevert(mark([FIRST]), 'ERC721NonexistentToken', [FIRST])
    })

    it('is lifted by the organizer alone', async () => {
      await mark([FIRST])
      const gate = getAddress(event.gate.account.address)
      await expectRevert(lift([FIRST], event.gate), 'OwnableUnauthorizedAccount', [gate])
      expect(await logsOf(chain, lift([FIRST, FIRST, SECOND]))).to.deep.equal([
        { eventName: 'TicketUseLifted', args: { tokenId: FIRST } },
        { eventName: 'MetadataUpdate', args: { _tokenId: FIRST } },
      ])
      expect(await event.read.isUsed([FIRST])).to.equal(false)
    })

    it('is set and lifted until settlement', async () => {
      await chain.time.increaseTo(event.settings.endsAt + 4n * DAY)
      await mark([FIRST])
      await lift([FIRST])
      await event.as(event.organizer).write.withdraw([event.organizer.account.address])
      await expectRevert(mark([FIRST]), 'UsherEvent_Frozen', [status.settled])
      await expectRevert(lift([FIRST]), 'UsherEvent_Frozen', [status.settled])
    })

    it('is set by nobody else', async () => {
      await expectRevert(mark([FIRST], event.guest), 'AccessControlUnauthorizedAccount', [guest, GATE_ROLE])
    })
  })

  describe('the anchor of the scan log', () => {
    it('is a log, by the gate or the organizer', async () => {
      for (const by of [event.gate, event.organizer]) {
        expect(await logsOf(chain, event.as(by).write.anchorScanLog([ROOT, 5n, 9n]))).to.deep.equal([
          { eventName: 'ScanLogAnchored', args: { root: ROOT, fromSeq: 5n, toSeq: 9n } },
        ])
      }
    })

    it('may hold one scan, and not end before it begins', async () => {
      const { write } = event.as(event.gate)
      await write.anchorScanLog([ROOT, 5n, 5n])
      await expectRevert(write.anchorScanLog([ROOT, 5n, 4n]), 'UsherEvent_RangeInvalid', [5n, 4n])
    })

    it('is nobody else’s', async () => {
      await expectRevert(
        event.as(event.guest).write.anchorScanLog([ROOT, 1n, 2n]),
        'AccessControlUnauthorizedAccount',
        [guest, GATE_ROLE],
      )
    })
  })
})
