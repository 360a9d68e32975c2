import { expect } from 'chai'
import { encodeEventTopics, type Hex, keccak256, toHex, zeroAddress } from 'viem'
import { usherFactoryAbi } from '#core/chain/abi/usher-factory.ts'
import { noChanges } from '#indexer/changes.ts'
import { projectBlock } from '#indexer/project.ts'
import {
  ADA,
  BEN,
  bothOrders,
  EVENT,
  event,
  FACTORY,
  KEY,
  type Log,
  NUMBER,
  projectLogs,
  STRANGER,
  TICKET,
  TIME,
  toChainLogs,
  toHash,
  transfer,
} from './logs.ts'

describe('projectBlock', () => {
  describe('given an event that is known', () => {
    const project = (...logs: Log[]) => projectLogs(new Set([EVENT]), logs)

    it('begins a ticket with its transfer from nobody', () => {
      const { tickets, issued, transfers } = project(transfer(zeroAddress, ADA))
      expect(tickets.get(KEY)).to.deep.equal({
        kind: 'create',
        row: {
          owner: ADA,
          status: 'valid',
          pricePaid: null,
          acquiredAt: new Date(Number(TIME) * 1_000),
          acquiredBlock: NUMBER,
          settlesFromBlock: NUMBER,
          moves: 0,
          isUsed: false,
        },
      })
      expect([...issued]).to.deep.equal([[`${EVENT}/1`, 1]])
      expect(transfers).to.have.length(1)
    })

    it('moves a ticket without letting it settle anew', () => {
      const { tickets } = project(transfer(ADA, BEN))
      expect(tickets.get(KEY)).to.deep.equal({
        kind: 'patch',
        row: { owner: BEN, acquiredAt: new Date(Number(TIME) * 1_000), acquiredBlock: NUMBER, moves: 1 },
      })
    })

    it('keeps of a ticket that begins and moves in one block what is true at its end', () => {
      const { tickets, transfers } = project(transfer(zeroAddress, ADA), transfer(ADA, BEN))
      expect(tickets.get(KEY)).to.have.property('kind', 'create')
      expect(tickets.get(KEY)?.row).to.include({ owner: BEN, status: 'valid', settlesFromBlock: NUMBER })
      expect(transfers.map(({ logIndex }) => logIndex)).to.deep.equal([0, 1])
    })

    for (const [name, log] of [
      ['resale', event('TicketResold', { tokenId: TICKET, seller: ADA, buyer: BEN, price: 5n, royalty: 1n })],
      ['reissue', event('TicketReissued', { tokenId: TICKET, from: ADA, to: BEN })],
    ] as const) {
      it(`lets a ticket settle anew after a ${name}, whichever log comes first`, () => {
        for (const logs of bothOrders(log, transfer(ADA, BEN))) {
          expect(project(...logs).tickets.get(KEY)?.row).to.include({ settlesFromBlock: NUMBER, owner: BEN })
        }
      })
    }

    describe('when tickets are sold', () => {
      const sold = event('TicketsSold', { firstTokenId: TICKET, count: 2n, payer: ADA, price: 30n })

      it('knows what the tickets of that sale cost, whichever log comes first', () => {
        for (const logs of bothOrders(sold, transfer(zeroAddress, ADA))) {
          expect(project(...logs).tickets.get(KEY)?.row).to.include({ pricePaid: 30n })
        }
      })

      it('takes the last ticket of a sale to be sold and the one after it to be free', () => {
        const { tickets } = project(
          sold,
          transfer(zeroAddress, ADA, TICKET + 1n),
          transfer(zeroAddress, ADA, TICKET + 2n),
        )
        expect(tickets.get(`${EVENT}/${TICKET + 1n}`)?.row.pricePaid).to.equal(30n)
        expect(tickets.get(`${EVENT}/${TICKET + 2n}`)?.row.pricePaid).to.equal(null)
      })

      it('does not take a ticket of another transaction to be sold', () => {
        const { tickets } = project(sold, { ...transfer(zeroAddress, ADA), transactionHash: toHash(2) })
        expect(tickets.get(KEY)?.row.pricePaid).to.equal(null)
      })
    })

    describe('when a ticket ends', () => {
      const burnt = transfer(ADA, zeroAddress)
      const ends = {
        void: event('TicketVoided', { tokenId: TICKET, holder: ADA }),
        refunded: event('TicketRefunded', { tokenId: TICKET, to: ADA, amount: 5n }),
      }
      for (const [status, log] of Object.entries(ends)) {
        it(`is ${status}, whichever log comes first, and stays with its last holder`, () => {
          for (const logs of bothOrders(log, burnt)) {
            expect(project(...logs).tickets.get(KEY)).to.deep.equal({
              kind: 'patch',
              row: { status, moves: 1 },
            })
          }
        })
      }

      it('is void when nothing says why', () => {
        expect(project(burnt).tickets.get(KEY)?.row).to.deep.equal({ status: 'void', moves: 1 })
      })

      it('is refunded without having moved', () => {
        expect(project(ends.refunded).tickets.get(KEY)?.row).to.deep.equal({ status: 'refunded' })
      })
    })

    it('spends a voucher that is claimed, and one that is taken back', () => {
      const voucherId = toHash(7)
      const { vouchers } = project(
        event('VoucherClaimed', { voucherId, to: ADA, firstTokenId: TICKET, count: 2n }),
        event('VoucherRevoked', { voucherId: toHash(8) }),
      )
      const spent = {
        contract: EVENT,
        blockNumber: NUMBER,
        transactionHash: toHash(1),
        datetime: new Date(Number(TIME) * 1_000),
      }
      expect(vouchers).to.deep.equal([
        { ...spent, voucherId, claim: { by: ADA, firstTokenId: TICKET, count: 2 } },
        { ...spent, voucherId: toHash(8), claim: null },
      ])
    })

    it('keeps the last word on each role', () => {
      const role = keccak256(toHex('GATE_ROLE'))
      const grant = event('RoleGranted', { role, account: ADA, sender: BEN })
      const revoke = event('RoleRevoked', { role, account: ADA, sender: BEN })
      const isHeld = (...logs: Log[]) => [...project(...logs).roles.values()].map((it) => it.isHeld)
      expect(isHeld(grant, revoke)).to.deep.equal([false])
      expect(isHeld(revoke, grant)).to.deep.equal([true])
    })

    it('takes no notice of a role that means nothing here', () => {
      expect(
        project(event('RoleGranted', { role: toHash(9), account: ADA, sender: BEN })).roles.size,
      ).to.equal(0)
    })

    it('keeps the last word on the event itself', () => {
      const { events } = project(
        event('SalesPaused', {}),
        event('SalesResumed', {}),
        event('OwnershipTransferred', { previousOwner: ADA, newOwner: BEN }),
        event('ContractURIChanged', {}, ['a\0b']),
        event('TimesChanged', {}, [1n, 2n, 3n]),
        event('EventCanceled', {}),
      )
      expect(events.get(EVENT)).to.deep.equal({
        kind: 'patch',
        row: {
          isSalesPaused: false,
          organizer: BEN,
          contractUri: 'a\u{fffd}b',
          doorsAt: new Date(1_000),
          endsAt: new Date(2_000),
          cutOffAt: new Date(3_000),
          status: 'canceled',
        },
      })
    })
  })

  describe('given the announcement of an event', () => {
    const created: Log = {
      address: FACTORY,
      topics: encodeEventTopics({
        abi: usherFactoryAbi,
        eventName: 'EventCreated',
        args: { eventContract: EVENT, organizer: ADA },
      }) as Hex[],
      data: toHash(0),
    }
    const configured = event('EventConfigured', {}, [
      {
        name: 'Night of the Owls',
        symbol: 'OWLS',
        organizer: ADA,
        currency: zeroAddress,
        doorsAt: 10n,
        endsAt: 20n,
        cutOffAt: 5n,
        reissueDelay: 60,
        renderer: BEN,
        contractURI: '',
      },
    ])

    it('knows the event in the whole block, its first tickets included', () => {
      for (const logs of bothOrders(created, configured)) {
        const changes = projectLogs(new Set(), [...logs, transfer(zeroAddress, ADA)])
        expect(changes.events.get(EVENT)).to.have.property('kind', 'create')
        expect(changes.tickets.size).to.equal(1)
      }
    })

    it('answers which event it is', () => {
      const block = { number: NUMBER, timestamp: TIME, logs: toChainLogs([created]) }
      expect(projectBlock(block, FACTORY, new Set(), noChanges())).to.deep.equal([EVENT])
    })

    it('lets what was said before the settings win over them', () => {
      const handedOver = event('OwnershipTransferred', { previousOwner: ADA, newOwner: BEN })
      expect(
        projectLogs(new Set(), [created, handedOver, configured]).events.get(EVENT)?.row.organizer,
      ).to.equal(BEN)
    })

    it('does not believe anybody else', () => {
      const changes = projectLogs(new Set(), [{ ...created, address: STRANGER }, configured])
      expect(changes).to.deep.equal(noChanges())
    })
  })

  it('takes no notice of strangers, nor of logs that no event makes', () => {
    const logs = [
      { ...transfer(zeroAddress, ADA), address: STRANGER },
      { address: EVENT, topics: [toHash(1)], data: '0x' as Hex },
      { address: EVENT, topics: [], data: '0x' as Hex },
    ]
    expect(projectLogs(new Set([EVENT]), logs)).to.deep.equal(noChanges())
  })
})
