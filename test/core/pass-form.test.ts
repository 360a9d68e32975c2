import { expect } from 'chai'
import { passFormAt } from '#core/pass-form.ts'
import { HOUR, NOW, SECOND } from './facts.ts'

const old = { isAcknowledged: true, issuedAt: (NOW - HOUR) / SECOND, isFullWanted: false }
const young = { ...old, issuedAt: NOW / SECOND - 3599 }
const formsOf = (key: typeof old) =>
  Array.from({ length: 12 }, (_, tick) => passFormAt(NOW + tick * 500, key))
    .map((form) => form[0])
    .join('')

describe('form of the pass that a phone shows', () => {
  it('is short once the registry knows the key', () => {
    expect(formsOf(old)).to.equal('ssssssssssss')
  })

  it('is full until then', () => {
    expect(formsOf({ ...old, isAcknowledged: false })).to.equal('ffffffffffff')
  })

  it('is full when the guest wants it', () => {
    expect(formsOf({ ...old, isFullWanted: true })).to.equal('ffffffffffff')
  })

  it('is full for one second in three while the key is younger than an hour', () => {
    expect(formsOf({ ...young, issuedAt: young.issuedAt + 60 })).to.equal('ffssssffssss')
    expect(passFormAt(NOW, young)).to.equal('full')
    expect(passFormAt(NOW, old)).to.equal('short')
  })
})
