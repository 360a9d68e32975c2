import { expect } from 'chai'
import { eventTagOf } from '#core/event-id.ts'
import { toFullPass } from '#core/make-pass.ts'
import { keyTagOf } from '#core/p256.ts'
import { decodePass, encodePass, type Pass } from '#core/pass.ts'
import { type PassKeyFacts, type PassKeyQuery, provePass } from '#core/pass-check.ts'
import { formatPass } from '#core/pass-text.ts'
import { DEFAULT_LEEWAY } from '#core/pass-time.ts'
import type { Proving } from '#core/proof.ts'
import { webPassCrypto } from '#core/web-crypto.ts'
import { createNativePassCrypto } from '#runtime/crypto/pass-crypto.ts'
import { HOUR, NOW, SECOND } from './facts.ts'
import { authorise, EVENT, fullPass, phone, shortPass, signAuthorisation, wallet } from './phone.ts'

const PHONE = phone('alice')
/** Two keys of one tag. */
const TWINS = [phone('usher vector key 89210'), phone('usher vector key 107839')] as const
const ALICE = wallet(1)
const BOB = wallet(2)
const [ALICE_ADDRESS, BOB_ADDRESS] = [ALICE, BOB].map(
  (account) => account.address.toLowerCase() as `0x${string}`,
) as [`0x${string}`, `0x${string}`]

const registered = (change: Partial<PassKeyFacts> = {}): PassKeyFacts => ({
  keys: [authorise(ALICE, PHONE)],
  revocations: [],
  candidates: [ALICE_ADDRESS],
  endsAt: NOW + 4 * HOUR,
  ...change,
})
const unregistered = (change: Partial<PassKeyFacts> = {}) => registered({ keys: [], ...change })

const nativeCrypto = createNativePassCrypto()

async function prove(
  pass: Pass | string,
  facts: PassKeyFacts = registered(),
  { seenAt = NOW, gateCode = 0 } = {},
): Promise<Proving> {
  const text = typeof pass === 'string' ? pass : formatPass(pass)
  const presented = { text, seenAt, gateCode, event: EVENT, leeway: DEFAULT_LEEWAY }
  const answers = await Promise.all(
    [nativeCrypto, webPassCrypto].map((crypto) => provePass(presented, () => facts, crypto)),
  )
  expect(answers[0], 'servers and browsers agree').to.deep.equal(answers[1])
  return answers[0] as Proving
}

const refusalOf = async (...args: Parameters<typeof prove>) => {
  const proving = await prove(...args)
  return 'refusal' in proving ? proving.refusal : undefined
}
const reasonOf = async (...args: Parameters<typeof prove>) => (await refusalOf(...args))?.reason
const tampered = (part: 'text' | 'pass' | 'authorisation') => ({ reason: 'invalid', details: { part } })

