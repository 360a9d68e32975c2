import { expect } from 'chai'
import { chooseLocale, toLocale } from '#core/locale.ts'

describe('chooseLocale', () => {
  it('takes what the visitor chose', () => {
    expect(chooseLocale('fr', 'de')).to.equal('fr')
  })

  it('passes over a choice that is none', () => {
    expect(chooseLocale('tlh', 'de')).to.equal('de')
    expect(chooseLocale('', 'de')).to.equal('de')
  })

  it('else takes what the browser likes best of ours', () => {
    expect(chooseLocale(undefined, 'pt-BR, es-MX;q=0.8, de;q=0.9')).to.equal('de')
    expect(chooseLocale(undefined, 'de-AT,en;q=0.5')).to.equal('de')
    expect(chooseLocale(undefined, 'nl;q=1, ES ; q=0.3')).to.equal('es')
  })

  it('keeps the browser’s order where weights are equal', () => {
    expect(chooseLocale(undefined, 'es,fr')).to.equal('es')
  })

  it('takes a weight of nothing as a no', () => {
    expect(chooseLocale(undefined, 'de;q=0, fr;q=0.1')).to.equal('fr')
  })

  for (const asked of [null, '', '*', ';;;q=,', 'nl', 'de;q=x', '\u0000']) {
    it(`speaks English to ${JSON.stringify(asked)}`, () => {
      expect(chooseLocale(undefined, asked)).to.equal('en')
    })
  }
})

describe('toLocale', () => {
  it('knows ours by their tags and no others', () => {
    expect(['de', 'de-CH', 'FR', 'en-US', 'english', 'pt', ''].map(toLocale)).to.deep.equal([
      'de',
      'de',
      'fr',
      'en',
      undefined,
      undefined,
      undefined,
    ])
  })
})
