import { expect } from 'chai'
import fc from 'fast-check'
import type { TestChain, Wallet } from './chain.ts'
import { openChain, revertDataOf } from './chain.ts'
import type { TestEvent } from './event.ts'
import { createEvent, DAY, HOUR, status } from './event.ts'

/** Anything that anybody can do, with a choice of who, which and how far; most of it is refused most of the time. */
type Step = { readonly action: number; readonly who: number; readonly which: number; readonly far: number }

const step: fc.Arbitrary<Step> = fc.record({
  action: fc.nat(11),
  who: fc.nat(2),
  which: fc.nat(15),
  far: fc.nat(3),
})

const TICKETS_PER_TIER = 4

describe('whatever anybody does, in whatever order', () => {
  let chain: TestChain

  const created = () => createEvent(chain, { standing: { supply: TICKETS_PER_TIER } })

  before(async () => {
    chain = await openChain()
  })

  it('money, owners and numbers agree after every step', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
        const event = await chain.loadFixture(created)
        for (const each of steps) {
          await unlessRefused(take(event, each))
          await checkInvariants(event)
        }
      }),
      { numRuns: 25 },
    )
  }).timeout(120_000)

  async function take(event: TestEvent, { action, who, which, far }: Step): Promise<unknown> {
    const wallet: Wallet = [event.guest, event.friend, event.stranger][who] ?? event.guest
    const other = [event.friend, event.stranger, event.guest][who] ?? event.guest
    const tierId = (which % 4) + 1
    const tokenId = BigInt(tierId * 1_000_000 + Math.floor(which / 4) + 1)
    const me = wallet.account.address
    const mine = event.as(wallet).write
    const organizer = event.as(event.organizer).write

    switch (action) {
      case 0:
      case 1:
        return event.buy(wallet, tierId, BigInt(far + 1))
      case 2:
        return organizer.mint([tierId, me, 1n])
      case 3:
        return mine.transferFrom([me, other.account.address, tokenId])
      case 4:
        return organizer.voidTickets([[tokenId]])
      case 5:
        return mine.refund([[tokenId], me])
      case 6:
        return mine.withdrawCredit([me])
      case 7:
        return chain.time.increase([HOUR, DAY, 9n * DAY, 181n * DAY][far] ?? HOUR)
      case 8: {
        const later = BigInt(far) * DAY
        const [doorsAt, endsAt, cutOffAt] = await Promise.all([
          event.read.doorsAt(),
          event.read.endsAt(),
          event.read.cutOffAt(),
        ])
        return organizer.changeTimes([doorsAt + later, endsAt + later, cutOffAt + later])
      }
      case 9:
        return organizer.withdraw([event.organizer.account.address])
      case 10:
        return mine.openRefunds()
      default:
        // rare, as it ends most of what can be tried
        return far === 0 && which === 0 ? organizer.cancelEvent() : undefined
    }
  }

  async function checkInvariants(event: TestEvent): Promise<void> {
    const people = [event.guest, event.friend, event.stranger].map(({ account }) => account.address)
    const { read } = event
    let held = 0
    let paid = 0n
    for (const tierId of [1, 2, 3, 4]) {
      const [{ supply }, issued] = await read.tier([tierId])
      expect(issued, 'issued').to.be.at.most(supply)
      for (let number = 1; number <= TICKETS_PER_TIER + 1; number++) {
        const tokenId = BigInt(tierId * 1_000_000 + number)
        const owner = await unlessRefused(read.ownerOf([tokenId]))
        const due = await read.paidFor([tokenId])
        paid += due
        if (owner) held += 1
        else expect(due, `escrow of ${tokenId}, which nobody holds`).to.equal(0n)
        if (number > issued) expect(owner, `owner of ${tokenId}, which was not issued`).to.equal(undefined)
      }
    }
    const balances = await Promise.all(people.map((person) => read.balanceOf([person])))
    const credits = await Promise.all(people.map((person) => read.creditOf([person])))
    const sum = (values: bigint[]) => values.reduce((total, value) => total + value, 0n)
    const [escrow, totalCredit, balance] = await Promise.all([
      read.escrow(),
      read.totalCredit(),
      chain.client.getBalance({ address: event.address }),
    ])

    expect(sum(balances), 'tickets that somebody holds').to.equal(BigInt(held))
    expect(escrow, 'escrow').to.equal(paid)
    expect(totalCredit, 'credits').to.equal(sum(credits))
    expect(balance, 'money in the contract').to.equal(escrow + totalCredit)
    if ((await read.status()) === status.settled) expect(escrow).to.equal(0n)
  }
})

/** The answer of a call, or undefined if the contract refused it. */
async function unlessRefused<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call
  } catch (refusal) {
    revertDataOf(refusal)
    return undefined
  }
}
