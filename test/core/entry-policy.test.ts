import { expect } from 'chai'
import fc from 'fast-check'
import {
  decideEntry,
  decideExit,
  ENTRY_POLICIES,
  type EntryPolicy,
  entryRuleOf,
  type Presence,
  presenceAfterEntry,
  presenceAfterExit,
} from '#core/entry-policy.ts'
import type { Entry } from '#core/reason.ts'
import { HOUR, NOW } from './facts.ts'

const DAY = { timeZone: 'Europe/Berlin', dayBeginsHour: 6 }
const FIRST: Entry = { at: NOW, gateId: '1', deviceId: 'north' }
const SECOND_ENTRY: Entry = { at: NOW + HOUR, gateId: '2', deviceId: 'south' }

const rule = (policy: EntryPolicy, at = NOW) => entryRuleOf(policy, at, DAY)
const presence = (change: Partial<Presence> = {}): Presence => ({
  isInside: true,
  entries: 1,
  first: FIRST,
  lastEntryAt: FIRST.at,
  ...change,
})
const refused = (policy: EntryPolicy, change: Partial<Presence>, at = NOW + HOUR) =>
  decideEntry(presence(change), rule(policy, at))?.reason

describe('entry policy', () => {
  for (const policy of ENTRY_POLICIES) {
    it(`${policy} admits who has never entered`, () => {
      expect(decideEntry(undefined, rule(policy))).to.equal(undefined)
    })
  }

  describe('once', () => {
    it('refuses a further entry, inside or out', () => {
      expect(refused('once', {})).to.equal('already_redeemed')
      expect(refused('once', { isInside: false })).to.equal('already_redeemed')
    })

    it('refuses it years later', () => {
      expect(refused('once', {}, NOW + 5 * 365 * 24 * HOUR)).to.equal('already_redeemed')
    })

    it('names the first admission', () => {
      expect(decideEntry(presence(), rule('once'))).to.deep.equal({
        reason: 'already_redeemed',
        details: { first: { at: NOW, gateId: '1', deviceId: 'north' } },
      })
    })
  })

  describe('reentry', () => {
    it('asks who is inside to leave first', () => {
      expect(refused('reentry', {})).to.equal('checkout_required')
    })

    it('admits who has left, however often', () => {
      expect(refused('reentry', { isInside: false, entries: 12 })).to.equal(undefined)
    })
  })

  describe('daily', () => {
    const nextDay = Date.UTC(2027, 5, 13, 4)

    it('refuses a second entry until 06:00 in the event’s zone', () => {
      expect(refused('daily', {}, nextDay - 1)).to.equal('already_redeemed')
      expect(refused('daily', { isInside: false }, nextDay - 1)).to.equal('already_redeemed')
      expect(refused('daily', {}, nextDay)).to.equal(undefined)
    })

    it('lets a day begin at the hour that the event sets', () => {
      const at = Date.UTC(2027, 5, 12, 22)
      const midnight = entryRuleOf('daily', at, { timeZone: 'Europe/Berlin', dayBeginsHour: 0 })
      expect(midnight.since).to.equal(at)
      expect(decideEntry(presence(), midnight)).to.equal(undefined)
    })
  })

  it('unlimited admits always', () => {
    expect(refused('unlimited', { entries: 99 })).to.equal(undefined)
  })

  it('refuses what is no number', () => {
    expect(refused('once', { entries: Number.NaN })).to.equal('already_redeemed')
    expect(refused('daily', { lastEntryAt: Number.NaN })).to.equal('already_redeemed')
    expect(
      decideEntry(presence(), { maxEntries: 1, since: Number.NaN, mustBeOutside: false })?.reason,
    ).to.equal('already_redeemed')
    expect(
      decideEntry(presence(), { maxEntries: Number.NaN, since: 0, mustBeOutside: false })?.reason,
    ).to.equal('already_redeemed')
  })
})

describe('exit', () => {
  it('needs somebody inside', () => {
    expect(decideExit(presence())).to.equal(undefined)
    expect(decideExit(presence({ isInside: false }))?.reason).to.equal('not_inside')
    expect(decideExit(undefined)?.reason).to.equal('not_inside')
  })
})

describe('presence', () => {
  it('begins with the first entry', () => {
    expect(presenceAfterEntry(undefined, rule('once'), FIRST)).to.deep.equal(presence())
  })

  it('keeps who holds the place when somebody enters beside', () => {
    expect(presenceAfterEntry(presence(), rule('unlimited'), SECOND_ENTRY)).to.deep.equal(
      presence({ entries: 2, lastEntryAt: SECOND_ENTRY.at }),
    )
  })

  it('gives the place to who comes back', () => {
    expect(presenceAfterEntry(presenceAfterExit(presence()), rule('reentry'), SECOND_ENTRY)).to.deep.equal({
      isInside: true,
      entries: 2,
      first: SECOND_ENTRY,
      lastEntryAt: SECOND_ENTRY.at,
    })
  })

  it('counts anew on a new day', () => {
    const tomorrow: Entry = { ...SECOND_ENTRY, at: NOW + 24 * HOUR }
    expect(presenceAfterEntry(presence({ entries: 3 }), rule('daily', tomorrow.at), tomorrow)).to.deep.equal({
      isInside: true,
      entries: 1,
      first: tomorrow,
      lastEntryAt: tomorrow.at,
    })
  })

  it('stays counted after an exit', () => {
    expect(presenceAfterExit(presence())).to.deep.equal(presence({ isInside: false }))
  })

  it('admits exactly what a full history of scans would admit', () => {
    const steps = fc.array(
      fc.record({ isEntry: fc.boolean(), afterMs: fc.integer({ min: 1, max: 20 * HOUR }) }),
      { maxLength: 40 },
    )
    fc.assert(
      fc.property(fc.constantFrom(...ENTRY_POLICIES), steps, (policy, scans) => {
        let at = NOW
        let known: Presence | undefined
        const history: { at: number; isEntry: boolean }[] = []
        for (const { isEntry, afterMs } of scans) {
          at += afterMs
          const now = rule(policy, at)
          const refusal = isEntry ? decideEntry(known, now) : decideExit(known)
          expect(refusal === undefined).to.equal(isAllowed(policy, isEntry, at, history))
          if (refusal) continue
          history.push({ at, isEntry })
          if (isEntry) known = presenceAfterEntry(known, now, { ...FIRST, at })
          else if (known) known = presenceAfterExit(known)
        }
      }),
    )
  })
})

/** The policies in plain words over everything that ever happened. Days here have no daylight saving in between. */
function isAllowed(
  policy: EntryPolicy,
  isEntry: boolean,
  at: number,
  history: readonly { at: number; isEntry: boolean }[],
): boolean {
  const isInside = history.at(-1)?.isEntry ?? false
  if (!isEntry) return isInside
  const dayOf = (moment: number) => Math.floor((moment + 2 * HOUR - 6 * HOUR) / (24 * HOUR))
  const entries = history.filter((scan) => scan.isEntry)
  switch (policy) {
    case 'once':
      return entries.length === 0
    case 'reentry':
      return !isInside
    case 'daily':
      return !entries.some((scan) => dayOf(scan.at) === dayOf(at))
    case 'unlimited':
      return true
  }
}
