import { expect } from 'chai'
import { REASONS, type Refusal, refuse, stageOf } from '#core/reason.ts'
import { messageOf } from '#core/reason-text.ts'
import { HOUR, MINUTE, NOW } from './facts.ts'

const FIRST = { at: NOW - 18 * MINUTE, gateId: 'North', deviceId: 'd1' }
const CLOCK = { timeZone: 'Europe/Berlin', at: NOW }

const sentences: [Refusal, string][] = [
  [
    refuse('invalid', { part: 'text' }),
    'This is not a ticket code. Ask for the code on the guest’s ticket page.',
  ],
  [
    refuse('invalid', { part: 'pass' }),
    'The signature of this code is wrong. Ask the guest to show it again on the ticket page.',
  ],
  [
    refuse('invalid', { part: 'authorisation' }),
    'The wallet signature in this code is not from the ticket’s owner.',
  ],
  [refuse('wrong_event', {}), 'This ticket is for another event.'],
  [
    refuse('pass_expired', { ageSeconds: 120 }),
    'This code is 2 minutes old. Ask for the live code, not a picture of it.',
  ],
  [
    refuse('pass_from_future', { aheadSeconds: 5.2 }),
    'The phone’s clock is 6 seconds ahead. Ask the guest to reload the ticket page.',
  ],
  [
    refuse('gate_code_wrong', { isAsked: true }),
    'The phone has not answered the number on this screen. Ask the guest to type it in.',
  ],
  [
    refuse('gate_code_wrong', { isAsked: false }),
    'This code answers a number that was not asked for here. Ask for the ordinary code.',
  ],
  [
    refuse('pass_key_unknown', {}),
    'This phone is not known yet. Ask the guest to tap “the gate does not know my phone”.',
  ],
  [
    refuse('pass_key_expired', { expiredAt: NOW - 24 * HOUR }),
    'This phone was authorised until 11 June, 20:00. Ask the guest to authorise it again.',
  ],
  [refuse('revoked', {}), 'The holder has taken this phone’s authorisation back.'],
  [
    refuse('mirror_stale', { ageSeconds: 40 }),
    'Ownership cannot be checked: the chain last answered 40 seconds ago. A supervisor may decide.',
  ],
  [
    refuse('mirror_stale', { ageSeconds: null }),
    'Ownership cannot be checked: the chain has not answered yet. A supervisor may decide.',
  ],
  [
    refuse('ticket_unknown', { block: 7 }),
    'There is no such ticket as of block 7. A new one may take a moment.',
  ],
  [refuse('ticket_unknown', { block: null }), 'There is no such ticket yet. A new one may take a moment.'],
  [refuse('canceled', { what: 'event' }), 'The event is canceled.'],
  [refuse('canceled', { what: 'void' }), 'The organizer has made this ticket void.'],
  [refuse('canceled', { what: 'refunded' }), 'This ticket was refunded.'],
  [refuse('blocked', {}), 'The organizer holds this ticket back. Send the guest to the organizer.'],
  [refuse('unpaid', { waitSeconds: 24 }), 'The purchase is not settled yet. Scan again in 24 seconds.'],
  [refuse('not_owner', { block: 7 }), 'This wallet does not hold the ticket as of block 7.'],
  [refuse('product', { tierId: 2 }), 'Tickets of tier 2 are not admitted here.'],
  [
    refuse('invalid_time', { when: 'before', opensAt: NOW + 25 * MINUTE, waitSeconds: 1500 }),
    'Doors open in 25 minutes.',
  ],
  [refuse('invalid_time', { when: 'after', closedAt: NOW - HOUR }), 'Admission ended at 19:00.'],
  [refuse('rules', { rule: 'Gate 4 only.' }), 'Gate 4 only.'],
  [refuse('already_redeemed', { first: FIRST }), 'Already admitted at 19:42, gate North.'],
  [
    refuse('checkout_required', { first: FIRST }),
    'Inside since 19:42, gate North. Must be scanned out first.',
  ],
  [refuse('not_inside', {}), 'This ticket is not inside, so it cannot leave.'],
  [refuse('pass_replayed', {}), 'This code was used already. Wait for the next one on the phone.'],
]

describe('reasons', () => {
  it('are a closed set', () => {
    expect(REASONS).to.deep.equal([
      'invalid',
      'wrong_event',
      'pass_expired',
      'pass_from_future',
      'gate_code_wrong',
      'pass_key_unknown',
      'pass_key_expired',
      'revoked',
      'mirror_stale',
      'ticket_unknown',
      'canceled',
      'blocked',
      'unpaid',
      'not_owner',
      'product',
      'invalid_time',
      'rules',
      'already_redeemed',
      'checkout_required',
      'not_inside',
      'pass_replayed',
    ])
  })

  it('belong to the stage that asks', () => {
    const stages = Object.groupBy(sentences, ([refusal]) => stageOf(refusal))
    const reasonsOf = (stage: 'text' | 'key' | 'ticket') => [
      ...new Set(stages[stage]?.map(([refusal]) => refusal.reason)),
    ]
    expect(reasonsOf('text')).to.deep.equal([
      'invalid',
      'wrong_event',
      'pass_expired',
      'pass_from_future',
      'gate_code_wrong',
    ])
    expect(reasonsOf('key')).to.deep.equal(['invalid', 'pass_key_unknown', 'pass_key_expired', 'revoked'])
    expect(reasonsOf('ticket')).to.have.length(13)
  })
})

describe('sentence of a reason', () => {
  for (const [{ reason, details }, sentence] of sentences) {
    it(`${reason} ${JSON.stringify(details)}: ${sentence}`, () => {
      expect(messageOf(reason, details, CLOCK)).to.equal(sentence)
    })
  }

  it('exists for every reason', () => {
    expect(new Set(sentences.map(([refusal]) => refusal.reason))).to.deep.equal(new Set(REASONS))
  })

  for (const [seconds, words] of [
    [0.2, '1 second'],
    [119, '119 seconds'],
    [120, '2 minutes'],
    [121, '3 minutes'],
    [7199, '120 minutes'],
    [7200, '2 hours'],
    [172_800, '2 days'],
  ] as const) {
    it(`says ${words} for ${seconds} s`, () => {
      expect(messageOf('unpaid', { waitSeconds: seconds }, CLOCK)).to.contain(` ${words}.`)
    })
  }

  it('can be had from another catalogue', () => {
    const german = new Proxy({} as Parameters<typeof messageOf>[3] & object, {
      get: () => () => 'Die Veranstaltung ist abgesagt.',
    })
    expect(messageOf('canceled', { what: 'event' }, CLOCK, german)).to.equal(
      'Die Veranstaltung ist abgesagt.',
    )
  })
})
