import { expect } from 'chai'
import { type Address, type Hex, zeroAddress } from 'viem'
import type { TicketScan } from '#core/api/scan.ts'
import type { Ticket } from '#core/api/ticket.ts'
import {
  type Happening,
  projectHistory,
} from '#organizer/organizer/[eventId]/tickets/[tokenId]/_components/history.ts'

type Transfer = Ticket['transfers'][number]
type TicketLog = Ticket['log'][number]

const ADA: Address = `0x${'ad'.repeat(20)}`
const BEN: Address = `0x${'be'.repeat(20)}`
const hashOf = (number: number): Hex => `0x${number.toString(16).padStart(64, '0')}`
/** One minute for each block. */
const at = (block: number) => new Date(Date.UTC(2027, 5, 12, 19, block)).toISOString()

const transfer = (block: number, from: Address, to: Address, logIndex = 0): Transfer => ({
  from,
  to,
  block,
  logIndex,
  transactionHash: hashOf(block),
  datetime: at(block),
})
const log = (block: number, kind: TicketLog['kind'], logIndex = 1): TicketLog => ({
  kind,
  account: kind === 'used' || kind === 'use_lifted' ? null : BEN,
  amount: kind === 'resold' || kind === 'refunded' ? '7' : null,
  effectiveAt: kind === 'reissue_announced' ? at(59) : null,
  block,
  logIndex,
  transactionHash: hashOf(block),
  datetime: at(block),
})
const scan = (minute: number, change: Partial<TicketScan> = {}): TicketScan => ({
  scanId: String(minute),
  kind: 'scan',
  direction: 'entry',
  verdict: 'admit',
  message: '',
  listId: 'main',
  gateId: '1',
  datetime: at(minute),
  created: at(minute),
  ...change,
})

describe('the history of a ticket', () => {
  const kindsOf = (life: Partial<Parameters<typeof projectHistory>[0]>): readonly Happening['kind'][] =>
    projectHistory({ transfers: [], log: [], pricePaid: null, voucherId: null, ...life })
      .map(({ kind }) => kind)
      .toReversed()

  it('begins with how it came to be', () => {
    const transfers = [transfer(1, zeroAddress, ADA)]
    expect(kindsOf({ transfers })).to.deep.equal(['issued'])
    expect(kindsOf({ transfers, pricePaid: '0' })).to.deep.equal(['bought'])
    expect(kindsOf({ transfers, voucherId: hashOf(9) })).to.deep.equal(['claimed'])
  })

  it('tells what the contract said twice once, by its name', () => {
    const names: readonly [TicketLog['kind'], Address][] = [
      ['resold', BEN],
      ['reissued', BEN],
      ['voided', zeroAddress],
      ['refunded', zeroAddress],
    ]
    for (const [kind, to] of names) {
      const transfers = [transfer(1, zeroAddress, ADA), transfer(2, ADA, to)]
      expect(kindsOf({ transfers, log: [log(2, kind)] })).to.deep.equal(['issued', kind])
    }
  })

  it('tells a refund that moves nothing, as after a cancelation', () => {
    expect(kindsOf({ transfers: [transfer(1, zeroAddress, ADA)], log: [log(2, 'refunded')] })).to.deep.equal([
      'issued',
      'refunded',
    ])
  })

  it('keeps a gift beside a resale in one transaction', () => {
    const transfers = [transfer(1, zeroAddress, ADA), transfer(2, ADA, BEN, 0), transfer(2, BEN, ADA, 2)]
    const history = projectHistory({ transfers, log: [log(2, 'resold', 1)], pricePaid: '1', voucherId: null })
    expect(history.map(({ kind }) => kind)).to.deep.equal(['moved', 'resold', 'bought'])
  })

  it('tells marks, reissues and scans in the order in which they happened, last first', () => {
    const life = {
      transfers: [transfer(1, zeroAddress, ADA)],
      log: [log(2, 'reissue_announced'), log(3, 'reissue_dropped'), log(6, 'used'), log(8, 'use_lifted')],
      scans: [
        scan(4, { verdict: 'refuse', reason: 'invalid_time' }),
        scan(5),
        scan(7, { direction: 'exit' }),
      ],
    }
    const order = ['issued', 'reissue_announced', 'reissue_dropped', 'refused', 'admitted', 'used', 'left']
    expect(kindsOf(life)).to.deep.equal([...order, 'use_lifted'])
  })

  it('keeps the chain’s order where blocks have one time', () => {
    const sameTime = (each: TicketLog): TicketLog => ({ ...each, datetime: at(2) })
    const log3 = [log(3, 'use_lifted', 0), log(2, 'used', 5)].map(sameTime)
    expect(kindsOf({ log: log3 })).to.deep.equal(['used', 'use_lifted'])
  })
})
