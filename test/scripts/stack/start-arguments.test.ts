import { expect } from 'chai'
import { parseStartArguments, StartArgumentsWrong } from '#scripts/stack/start-arguments.ts'

describe('the arguments of a start', () => {
  it('may be none: it serves this machine alone', () => {
    expect(parseStartArguments([], 'production')).to.deep.equal({ lan: undefined })
    expect(parseStartArguments([], 'development')).to.deep.equal({ lan: undefined })
  })

  it('ask for phones on the same network, and may name the address', () => {
    expect(parseStartArguments(['--lan'], 'production')).to.deep.equal({ lan: { address: undefined } })
    const named = { lan: { address: '10.0.0.7' } }
    expect(parseStartArguments(['--lan', '10.0.0.7'], 'production')).to.deep.equal(named)
  })

  for (const [what, args] of [
    ['an option that there is not', ['--wan']],
    ['an address without --lan', ['10.0.0.7']],
    ['two addresses', ['--lan', '10.0.0.7', '10.0.0.8']],
  ] as const) {
    it(`are refused with what is known: ${what}`, () => {
      expect(() => parseStartArguments(args, 'production')).to.throw(
        StartArgumentsWrong,
        'npm start -- --lan',
      )
    })
  }

  it('do not bring what is being written to phones', () => {
    expect(() => parseStartArguments(['--lan'], 'development')).to.throw(StartArgumentsWrong)
  })
})
