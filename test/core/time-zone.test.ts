import { expect } from 'chai'
import fc from 'fast-check'
import {
  dayStartOf,
  formatLocalTime,
  isTimeZone,
  localDay,
  localTime,
  parseLocalTime,
} from '#core/time-zone.ts'

const HOUR = 3_600_000

const start = (at: string, timeZone: string, hour = 6) =>
  new Date(dayStartOf(Date.parse(at), timeZone, hour)).toISOString()

describe('time zone', () => {
  it('is known by its IANA name', () => {
    expect(isTimeZone('Europe/Berlin')).to.equal(true)
    expect(isTimeZone('UTC')).to.equal(true)
    expect(isTimeZone('Mars/Olympus')).to.equal(false)
    expect(isTimeZone('')).to.equal(false)
  })

  it('shows time and day', () => {
    const at = Date.UTC(2027, 5, 12, 22, 5)
    expect(localTime(at, 'Europe/Berlin')).to.equal('00:05')
    expect(localDay(at, 'Europe/Berlin')).to.equal('13 June')
  })
})

describe('start of a day', () => {
  it('is today’s hour from then on, and yesterday’s before', () => {
    expect(start('2027-06-12T04:00:00.000Z', 'Europe/Berlin')).to.equal('2027-06-12T04:00:00.000Z')
    expect(start('2027-06-12T03:59:59.999Z', 'Europe/Berlin')).to.equal('2027-06-11T04:00:00.000Z')
    expect(start('2027-06-12T22:30:00.000Z', 'Europe/Berlin')).to.equal('2027-06-12T04:00:00.000Z')
  })

  it('follows the zone across the date line', () => {
    expect(start('2027-06-12T18:00:00.000Z', 'Pacific/Auckland')).to.equal('2027-06-12T18:00:00.000Z')
    expect(start('2027-06-12T17:59:59.999Z', 'Pacific/Auckland')).to.equal('2027-06-11T18:00:00.000Z')
    expect(start('2027-06-12T13:00:00.000Z', 'America/Los_Angeles')).to.equal('2027-06-12T13:00:00.000Z')
  })

  it('comes an hour sooner by the sun after the clock went forward', () => {
    // Berlin, 28 March 2027: 02:00 becomes 03:00
    expect(start('2027-03-28T03:59:59.999Z', 'Europe/Berlin')).to.equal('2027-03-27T05:00:00.000Z')
    expect(start('2027-03-28T04:00:00.000Z', 'Europe/Berlin')).to.equal('2027-03-28T04:00:00.000Z')
  })

  it('comes an hour later by the sun after the clock went back', () => {
    // Berlin, 31 October 2027: 03:00 becomes 02:00
    expect(start('2027-10-31T04:59:59.999Z', 'Europe/Berlin')).to.equal('2027-10-30T04:00:00.000Z')
    expect(start('2027-10-31T05:00:00.000Z', 'Europe/Berlin')).to.equal('2027-10-31T05:00:00.000Z')
  })

  it('is the skip itself where the clock skips the hour', () => {
    expect(start('2027-03-28T01:00:00.000Z', 'Europe/Berlin', 2)).to.equal('2027-03-28T01:00:00.000Z')
    expect(start('2027-03-28T00:59:59.999Z', 'Europe/Berlin', 2)).to.equal('2027-03-27T01:00:00.000Z')
  })

  it('is the first of two where the clock shows the hour twice', () => {
    expect(start('2027-10-31T00:00:00.000Z', 'Europe/Berlin', 2)).to.equal('2027-10-31T00:00:00.000Z')
    expect(start('2027-10-31T01:30:00.000Z', 'Europe/Berlin', 2)).to.equal('2027-10-31T00:00:00.000Z')
  })

  it('is right where midnight is skipped', () => {
    // Beirut, 28 March 2027: 00:00 becomes 01:00
    expect(start('2027-03-28T12:00:00.000Z', 'Asia/Beirut', 0)).to.equal('2027-03-27T22:00:00.000Z')
  })

  it('is never later than the moment, never a day and an hour earlier, and the same for the whole day', () => {
    const zones = [
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
      'Pacific/Apia',
    ]
    const moment = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2040, 0) })
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 23 }), moment, (zone, hour, at) => {
        const day = dayStartOf(at, zone, hour)
        expect(day).to.be.at.most(at)
        expect(at - day).to.be.below(25 * HOUR)
        expect(dayStartOf(day, zone, hour)).to.equal(day)
        expect(dayStartOf(day - 1, zone, hour)).to.be.below(day)
      }),
      { numRuns: 400 },
    )
  })
})

describe('local time', () => {
  const parse = (text: string, timeZone = 'Europe/Berlin') => {
    const at = parseLocalTime(text, timeZone)
    return at === undefined ? undefined : new Date(at).toISOString()
  }

  it('is what the wall of the zone shows', () => {
    expect(parse('2027-06-12T19:30')).to.equal('2027-06-12T17:30:00.000Z')
    expect(parse('2027-12-12T19:30')).to.equal('2027-12-12T18:30:00.000Z')
    expect(parse('2027-06-12T19:30', 'Asia/Kathmandu')).to.equal('2027-06-12T13:45:00.000Z')
  })

  it('is the moment of the skip where clocks skip it, and the first where they show it twice', () => {
    expect(parse('2027-03-28T02:00')).to.equal('2027-03-28T01:00:00.000Z')
    expect(parse('2027-10-31T02:30')).to.equal('2027-10-31T00:30:00.000Z')
  })

  for (const text of [
    '',
    '2027-06-12',
    '2027-02-30T10:00',
    '2027-06-12T25:00',
    '2027-06-12T19:30Z',
    '12.6.2027 19:30',
  ]) {
    it(`is not ${JSON.stringify(text)}`, () => {
      expect(parse(text)).to.equal(undefined)
    })
  }

  it('comes back as it was written', () => {
    const at = parseLocalTime('2027-06-12T19:30', 'America/New_York') ?? 0
    expect(formatLocalTime(at, 'America/New_York')).to.equal('2027-06-12T19:30')
  })
})
