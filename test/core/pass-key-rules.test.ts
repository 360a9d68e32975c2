import { expect } from 'chai'
import type { Authorisation } from '#core/pass-key.ts'
import { findUnfitTime, hasExpired, isRevoked } from '#core/pass-key-rules.ts'

const SECOND = 1000
const NOW = 1_789_000_000 * SECOND
const ENDS_AT = NOW + 6 * 3600 * SECOND
const HOLDER = '0x70997970c51812dc3a010c7d01b50e0d17dc79c8'
const OTHER = '0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc'

const authorisation = (change: Partial<Authorisation> = {}): Authorisation => ({
  holder: HOLDER,
  publicKey: new Uint8Array(33).fill(2),
  issuedAt: 1_789_000_000,
  expiresAt: 1_789_000_000 + 3600,
  ...change,
})

describe('times of a pass key', () => {
  const unfit = (change: Partial<Authorisation>) => findUnfitTime(authorisation(change), NOW, ENDS_AT)

  it('are fit when issued now and ending within the event', () => {
    expect(unfit({})).to.equal(undefined)
  })

  it('may be issued 5 minutes ahead of the clock and not a second more', () => {
    expect(unfit({ issuedAt: 1_789_000_300 })).to.equal(undefined)
    expect(unfit({ issuedAt: 1_789_000_301 })).to.equal('issuedAt')
  })

  it('may end one day after the event and not a second later', () => {
    const latest = 1_789_000_000 + 6 * 3600 + 86_400
    expect(unfit({ expiresAt: latest })).to.equal(undefined)
    expect(unfit({ expiresAt: latest + 1 })).to.equal('expiresAt')
  })

  it('must end after they begin', () => {
    expect(unfit({ expiresAt: 1_789_000_001 })).to.equal(undefined)
    expect(unfit({ expiresAt: 1_789_000_000 })).to.equal('expiresAt')
  })

  it('must be below 2^32, however late the event', () => {
    const late = (expiresAt: number) => findUnfitTime(authorisation({ expiresAt }), NOW, 2 ** 33 * SECOND)
    expect(late(2 ** 32 - 1)).to.equal(undefined)
    expect(late(2 ** 32)).to.equal('expiresAt')
  })

  it('are unfit when they, the clock or the end are no numbers', () => {
    expect(unfit({ issuedAt: Number.NaN })).to.equal('issuedAt')
    expect(unfit({ expiresAt: Number.NaN })).to.equal('expiresAt')
    expect(findUnfitTime(authorisation(), Number.NaN, ENDS_AT)).to.equal('issuedAt')
    expect(findUnfitTime(authorisation(), NOW, Number.NaN)).to.equal('expiresAt')
  })
})

describe('end of a pass key', () => {
  const { expiresAt } = authorisation()

  it('is its last good second', () => {
    expect(hasExpired({ expiresAt }, expiresAt * SECOND)).to.equal(false)
    expect(hasExpired({ expiresAt }, expiresAt * SECOND + 1)).to.equal(true)
  })

  it('has come when a time is no number', () => {
    expect(hasExpired({ expiresAt: Number.NaN }, NOW)).to.equal(true)
    expect(hasExpired({ expiresAt }, Number.NaN)).to.equal(true)
  })
})

describe('revocation of a pass key', () => {
  const publicKey = () => new Uint8Array(33).fill(2)

  it('needs something that was taken back', () => {
    expect(isRevoked(authorisation(), [])).to.equal(false)
  })

  it('takes this key of this holder, whenever it was authorised', () => {
    const tombstone = { holder: HOLDER, publicKey: publicKey() } as const
    expect(isRevoked(authorisation(), [tombstone])).to.equal(true)
    expect(isRevoked(authorisation({ issuedAt: 2 ** 32 - 1 }), [tombstone])).to.equal(true)
  })

  it('knows the holder in any case of letters', () => {
    expect(
      isRevoked(authorisation({ holder: '0x70997970C51812DC3A010C7D01B50E0D17DC79C8' }), [
        { holder: HOLDER, publicKey: publicKey() },
      ]),
    ).to.equal(true)
  })

  it('spares another key and another holder', () => {
    expect(isRevoked(authorisation(), [{ holder: HOLDER, publicKey: publicKey().fill(3) }])).to.equal(false)
    expect(isRevoked(authorisation(), [{ holder: OTHER, publicKey: publicKey() }])).to.equal(false)
    expect(isRevoked(authorisation(), [{ holder: OTHER, validFrom: 2 ** 32 }])).to.equal(false)
  })

  it('takes what was authorised before a time, and spares that time itself', () => {
    expect(isRevoked(authorisation(), [{ holder: HOLDER, validFrom: 1_789_000_000 }])).to.equal(false)
    expect(isRevoked(authorisation(), [{ holder: HOLDER, validFrom: 1_789_000_001 }])).to.equal(true)
  })

  it('takes the key when the time is no number', () => {
    expect(isRevoked(authorisation(), [{ holder: HOLDER, validFrom: Number.NaN }])).to.equal(true)
  })

  it('is found behind others', () => {
    const revocations = [
      { holder: OTHER, validFrom: 2 ** 32 },
      { holder: HOLDER, validFrom: 1 },
      { holder: HOLDER, publicKey: publicKey() },
    ] as const
    expect(isRevoked(authorisation(), revocations)).to.equal(true)
  })
})