describe('pass method', () => {
  it('proves ticket and holder by the short form of a registered key', async () => {
    expect(await prove(await shortPass(PHONE))).to.deep.equal({
      proof: {
        method: 'pass',
        tokenId: 2_000_137n,
        madeAt: NOW / SECOND,
        holder: ALICE_ADDRESS,
        publicKey: PHONE.publicKey,
      },
    })
  })

  it('proves the same by the full form with nothing but the owner’s address', async () => {
    expect(await prove(await fullPass(PHONE, ALICE), unregistered())).to.deep.equal(
      await prove(await shortPass(PHONE)),
    )
  })

  it('asks for the facts of this event, key tag and ticket', async () => {
    const pass = await shortPass(PHONE)
    const queries: PassKeyQuery[] = []
    await provePass(
      { text: formatPass(pass), seenAt: NOW, gateCode: 0, event: EVENT, leeway: DEFAULT_LEEWAY },
      (query) => {
        queries.push(query)
        return registered()
      },
      nativeCrypto,
    )
    expect(queries).to.deep.equal([{ event: EVENT, keyTag: pass.keyTag, tokenId: 2_000_137n }])
  })

  describe('text stage', () => {
    it('answers invalid to what is no pass', async () => {
      expect(await prove('HTTPS://TICKETS.EXAMPLE/P/HELLO')).to.deep.equal({ refusal: tampered('text') })
    })

    it('answers wrong_event to the tag of another event', async () => {
      const event = { ...EVENT, chainId: 1 }
      expect(await reasonOf(await shortPass(PHONE, { event }))).to.equal('wrong_event')
    })

    it('tells a code’s age in seconds', async () => {
      expect(await refusalOf(await shortPass(PHONE), registered(), { seenAt: NOW + 31_500 })).to.deep.equal({
        reason: 'pass_expired',
        details: { ageSeconds: 31.5 },
      })
      expect(await refusalOf(await shortPass(PHONE), registered(), { seenAt: NOW - 6000 })).to.deep.equal({
        reason: 'pass_from_future',
        details: { aheadSeconds: 6 },
      })
    })

    it('accepts the gate code that was asked for', async () => {
      expect(
        await reasonOf(await shortPass(PHONE, { gateCode: 4711 }), registered(), { gateCode: 4711 }),
      ).to.equal(undefined)
    })

    for (const [asked, answered] of [
      [4711, 0],
      [4711, 4712],
      [0, 4711],
    ] as const) {
      it(`answers gate_code_wrong to ${answered} where ${asked} was asked for`, async () => {
        const pass = await shortPass(PHONE, { gateCode: answered })
        expect(await refusalOf(pass, registered(), { gateCode: asked })).to.deep.equal({
          reason: 'gate_code_wrong',
          details: { isAsked: asked !== 0 },
        })
      })
    }

    it('keeps what a refused code claims, for the log', async () => {
      const proving = await prove(await shortPass(PHONE), registered(), { seenAt: NOW + HOUR })
      expect(proving).to.deep.include({ hearsay: { tokenId: 2_000_137n, madeAt: NOW / SECOND } })
    })

    it('asks for no facts about a code that it refuses', async () => {
      const asked = { gateCode: 0, event: EVENT, leeway: DEFAULT_LEEWAY }
      const other = await shortPass(PHONE, { event: { ...EVENT, chainId: 1 } })
      const texts = ['', 'AAAA', formatPass(other), formatPass(await shortPass(PHONE, { madeAt: 1 }))]
      for (const text of [...texts, formatPass(await shortPass(PHONE, { gateCode: 1 }))]) {
        const find = () => expect.fail(`asked about ${text}`)
        await provePass({ text, seenAt: NOW, ...asked }, find, nativeCrypto)
      }
    })
  })

  describe('key stage, short form', () => {
    it('answers pass_key_unknown where no key has this tag', async () => {
      expect(await reasonOf(await shortPass(PHONE), unregistered())).to.equal('pass_key_unknown')
      const keys = [authorise(ALICE, phone('another'))]
      expect(await reasonOf(await shortPass(PHONE), registered({ keys }))).to.equal('pass_key_unknown')
    })

    it('tries every key of the tag', async () => {
      const [one, other] = TWINS
      const keys = [authorise(BOB, one), authorise(ALICE, other)]
      expect(keyTagOf(one.publicKey)).to.equal(keyTagOf(other.publicKey))
      for (const [signer, holder] of [
        [one, BOB_ADDRESS],
        [other, ALICE_ADDRESS],
      ] as const) {
        const proving = await prove(await shortPass(signer), registered({ keys }))
        expect('proof' in proving && proving.proof.holder).to.equal(holder)
      }
    })

    it('answers invalid where none of them has signed', async () => {
      const [one, other] = TWINS
      const keys = [authorise(BOB, one)]
      expect(await refusalOf(await shortPass(other), registered({ keys }))).to.deep.equal(tampered('pass'))
    })

    it('answers invalid to the tag of this event over the signature for another', async () => {
      const pass = await shortPass(PHONE, { event: { ...EVENT, chainId: 1 } })
      expect(await refusalOf({ ...pass, eventTag: eventTagOf(EVENT) })).to.deep.equal(tampered('pass'))
    })

    it('says nothing of an expired or revoked key to who cannot sign with it', async () => {
      const keys = [authorise(ALICE, PHONE, { expiresAt: NOW / SECOND - 1 })]
      const forged = { ...(await shortPass(PHONE)), signature: new Uint8Array(64).fill(1) }
      expect(await reasonOf(forged, registered({ keys }))).to.equal('invalid')
    })

    it('takes the owner where one phone serves two wallets with one key', async () => {
      const keys = [authorise(BOB, PHONE), authorise(ALICE, PHONE)]
      for (const owner of [ALICE_ADDRESS, BOB_ADDRESS]) {
        const proving = await prove(await shortPass(PHONE), registered({ keys, candidates: [owner] }))
        expect('proof' in proving && proving.proof.holder).to.equal(owner)
      }
    })

    it('takes the wallet whose authorisation still stands, and else gives the owner’s refusal', async () => {
      const ended = authorise(ALICE, PHONE, { expiresAt: NOW / SECOND - 1 })
      const both = await prove(await shortPass(PHONE), registered({ keys: [ended, authorise(BOB, PHONE)] }))
      expect('proof' in both && both.proof.holder).to.equal(BOB_ADDRESS)

      const revocations = [{ holder: BOB_ADDRESS, validFrom: 2 ** 32 }]
      const keys = [authorise(BOB, PHONE), ended]
      expect(await reasonOf(await shortPass(PHONE), registered({ keys, revocations }))).to.equal(
        'pass_key_expired',
      )
    })
  })

  describe('key stage, full form', () => {
    it('answers invalid to the signature of a wallet that is not in question', async () => {
      const pass = await fullPass(PHONE, BOB)
      expect(await refusalOf(pass, unregistered())).to.deep.equal(tampered('authorisation'))
    })

    it('answers ticket_unknown where nobody is known to hold the ticket', async () => {
      expect(await refusalOf(await fullPass(PHONE, ALICE), unregistered({ candidates: [] }))).to.deep.equal({
        reason: 'ticket_unknown',
        details: { block: null },
      })
    })

    it('knows a former holder, for the ticket stage to say that it is his no more', async () => {
      const pass = await fullPass(PHONE, BOB)
      for (const facts of [
        unregistered({ candidates: [ALICE_ADDRESS, BOB_ADDRESS] }),
        registered({ keys: [authorise(BOB, PHONE)] }),
      ]) {
        const proving = await prove(pass, facts)
        expect('proof' in proving && proving.proof.holder).to.equal(BOB_ADDRESS)
      }
    })

    it('is tried against four wallets at most', async () => {
      const others = [3, 4, 5].map((digit) => wallet(digit).address)
      const pass = await fullPass(PHONE, ALICE)
      expect(await reasonOf(pass, unregistered({ candidates: [...others, ALICE_ADDRESS] }))).to.equal(
        undefined,
      )
      expect(
        await reasonOf(pass, unregistered({ candidates: [BOB_ADDRESS, ...others, ALICE_ADDRESS] })),
      ).to.equal('invalid')
    })

    it('answers invalid where key and tag do not belong together', async () => {
      const pass = await fullPass(PHONE, ALICE)
      expect(await refusalOf({ ...pass, keyTag: '0x00000000' }, unregistered())).to.deep.equal(
        tampered('pass'),
      )
    })

    it('answers invalid to times that no registry would take', async () => {
      const issued = (ahead: number) =>
        fullPass(PHONE, ALICE, authorise(ALICE, PHONE, { issuedAt: NOW / SECOND + ahead }))
      expect(await reasonOf(await issued(300), unregistered())).to.equal(undefined)
      expect(await refusalOf(await issued(301), unregistered())).to.deep.equal(tampered('authorisation'))

      const ending = (afterEnd: number) =>
        fullPass(PHONE, ALICE, authorise(ALICE, PHONE, { expiresAt: NOW / SECOND + 4 * 3600 + afterEnd }))
      expect(await reasonOf(await ending(86_400), unregistered())).to.equal(undefined)
      expect(await refusalOf(await ending(86_401), unregistered())).to.deep.equal(tampered('authorisation'))
    })

    it('answers invalid to an authorisation for another event', async () => {
      const authorisation = authorise(ALICE, PHONE)
      const elsewhere = await signAuthorisation(ALICE, authorisation, { ...EVENT, chainId: 1 })
      const pass = toFullPass(await shortPass(PHONE), authorisation, elsewhere)
      expect(await refusalOf(pass, unregistered())).to.deep.equal(tampered('authorisation'))
    })
  })

  for (const form of ['short', 'full'] as const) {
    describe(`standing of the key, ${form} form`, () => {
      const check = async (
        change: Partial<ReturnType<typeof authorise>>,
        facts: Partial<PassKeyFacts> = {},
      ) => {
        const key = authorise(ALICE, PHONE, change)
        return form === 'short'
          ? refusalOf(await shortPass(PHONE), registered({ keys: [key], ...facts }))
          : refusalOf(await fullPass(PHONE, ALICE, key), unregistered(facts))
      }

      it('answers pass_key_expired after its last second', async () => {
        expect(await check({ expiresAt: NOW / SECOND })).to.equal(undefined)
        expect(await check({ expiresAt: NOW / SECOND - 1 })).to.deep.equal({
          reason: 'pass_key_expired',
          details: { expiredAt: NOW - SECOND },
        })
      })

      it('answers revoked to a key that was taken back', async () => {
        const revocations = [{ holder: ALICE_ADDRESS, publicKey: PHONE.publicKey }]
        expect(await check({}, { revocations })).to.deep.equal({ reason: 'revoked', details: {} })
      })

      it('answers revoked to an authorisation of before the holder’s new beginning', async () => {
        const validFrom = NOW / SECOND - 3600
        expect(await check({}, { revocations: [{ holder: ALICE_ADDRESS, validFrom }] })).to.equal(undefined)
        const later = [{ holder: ALICE_ADDRESS, validFrom: validFrom + 1 }]
        expect((await check({}, { revocations: later }))?.reason).to.equal('revoked')
      })
    })

    it(`is refused in ${form} form with any byte changed, and says why`, async () => {
      const whole = form === 'short' ? await shortPass(PHONE) : await fullPass(PHONE, ALICE)
      const bytes = encodePass(whole)
      for (let index = 0; index < bytes.length; index++) {
        const changed = bytes.with(index, (bytes[index] ?? 0) ^ 0x01)
        const decoded = decodePass(changed)
        const reason = decoded ? await reasonOf(decoded) : 'invalid'
        expect(reason, `byte ${index}`).to.equal(reasonOfChangeAt(index, form))
      }
    })
  }
})

/**
 * What a byte with its last bit turned is refused for, by the field that it stands in.
 * The last byte of the time moves it by one second only, which leaves the wrong signature.
 */
function reasonOfChangeAt(index: number, form: Pass['form']): string {
  if (index >= 1 && index < 5) return 'wrong_event'
  if (index === 14) return 'pass_expired'
  if (index >= 13 && index < 16) return 'pass_from_future'
  if (index >= 17 && index < 19) return 'gate_code_wrong'
  if (index >= 19 && index < 23 && form === 'short') return 'pass_key_unknown'
  return 'invalid'
}
