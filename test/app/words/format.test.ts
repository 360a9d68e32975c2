import { expect } from 'chai'
import { LOCALES, type Locale } from '#core/locale.ts'
import { createFormat } from '#ui/words/format.ts'

const NOW = Date.UTC(2027, 5, 12, 18)
const HOUR = 3_600_000
const iso = (ms: number) => new Date(ms).toISOString()
const ether = { symbol: 'ETH', decimals: 18 }
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ')

describe('format', () => {
  const format = createFormat('en')

  it('writes a moment in the event’s zone, whatever the reader’s', () => {
    expect(format.moment(iso(NOW), 'Europe/Berlin')).to.equal('Sat 12 Jun, 20:00 CEST')
    expect(format.moment(iso(NOW), 'UTC')).to.equal('Sat 12 Jun, 18:00 UTC')
  })

  it('rounds a span up', () => {
    expect(
      [1, 60_000, 60_001, 25 * 60_000, HOUR + 1, 24 * HOUR, 24 * HOUR + 1, 50 * HOUR].map(format.span),
    ).to.deep.equal([
      '1 minute',
      '1 minute',
      '2 minutes',
      '25 minutes',
      '2 hours',
      '24 hours',
      '2 days',
      '3 days',
    ])
  })

  it('loses no digit of an amount', () => {
    expect(format.coins(1_000_000_000_000_000_001n, ether)).to.equal('1.000000000000000001 ETH')
    expect(format.coins(123_456_789_012_345_678_901_234_567n, ether)).to.equal(
      '123,456,789.012345678901234567 ETH',
    )
    expect(format.coins(5_000_000n, { symbol: 'USDC', decimals: 6 })).to.equal('5 USDC')
  })

  const ways: Record<Locale, { readonly price: string; readonly span: string; readonly clock: string }> = {
    en: { price: '0.02 ETH', span: '2 days', clock: '20:00' },
    de: { price: '0,02 ETH', span: '2 Tage', clock: '20:00' },
    fr: { price: '0,02 ETH', span: '2 jours', clock: '20:00' },
    es: { price: '0,02 ETH', span: '2 días', clock: '20:00' },
  }
  for (const locale of LOCALES) {
    it(`writes money, spans and times as ${locale} does`, () => {
      const { coins, span, clock } = createFormat(locale)
      expect({
        price: plain(coins(20_000_000_000_000_000n, ether)),
        span: plain(span(2 * 24 * HOUR)),
        clock: clock(iso(NOW), 'Europe/Berlin'),
      }).to.deep.equal(ways[locale])
    })
  }
})
