import { expect } from 'chai'
import { decideTicketState } from '#attendee/_pass/ticket-state.ts'
import type { StoredPassKey } from '#ui/offline/pass-key-store.ts'

const HOLDER = '0x70997970c51812dc3a010c7d01b50e0d17dc79c8'
const OTHER = '0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc'
const NOW = Date.UTC(2027, 5, 12, 18)
const HOUR = 3_600_000
const iso = (ms: number) => new Date(ms).toISOString()

const key = (change: Partial<StoredPassKey> = {}) =>
  ({ expiresAt: NOW / 1000 + 3600, isRefused: false, ...change }) as StoredPassKey

type Facts = Parameters<typeof decideTicketState>[0]
const facts = (change: Partial<Facts> = {}): Facts => ({
  event: { status: 'selling', doorsAt: iso(NOW - HOUR), endsAt: iso(NOW + HOUR) },
  ticket: { status: 'valid', holder: HOLDER },
  key: key(),
  wallet: HOLDER,
  now: NOW,
  ...change,
})

describe('decideTicketState', () => {
  it('shows the pass to a phone with a good key', () => {
    expect(decideTicketState(facts())).to.include({ kind: 'pass', doors: 'open' })
  })

  it('shows it without the wallet, and with another one connected', () => {
    expect(decideTicketState(facts({ wallet: undefined })).kind).to.equal('pass')
    expect(decideTicketState(facts({ wallet: OTHER })).kind).to.equal('pass')
  })

  it('tells doors that are still closed from open ones, to the millisecond', () => {
    const { event } = facts()
    const at = (doorsAt: number) => decideTicketState(facts({ event: { ...event, doorsAt: iso(doorsAt) } }))
    expect(at(NOW)).to.include({ doors: 'open' })
    expect(at(NOW + 1)).to.include({ doors: 'closed' })
  })

  describe('when the phone has no good key', () => {
    it('asks for a wallet', () => {
      expect(decideTicketState(facts({ key: undefined, wallet: undefined }))).to.deep.equal({
        kind: 'connect',
      })
    })

    it('says that another wallet holds the ticket', () => {
      expect(decideTicketState(facts({ key: undefined, wallet: OTHER })).kind).to.equal('other_wallet')
    })

    it('takes the holder in checksummed spelling', () => {
      const wallet = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8'
      expect(decideTicketState(facts({ key: undefined, wallet }))).to.deep.equal({
        kind: 'authorise',
        why: 'no_key',
      })
    })

    it('asks for a new signature when the key has ended, from the second after its last', () => {
      const { wallet } = facts()
      const at = (expiresAt: number) => decideTicketState(facts({ key: key({ expiresAt }), wallet }))
      expect(at(NOW / 1000).kind).to.equal('pass')
      expect(at(NOW / 1000 - 1)).to.deep.equal({ kind: 'authorise', why: 'key_expired' })
    })

    it('asks for a new signature when the registry has refused the key', () => {
      expect(decideTicketState(facts({ key: key({ isRefused: true }) }))).to.deep.equal({
        kind: 'authorise',
        why: 'key_refused',
      })
    })
  })

  describe('when nothing opens a gate any more', () => {
    const { event } = facts()

    it('says that the event is canceled before all else', () => {
      const canceled = { ...event, status: 'canceled' as const, endsAt: iso(NOW - HOUR) }
      expect(decideTicketState(facts({ event: canceled })).kind).to.equal('canceled')
    })

    it('says that the ticket is void or refunded', () => {
      for (const status of ['void', 'refunded'] as const) {
        expect(decideTicketState(facts({ ticket: { status, holder: HOLDER } })).kind).to.equal(status)
      }
    })

    it('says that the event is over, from the millisecond after its end', () => {
      const endingAt = (endsAt: number) =>
        decideTicketState(facts({ event: { ...event, endsAt: iso(endsAt) } })).kind
      expect(endingAt(NOW)).to.equal('pass')
      expect(endingAt(NOW - 1)).to.equal('ended')
    })

    it('takes a time that is none as the end', () => {
      expect(decideTicketState(facts({ now: Number.NaN })).kind).to.equal('ended')
    })
  })
})
