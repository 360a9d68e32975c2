import { expect } from 'chai'
import { type AttemptFacts, decideNext, type NextStep } from '#server/relay/decide-next.ts'
import { raiseFees } from '#server/relay/fees.ts'

const signedAt = new Date('2026-07-31T18:00:00.000Z')
const depth = 10n
const raiseAfterMs = 60_000

/** An attempt with nonce 5 that no block holds, a second after it was signed. */
const facts = (change: Partial<AttemptFacts> = {}): AttemptFacts => ({
  nonce: 5n,
  signedAt,
  receipt: undefined,
  head: 100n,
  nonces: { latest: 5n, settled: 5n },
  canSign: true,
  ...change,
})
const decide = (change: Partial<AttemptFacts> = {}, laterMs = 1_000): NextStep =>
  decideNext(facts(change), depth, raiseAfterMs, new Date(signedAt.getTime() + laterMs))
const inBlock = (blockNumber: bigint, isSuccess = true) => ({ receipt: { isSuccess, blockNumber } })

describe('decideNext', () => {
  describe('when it is in no block', () => {
    it('sends it again', () => {
      expect(decide()).to.deep.equal({ kind: 'send' })
    })

    it('raises it once it is old enough, and not a millisecond before', () => {
      expect(decide({}, raiseAfterMs - 1)).to.deep.equal({ kind: 'send' })
      expect(decide({}, raiseAfterMs)).to.deep.equal({ kind: 'raise' })
    })

    it('raises only the one that the others wait behind', () => {
      expect(decide({ nonces: { latest: 4n, settled: 4n } }, raiseAfterMs)).to.deep.equal({ kind: 'send' })
    })

    it('only sends what it has no key to sign anew', () => {
      expect(decide({ canSign: false }, raiseAfterMs)).to.deep.equal({ kind: 'send' })
    })

    it('raises nothing by a clock that is broken', () => {
      expect(decide({}, Number.NaN)).to.deep.equal({ kind: 'send' })
    })
  })

  describe('when another transaction has its nonce', () => {
    it('waits as long as that may leave the chain, then gives up', () => {
      expect(decide({ nonces: { latest: 6n, settled: 5n } }, raiseAfterMs)).to.deep.equal({ kind: 'wait' })
      expect(decide({ nonces: { latest: 6n, settled: 6n } })).to.deep.equal({ kind: 'drop' })
    })
  })

  describe('when it is in a block', () => {
    it('books it, and looks no more once the block is deep enough', () => {
      expect(decide(inBlock(91n))).to.deep.equal({ kind: 'book', status: 'mined', isSettled: false })
      expect(decide(inBlock(90n))).to.deep.equal({ kind: 'book', status: 'mined', isSettled: true })
    })

    it('books a refusal of the contract', () => {
      expect(decide(inBlock(90n, false))).to.deep.equal({ kind: 'book', status: 'reverted', isSettled: true })
    })

    it('believes the block more than the nonces', () => {
      expect(decide({ ...inBlock(91n), nonces: { latest: 9n, settled: 9n } })).to.include({ kind: 'book' })
    })
  })
})

describe('raiseFees', () => {
  const before = { maxFee: 100n, priorityFee: 10n }

  it('offers a quarter more, rounded up', () => {
    expect(raiseFees(before, undefined, 1_000n)).to.deep.equal({ maxFee: 125n, priorityFee: 13n })
  })

  it('offers what a new transaction would, if that is more', () => {
    expect(raiseFees(before, { maxFee: 300n, priorityFee: 20n }, 1_000n)).to.deep.equal({
      maxFee: 300n,
      priorityFee: 20n,
    })
  })

  it('stays under the cap, as long as that is a tenth more at least', () => {
    expect(raiseFees(before, undefined, 110n)).to.deep.equal({ maxFee: 110n, priorityFee: 13n })
    expect(raiseFees(before, undefined, 109n)).to.equal(undefined)
  })

  it('never offers a higher tip than fee', () => {
    expect(raiseFees({ maxFee: 100n, priorityFee: 100n }, undefined, 115n)).to.deep.equal({
      maxFee: 115n,
      priorityFee: 115n,
    })
  })

  it('takes a tip of nothing for one', () => {
    expect(raiseFees({ maxFee: 100n, priorityFee: 0n }, undefined, 1_000n)).to.deep.equal({
      maxFee: 125n,
      priorityFee: 0n,
    })
  })
})
