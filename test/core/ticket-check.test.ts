import { expect } from 'chai'
import type { Presence } from '#core/entry-policy.ts'
import { judgeTicket, opensAtFor, ruleOf } from '#core/ticket-check.ts'
import { entry, exit, facts, HOUR, MINUTE, NOW, OTHER, proof, SECOND } from './facts.ts'

const FIRST = { at: NOW - 10 * MINUTE, gateId: '1', deviceId: 'north' } as const
const inside: Presence = { isInside: true, entries: 1, first: FIRST, lastEntryAt: FIRST.at }
const outside: Presence = { ...inside, isInside: false }

type Facts = Parameters<typeof facts>[0]
const judge = (change: Facts = {}, passage = entry()) => judgeTicket(proof(), passage, facts(change))

describe('ticket stage', () => {
  it('lets a ticket pass that nothing speaks against', () => {
    expect(judge()).to.equal(undefined)
  })

  it('knows the holder in any case of letters', () => {
    expect(judge({ ticket: { owner: '0x70997970C51812DC3A010C7D01B50E0D17DC79C8' } })).to.equal(undefined)
  })

  describe('when facts are too old', () => {
    const stale = { block: 1000, blockAt: NOW - 12 * SECOND, confirmedAt: NOW - 11 * SECOND, now: NOW }
    const event = { cutOffAt: NOW }

    it('answers mirror_stale with their age', () => {
      expect(judge({ asOf: stale, event })).to.deep.equal({
        reason: 'mirror_stale',
        details: { ageSeconds: 11 },
      })
    })

    it('answers so before anything else', () => {
      expect(judge({ asOf: stale, event: { ...event, isCanceled: true } })?.reason).to.equal('mirror_stale')
    })
  })

  it('answers ticket_unknown with the block where there is no ticket', () => {
    expect(judgeTicket(proof(), entry(), { ...facts(), ticket: undefined })).to.deep.equal({
      reason: 'ticket_unknown',
      details: { block: 1000 },
    })
  })

  describe('when the ticket admits nobody', () => {
    it('answers canceled for a canceled event', () => {
      expect(judge({ event: { isCanceled: true } })).to.deep.equal({
        reason: 'canceled',
        details: { what: 'event' },
      })
    })

    for (const status of ['void', 'refunded'] as const) {
      it(`answers canceled for a ticket that is ${status}`, () => {
        expect(judge({ ticket: { status } })).to.deep.equal({ reason: 'canceled', details: { what: status } })
      })
    }

    it('answers blocked for one held back by the organizer', () => {
      expect(judge({ ticket: { isBlocked: true } })).to.deep.equal({ reason: 'blocked', details: {} })
    })
  })

  describe('when the purchase is young', () => {
    it('answers unpaid with the waiting time until enough blocks have followed', () => {
      expect(judge({ ticket: { settlesFromBlock: 1000 } })).to.deep.equal({
        reason: 'unpaid',
        details: { waitSeconds: 24 },
      })
      expect(judge({ ticket: { settlesFromBlock: 999 } })).to.deep.equal({
        reason: 'unpaid',
        details: { waitSeconds: 12 },
      })
      expect(judge({ ticket: { settlesFromBlock: 998 } })).to.equal(undefined)
    })

    it('lets it pass at once on a chain that settles at once', () => {
      expect(judge({ ticket: { settlesFromBlock: 1000 }, settle: { blocks: 0, blockMs: 0 } })).to.equal(
        undefined,
      )
    })

    it('answers unpaid when a block is no number', () => {
      expect(judge({ ticket: { settlesFromBlock: Number.NaN } })?.reason).to.equal('unpaid')
      expect(judge({ settle: { blocks: Number.NaN, blockMs: 0 } })?.reason).to.equal('unpaid')
    })
  })

  it('answers not_owner with the block to a wallet that does not hold it', () => {
    expect(judge({ ticket: { owner: OTHER } })).to.deep.equal({
      reason: 'not_owner',
      details: { block: 1000 },
    })
  })

  describe('when the list names tiers', () => {
    it('answers product to another tier', () => {
      expect(judge({ list: { tierIds: [1, 3] } })).to.deep.equal({
        reason: 'product',
        details: { tierId: 2 },
      })
    })

    it('lets one of them pass', () => {
      expect(judge({ list: { tierIds: [1, 2] } })).to.equal(undefined)
    })
  })

  describe('when the list has opening times', () => {
    const at = (seenAt: number, change: Facts = {}) => judge(change, entry({ seenAt }))

    it('opens at doors and closes at the end, both times included', () => {
      expect(at(NOW - HOUR)).to.equal(undefined)
      expect(at(NOW - HOUR - 25 * MINUTE)).to.deep.equal({
        reason: 'invalid_time',
        details: { when: 'before', opensAt: NOW - HOUR, waitSeconds: 25 * 60 },
      })
      expect(at(NOW + 4 * HOUR)).to.equal(undefined)
      expect(at(NOW + 4 * HOUR + 1)).to.deep.equal({
        reason: 'invalid_time',
        details: { when: 'after', closedAt: NOW + 4 * HOUR },
      })
    })

    it('opens and closes at its own times where it has some', () => {
      const list = { opensAt: NOW + HOUR, closesAt: NOW + 2 * HOUR }
      expect(at(NOW + HOUR - 1, { list })?.reason).to.equal('invalid_time')
      expect(at(NOW + HOUR, { list })).to.equal(undefined)
      expect(at(NOW + 2 * HOUR, { list })).to.equal(undefined)
      expect(at(NOW + 2 * HOUR + 1, { list })?.reason).to.equal('invalid_time')
    })

    it('opens no earlier than the cut-off to a ticket that can still be sold', () => {
      const event = { cutOffAt: NOW + HOUR }
      expect(judge({ event })).to.deep.equal({
        reason: 'invalid_time',
        details: { when: 'before', opensAt: NOW + HOUR, waitSeconds: 3600 },
      })
      expect(judge({ event, ticket: { isTransferable: false } })).to.equal(undefined)
      expect(opensAtFor({ isTransferable: true }, { opensAt: NOW }, facts({ event }).event)).to.equal(
        NOW + HOUR,
      )
      expect(
        opensAtFor({ isTransferable: true }, { opensAt: NOW + 2 * HOUR }, facts({ event }).event),
      ).to.equal(NOW + 2 * HOUR)
    })

    it('is closed when a time is no number', () => {
      expect(at(Number.NaN)?.reason).to.equal('invalid_time')
      expect(judge({ event: { doorsAt: Number.NaN } })?.reason).to.equal('invalid_time')
      expect(judge({ event: { endsAt: Number.NaN } })?.reason).to.equal('invalid_time')
      expect(judge({ event: { cutOffAt: Number.NaN } })?.reason).to.equal('invalid_time')
    })
  })

  it('answers rules with the rule that the ticket fails', () => {
    expect(judge({ list: { failedRule: 'Gate 4 only.' } })).to.deep.equal({
      reason: 'rules',
      details: { rule: 'Gate 4 only.' },
    })
  })

  describe('when the ticket has entered', () => {
    it('answers already_redeemed with the first admission', () => {
      expect(judge({ presence: inside })).to.deep.equal({
        reason: 'already_redeemed',
        details: { first: FIRST },
      })
    })

    it('answers so even to the same code', () => {
      expect(judge({ presence: inside, lastMadeAt: NOW / SECOND })?.reason).to.equal('already_redeemed')
    })

    it('answers checkout_required where it may come back after leaving', () => {
      const list = { policy: 'reentry' } as const
      expect(judge({ presence: inside, list })).to.deep.equal({
        reason: 'checkout_required',
        details: { first: FIRST },
      })
      expect(judge({ presence: outside, list })).to.equal(undefined)
    })
  })

  describe('when the policy would admit', () => {
    const list = { policy: 'unlimited' } as const

    it('answers pass_replayed to a code that is not later than the last one', () => {
      expect(judge({ list, lastMadeAt: NOW / SECOND })).to.deep.equal({
        reason: 'pass_replayed',
        details: {},
      })
      expect(judge({ list, lastMadeAt: NOW / SECOND - 1 })).to.equal(undefined)
    })

    it('answers pass_replayed when a time is no number', () => {
      expect(judge({ list, lastMadeAt: Number.NaN })?.reason).to.equal('pass_replayed')
    })
  })

  describe('when somebody leaves', () => {
    it('lets out who is inside', () => {
      expect(judge({ presence: inside }, exit())).to.equal(undefined)
    })

    it('answers not_inside to who never came or has left', () => {
      expect(judge({}, exit())).to.deep.equal({ reason: 'not_inside', details: {} })
      expect(judge({ presence: outside }, exit())).to.deep.equal({ reason: 'not_inside', details: {} })
    })

    it('wants the holder, and a code later than the last one', () => {
      expect(judge({ presence: inside, ticket: { owner: OTHER } }, exit())?.reason).to.equal('not_owner')
      expect(judge({ presence: inside, lastMadeAt: NOW / SECOND }, exit())?.reason).to.equal('pass_replayed')
    })

    for (const [what, change] of [
      ['a canceled event', { event: { isCanceled: true } }],
      ['a ticket that was blocked meanwhile', { ticket: { isBlocked: true } }],
      ['a list that has closed', { list: { closesAt: NOW - MINUTE } }],
      ['a list that no longer admits the tier', { list: { tierIds: [1] } }],
    ] as const) {
      it(`keeps nobody inside for ${what}`, () => {
        expect(judge({ presence: inside, ...change }, exit())).to.equal(undefined)
      })
    }
  })

  it('asks in the order that the reasons are listed in', () => {
    const order: [string, Facts][] = [
      ['canceled', { event: { isCanceled: true } }],
      ['canceled', { ticket: { status: 'void' } }],
      ['blocked', { ticket: { isBlocked: true } }],
      ['unpaid', { ticket: { settlesFromBlock: 1000 } }],
      ['not_owner', { ticket: { owner: OTHER } }],
      ['product', { list: { tierIds: [1] } }],
      ['invalid_time', { list: { opensAt: NOW + HOUR } }],
      ['rules', { list: { failedRule: 'Gate 4 only.' } }],
      ['already_redeemed', { presence: inside }],
      ['pass_replayed', { lastMadeAt: NOW / SECOND }],
    ]
    for (const [index, [reason]] of order.entries()) {
      const rest = order.slice(index).map(([, change]) => change ?? {})
      const all: Facts = {
        ...Object.assign({}, ...rest),
        event: Object.assign({}, ...rest.map(({ event }) => event)),
        list: Object.assign({}, ...rest.map(({ list }) => list)),
        ticket: Object.assign({}, ...rest.map(({ ticket }) => ticket)),
      }
      expect(judge(all)?.reason).to.equal(reason)
    }
  })

  it('turns the list’s policy into the rule of the write', () => {
    expect(ruleOf(entry(), facts())).to.deep.equal({ maxEntries: 1, since: 0, mustBeOutside: false })
    expect(ruleOf(entry(), facts({ list: { policy: 'daily' } })).since).to.equal(Date.UTC(2027, 5, 12, 4))
  })
})
