import { expect } from 'chai'
import { zeroAddress } from 'viem'
import {
  ADA,
  BEN,
  bothOrders,
  EVENT,
  event,
  KEY,
  type Log,
  NUMBER,
  projectLogs,
  TICKET,
  TIME,
  toHash,
  transfer,
} from './logs.ts'

describe('projectBlock, given what happens on the market, with the money and at the gate', () => {
  const project = (...logs: Log[]) => projectLogs(new Set([EVENT]), logs)

  describe('when a ticket moves', () => {
    it('counts every movement, to oneself and to nobody too', () => {
      const { tickets } = project(transfer(ADA, BEN), transfer(BEN, BEN), transfer(BEN, zeroAddress))
      expect(tickets.get(KEY)?.row.moves).to.equal(3)
    })

    it('counts those of a ticket that has just begun, but not its issue', () => {
      const { tickets } = project(transfer(zeroAddress, ADA), transfer(ADA, BEN))
      expect(tickets.get(KEY)).to.have.property('kind', 'create')
      expect(tickets.get(KEY)?.row.moves).to.equal(1)
    })
  })

  describe('when refunds open', () => {
    const opened = event('RefundsOpened', {})
    const moved = event('TimesChanged', {}, [1n, 2n, 3n])

    it('takes it for moved times if they changed in the same transaction, whichever log comes first', () => {
      for (const logs of bothOrders(moved, opened)) {
        const row = project(...logs).events.get(EVENT)?.row
        expect(row).to.include({ isMoved: true })
        expect(row).to.not.have.property('status')
      }
    })

    it('takes it for the end of waiting if they did not', () => {
      for (const log of [opened, { ...opened, transactionHash: toHash(2) }]) {
        const before = log === opened ? [] : [moved]
        const row = project(...before, log).events.get(EVENT)?.row
        expect(row).to.include({ status: 'refunding' })
        expect(row).to.not.have.property('isMoved')
      }
    })

    it('does not take changed times for moved ones where no refund opens', () => {
      expect(project(moved).events.get(EVENT)?.row).to.not.have.property('isMoved')
    })
  })

  describe('when something happens to a ticket that its transfers do not tell', () => {
    const cases: readonly [string, object, readonly unknown[], object][] = [
      [
        'TicketResold',
        { tokenId: TICKET, seller: ADA, buyer: BEN },
        [90n, 9n],
        { account: BEN, amount: 90n },
      ],
      ['TicketRefunded', { tokenId: TICKET, to: ADA }, [50n], { account: ADA, amount: 50n }],
      ['TicketVoided', { tokenId: TICKET, holder: ADA }, [], { account: ADA }],
      ['TicketReissued', { tokenId: TICKET, from: ADA, to: BEN }, [], { account: BEN }],
      ['ReissueDropped', { tokenId: TICKET, by: ADA }, [], { account: ADA }],
      ['TicketUsed', { tokenId: TICKET }, [], {}],
      ['TicketUseLifted', { tokenId: TICKET }, [], {}],
      [
        'ReissueAnnounced',
        { tokenId: TICKET, holder: ADA, to: BEN },
        [9n],
        { account: BEN, effectiveAt: new Date(9_000) },
      ],
    ]
    const kinds: Readonly<Record<string, string>> = {
      TicketResold: 'resold',
      TicketRefunded: 'refunded',
      TicketVoided: 'voided',
      TicketReissued: 'reissued',
      ReissueDropped: 'reissue_dropped',
      ReissueAnnounced: 'reissue_announced',
      TicketUsed: 'used',
      TicketUseLifted: 'use_lifted',
    }
    for (const [name, indexed, data, told] of cases) {
      it(`keeps ${name} at its place`, () => {
        const { ticketLogs } = project(transfer(ADA, ADA), event(name, indexed, data))
        expect(ticketLogs).to.deep.equal([
          {
            contract: EVENT,
            blockNumber: NUMBER,
            logIndex: 1,
            tokenId: TICKET,
            kind: kinds[name],
            account: null,
            amount: null,
            effectiveAt: null,
            transactionHash: toHash(1),
            datetime: new Date(Number(TIME) * 1_000),
            ...told,
          },
        ])
      })
    }
  })

  it('knows a settled event', () => {
    const settled = event('EventSettled', { to: ADA }, [7n])
    expect(project(settled).events.get(EVENT)?.row).to.deep.equal({ status: 'settled' })
  })

  describe('when a reissue is announced', () => {
    const announced = event('ReissueAnnounced', { tokenId: TICKET, holder: ADA, to: BEN }, [9n])
    const reissue = { to: BEN, effectiveAt: new Date(9_000) }
    const reissueOf = (...logs: Log[]) => project(...logs).reissues.get(KEY)

    it('keeps to whom and from when on', () => {
      expect(reissueOf(announced)).to.deep.equal(reissue)
    })

    it('ends it when it is dropped or the ticket moves, ends or is reissued', () => {
      const ends = [
        event('ReissueDropped', { tokenId: TICKET, by: ADA }),
        transfer(ADA, BEN),
        transfer(ADA, zeroAddress),
      ]
      for (const end of ends) expect(reissueOf(announced, end)).to.equal(null)
    })

    it('keeps one that is announced after a movement', () => {
      expect(reissueOf(transfer(ADA, BEN), announced)).to.deep.equal(reissue)
    })
  })

  it('keeps the last word on the gate’s mark', () => {
    const used = event('TicketUsed', { tokenId: TICKET })
    const lifted = event('TicketUseLifted', { tokenId: TICKET })
    expect(project(used).tickets.get(KEY)?.row).to.deep.equal({ isUsed: true })
    expect(project(used, lifted).tickets.get(KEY)?.row).to.deep.equal({ isUsed: false })
  })

  describe('given credits', () => {
    const added = (amount: bigint) => event('CreditAdded', { account: ADA, tokenId: TICKET }, [amount])
    const withdrawn = (amount: bigint) => event('CreditWithdrawn', { account: ADA, to: BEN }, [amount])
    const creditOf = (...logs: Log[]) => project(...logs).accounts.get(`${EVENT}/${ADA}`)

    it('adds up what is added, less what is withdrawn', () => {
      expect(creditOf(added(5n), added(7n))).to.deep.equal({ credit: 12n })
      expect(creditOf(added(5n), withdrawn(8n), added(2n))).to.deep.equal({ credit: -1n })
    })

    it('owes to the account, not to whom it lets the money be paid', () => {
      expect([...project(withdrawn(5n)).accounts.keys()]).to.deep.equal([`${EVENT}/${ADA}`])
    })
  })

  it('keeps a seller’s last epoch beside his credit', () => {
    const epoch = (number: number) => event('ListingsCanceled', { seller: ADA }, [number])
    const credit = event('CreditAdded', { account: ADA, tokenId: TICKET }, [5n])
    expect(project(epoch(3), credit, epoch(4)).accounts.get(`${EVENT}/${ADA}`)).to.deep.equal({
      epoch: 4,
      credit: 5n,
    })
  })

  it('keeps a listing that was taken back, once', () => {
    const canceled = event('ListingCanceled', { seller: ADA, listing: toHash(5) })
    expect([...project(canceled, canceled).canceledListings.values()]).to.deep.equal([
      { contract: EVENT, digest: toHash(5) },
    ])
  })
})
