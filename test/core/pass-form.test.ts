import { expect } from 'chai'
import { choosePassForm, type FormFacts } from '#core/pass-form.ts'

const SECOND = 1_000
const HOUR = 3_600 * SECOND
/** A multiple of three seconds. */
const NOW = 1_800_000_000 * SECOND

const facts = (change: Partial<FormFacts> = {}): FormFacts => ({
  now: NOW,
  registeredAt: NOW - 2 * HOUR,
  isFullAsked: false,
  ...change,
})

describe('choosePassForm', () => {
  it('is short once the registry has known the key for long', () => {
    for (let second = 0; second < 6; second++) {
      expect(choosePassForm(facts({ now: NOW + second * SECOND }))).to.equal('short')
    }
  })

  it('is full while the registry has not acknowledged the key', () => {
    expect(choosePassForm(facts({ registeredAt: undefined }))).to.equal('full')
  })

  it('is full when the guest says that the gate does not know the phone', () => {
    expect(choosePassForm(facts({ isFullAsked: true }))).to.equal('full')
  })

  describe('when the key is younger than an hour', () => {
    const formAt = (now: number) => choosePassForm(facts({ now, registeredAt: NOW - 10 * SECOND }))

    it('is full for one whole second in three', () => {
      const forms = [0, 500, 999, 1000, 1999, 2000, 2999, 3000].map((ms) => formAt(NOW + ms))
      expect(forms).to.deep.equal(['full', 'full', 'full', 'short', 'short', 'short', 'short', 'full'])
    })

    it('ends to the millisecond after an hour', () => {
      const registeredAt = NOW - HOUR
      expect(choosePassForm(facts({ registeredAt: registeredAt + 1 }))).to.equal('full')
      expect(choosePassForm(facts({ registeredAt }))).to.equal('short')
    })
  })
})
